/** The risk: a second press makes a second team, or shows somebody else what the first one made. */
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { deleteOldSentForms } from "@/lib/data/workspace/internal/sent-forms";
import { sendOnce } from "@/lib/data/workspace/mutations/sent-forms";
import { getDatabase } from "@/lib/db/client";
import { ATTEMPT, DRAWN_FOR } from "@/lib/domain/request/form-fields";
import { makeAccount } from "../factories/account";
import { now } from "../factories/time";
import { useDatabase } from "./database";

useDatabase();

const SECRET = "/join/a-secret-that-nobody-may-read";

function formOf(fields: Record<string, string | File>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

const FIELDS = { [ATTEMPT]: "one", [DRAWN_FOR]: "somebody", name: "Orion" };

/** Counts how often it runs, and says which run it was. */
function counted(pause = 0) {
  let runs = 0;
  const work = async () => {
    runs += 1;
    const run = runs;
    await sleep(pause);
    return `${SECRET}-${run}`;
  };
  return { work, runs: () => runs };
}

const seconds = (count: number) => new Date(now.getTime() + count * 1_000);

const person = () => makeAccount();

describe("the same form", () => {
  it("runs once for twenty at the same moment, and answers each the same", async () => {
    const actor = await person();
    const { work, runs } = counted(20);
    const answers = await Promise.all(Array.from({ length: 20 }, () => sendOnce(actor, formOf(FIELDS), now, work)));
    expect(runs()).toBe(1);
    expect(new Set(answers)).toEqual(new Set([`${SECRET}-1`]));
  });

  it("runs once when it comes again later, and for nobody in particular too", async () => {
    for (const actor of [await person(), null]) {
      const { work, runs } = counted();
      await sendOnce(actor, formOf(FIELDS), now, work);
      expect(await sendOnce(actor, formOf(FIELDS), seconds(600), work)).toBe(`${SECRET}-1`);
      expect(runs()).toBe(1);
    }
  });

  it.each([
    ["a path", "/teams"],
    ["nothing", null],
    ["a flash", { kind: "link", url: SECRET, days: [1, 2] }],
  ])("answers with %s as the first time", async (_, outcome) => {
    const actor = await person();
    const work = () => Promise.resolve(outcome);
    expect(await sendOnce(actor, formOf(FIELDS), now, work)).toEqual(outcome);
    expect(await sendOnce(actor, formOf(FIELDS), now, () => Promise.reject(new Error("It ran again.")))).toEqual(outcome);
  });
});

describe("another form", () => {
  it.each([
    ["another attempt", { ...FIELDS, [ATTEMPT]: "two" }],
    ["other words", { ...FIELDS, name: "Vega" }],
    ["one more field", { ...FIELDS, more: "" }],
    ["words in another field", { [ATTEMPT]: "one", other: "Orion" }],
    ["a file", { ...FIELDS, name: new File(["a"], "Orion", { lastModified: 1 }) }],
  ])("runs again: %s", async (_, fields) => {
    const actor = await person();
    const { work, runs } = counted();
    await sendOnce(actor, formOf(FIELDS), now, work);
    expect(await sendOnce(actor, formOf(fields), now, work)).toBe(`${SECRET}-2`);
    expect(runs()).toBe(2);
  });

  it("runs again for another person, and for nobody", async () => {
    const { work, runs } = counted();
    for (const actor of [await person(), await makeAccount(), null]) await sendOnce(actor, formOf(FIELDS), now, work);
    expect(runs()).toBe(3);
  });

  it("runs each time where the form kit did not draw it", async () => {
    const { work, runs } = counted();
    const actor = await person();
    for (let time = 0; time < 2; time += 1) await sendOnce(actor, formOf({ name: "Orion" }), now, work);
    expect(runs()).toBe(2);
    expect(await getDatabase().sentForm.count()).toBe(0);
  });
});

describe("a form that did not end well", () => {
  it("may be sent again once it failed", async () => {
    const actor = await person();
    await expect(sendOnce(actor, formOf(FIELDS), now, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await getDatabase().sentForm.count()).toBe(0);
    expect(await sendOnce(actor, formOf(FIELDS), now, counted().work)).toBe(`${SECRET}-1`);
  });

  it("is taken over by one of many where its server was killed", async () => {
    const actor = await person();
    // It never ends, as the work of a server that is gone.
    void sendOnce(actor, formOf(FIELDS), now, () => new Promise<never>(() => undefined));
    await expect.poll(() => getDatabase().sentForm.count()).toBe(1);
    const { work, runs } = counted(20);
    const answers = await Promise.all(Array.from({ length: 5 }, () => sendOnce(actor, formOf(FIELDS), seconds(61), work)));
    expect(runs()).toBe(1);
    expect(new Set(answers)).toEqual(new Set([`${SECRET}-1`]));
  });

  it("is worked on anew where its outcome cannot be read", async () => {
    const actor = await person();
    await sendOnce(actor, formOf(FIELDS), now, counted().work);
    await getDatabase().sentForm.updateMany({ data: { outcome: "from elsewhere" } });
    const { work, runs } = counted();
    expect(await sendOnce(actor, formOf(FIELDS), now, work)).toBe(`${SECRET}-1`);
    expect(runs()).toBe(1);
  });
});

describe("what is stored", () => {
  it("can be read by nobody: neither the outcome nor what was sent or by whom", async () => {
    const actor = await person();
    await sendOnce(actor, formOf(FIELDS), now, counted().work);
    const stored = JSON.stringify(await getDatabase().sentForm.findMany());
    const outcome = (await getDatabase().sentForm.findFirstOrThrow()).outcome ?? "";
    for (const text of [stored, Buffer.from(outcome, "base64").toString("latin1")]) {
      for (const secret of [SECRET, "secret", "Orion", actor.userId]) expect(text).not.toContain(secret);
    }
  });

  it("is deleted by the job once it is old, and not before", async () => {
    const actor = await person();
    await sendOnce(actor, formOf(FIELDS), now, counted().work);
    await sendOnce(actor, formOf({ ...FIELDS, name: "Vega" }), seconds(48 * 3_600), counted().work);
    expect(await deleteOldSentForms(seconds(60))).toBe(0);
    expect(await deleteOldSentForms(seconds(48 * 3_600))).toBe(1);
    expect(await getDatabase().sentForm.count()).toBe(1);
  });
});
