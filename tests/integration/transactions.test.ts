import Sqlite from "better-sqlite3";
import { beforeEach, expect, it } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { exportPersonalData } from "@/lib/data/account/queries/personal-data";
import { saveRatings } from "@/lib/data/assessment/mutations";
import { getDatabase, openClient, readConsistently } from "@/lib/db/client";
import { sqliteFile } from "@/lib/platform/environment";
import { makeGuest } from "../factories/account";
import { makeStarted } from "../factories/assessment";
import { behaviorIds } from "../factories/competency";
import { NOW } from "../factories/time";
import { getDatabaseUrl, useDatabase } from "./database";

useDatabase();

const [behaviorId = ""] = behaviorIds;
let actor: Actor;
let assessmentId: string;

beforeEach(async () => {
  actor = await makeGuest();
  assessmentId = await makeStarted(actor);
});

/** Another person's transaction that has written and is not over yet. */
async function makeOpenTransaction(): Promise<{ end: (how: "commit" | "roll back") => void; ended: Promise<unknown> }> {
  let end: (how: "commit" | "roll back") => void = () => undefined;
  const asked = new Promise<"commit" | "roll back">((resolve) => {
    end = resolve;
  });
  let begun: () => void = () => undefined;
  const isOpen = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const ended = getDatabase()
    .$transaction(async (transaction) => {
      await transaction.team.create({ data: { id: "t", name: "Half written" } });
      begun();
      if ((await asked) === "roll back") throw new Error("Refused.");
    })
    .catch(() => undefined);
  await isOpen;
  return { end, ended };
}

it("keeps what was saved beside a transaction that is rolled back", async () => {
  const { end, ended } = await makeOpenTransaction();
  const saving = saveRatings(actor, assessmentId, [{ behaviorId, answer: "guide", answeredAt: NOW }], NOW);
  setImmediate(() => end("roll back"));
  expect(await saving).toMatchObject([{ behaviorId, answer: "guide" }]);
  await ended;
  expect(await getDatabase().rating.findMany()).toMatchObject([{ behaviorId, answer: "guide" }]);
  expect(await getDatabase().team.count()).toBe(0);
});

it("shows nobody what a transaction has only half written", async () => {
  const { end, ended } = await makeOpenTransaction();
  const counting = getDatabase().team.count();
  setImmediate(() => end("roll back"));
  expect(await counting).toBe(0);
  await ended;
});

it("goes on after a transaction, whether it was committed or rolled back, for as many as wait", async () => {
  for (const how of ["commit", "roll back"] as const) {
    const { end, ended } = await makeOpenTransaction();
    const waiting = Promise.all([
      ...Array.from({ length: 5 }, () => getDatabase().rating.count()),
      ...Array.from({ length: 5 }, () => getDatabase().$transaction((transaction) => transaction.rating.count())),
    ]);
    setImmediate(() => end(how));
    expect(await waiting).toEqual(Array.from({ length: 10 }, () => 0));
    await ended;
    await getDatabase().team.deleteMany();
  }
});

it("reads and then writes in one transaction, whatever another process would write meanwhile", async () => {
  const url = getDatabaseUrl();
  // Without waiting on SQLite, which has one writer: the other gets an error there, and writes afterwards.
  const file = sqliteFile(url);
  const impatient = file === null ? null : new Sqlite(file, { timeout: 0 });
  const other = await openClient(url);
  try {
    await getDatabase().$transaction(async (transaction) => {
      expect(await transaction.team.count()).toBe(0);
      if (impatient) expect(() => impatient.exec(`INSERT INTO "Team" ("id", "name") VALUES ('x', 'Refused')`)).toThrow("locked");
      else await other.client.team.create({ data: { id: "o", name: "Of another" } });
      await transaction.team.create({ data: { id: "t", name: "Ours" } });
    });
    if (impatient) await other.client.team.create({ data: { id: "o", name: "Of another" } });
    expect((await getDatabase().team.findMany({ orderBy: { id: "asc" } })).map(({ id }) => id)).toEqual(["o", "t"]);
  } finally {
    impatient?.close();
    await other.client.$disconnect();
  }
});

it("exports a person's data while somebody else, here or in another process, holds the right to write", async () => {
  const { end, ended } = await makeOpenTransaction();
  expect(await exportPersonalData(actor, new Date(NOW))).toMatchObject({ assessments: [{ id: assessmentId }] });
  end("roll back");
  await ended;
  const file = sqliteFile(getDatabaseUrl());
  const writer = file === null ? null : new Sqlite(file);
  writer?.exec("BEGIN IMMEDIATE");
  expect(await exportPersonalData(actor, new Date(NOW))).toMatchObject({ assessments: [{ id: assessmentId }] });
  writer?.close();
});

it("reads one state of the database, whatever is written meanwhile, and writes nothing itself", async () => {
  const before = await readConsistently(async (snapshot) => {
    const first = await snapshot.team.count();
    await getDatabase().team.create({ data: { id: "t", name: "Meanwhile" } });
    return [first, await snapshot.team.count()];
  });
  expect(before).toEqual([0, 0]);
  expect(await readConsistently((snapshot) => snapshot.team.count())).toBe(1);
  await expect(readConsistently((snapshot) => snapshot.team.deleteMany())).rejects.toThrow(/readonly|read-only/);
  expect(await readConsistently((snapshot) => snapshot.team.count())).toBe(1);
});
