import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { Account } from "@/lib/access/actor";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import { disablePerson, makeAdmin } from "@/lib/data/workspace/mutations/people";
import { exportAudit, getAuditPage } from "@/lib/data/workspace/queries";
import { getDatabase } from "@/lib/db/client";
import { type AuditFilter, parseAuditFilter, parseCursor } from "@/lib/domain/workspace/audit-filter";
import { parseCsv } from "@/lib/platform/csv";
import { actorOf, makeAccount, makeGuest } from "../factories/account";
import { makeSubmitted } from "../factories/assessment";
import { levelIds } from "../factories/competency";
import { makeTeam } from "../factories/team";
import { HOUR, NOW, now } from "../factories/time";
import { useDatabase } from "./database";
import { statementsOf } from "./statements";

useDatabase();

const all = parseAuditFilter({});

let admin: Account;
let zoe: Account;
let bo: Account;
let teamId: string;

async function given(
  action: Parameters<typeof recordAudit>[1]["action"],
  facts: Partial<Parameters<typeof recordAudit>[1]>,
  hoursAgo: number,
) {
  await recordAudit(getDatabase(), { actor: zoe, action, ...facts }, new Date(NOW - hoursAgo * HOUR));
}

beforeEach(async () => {
  admin = await makeAccount({ name: "Ada Admin", isAdmin: true });
  zoe = await makeAccount({ name: "Zoë", email: "zoe@example.org" });
  bo = await makeAccount({ name: "Bo", email: "bo@example.org" });
  teamId = await makeTeam({ name: "Órion", coaches: [zoe] });
});

async function wordsFound(filter: Partial<AuditFilter>): Promise<string[]> {
  const { entries } = await getAuditPage(admin, { ...all, ...filter }, null);
  return entries.map(({ words }) => words);
}

async function readCsv(filter: AuditFilter): Promise<string[][]> {
  let text = "";
  for await (const piece of await exportAudit(admin, filter, now)) text += piece;
  expect(text.split("\ufeff")).toHaveLength(2);
  return parseCsv(text, 100_000).rows.map(({ cells }) => cells);
}

describe("the list", () => {
  beforeEach(async () => {
    await given("account.signedIn", { subjectRef: zoe.auditRef, detail: { with: "password" } }, 30);
    await given("team.roleChanged", { subjectRef: bo.auditRef, teamId, detail: { team: "Orion as it was", role: "coach" } }, 20);
    await given("person.disabled", { actor: bo, subjectRef: zoe.auditRef }, 10);
    await given("account.signedOut", { actor: null }, 5);
  });

  it("says who did what to whom and when, newest first", async () => {
    expect((await getAuditPage(admin, all, null)).entries).toMatchObject([
      { words: "signed out", actor: null, subject: null, team: null, detail: "" },
      { words: "disabled", actor: { userId: bo.userId, name: "Bo" }, subject: { userId: zoe.userId, name: "Zoë" } },
      { words: "changed the role in a team of", subject: { name: "Bo" }, team: { teamId, name: "Orion as it was" }, detail: "as coach" },
      { words: "signed in", actor: { name: "Zoë" }, subject: null, detail: "with password", at: new Date(NOW - 30 * HOUR) },
    ]);
  });

  it("is filtered by action, person, team and days, also together", async () => {
    expect(await wordsFound({ action: "person.disabled" })).toEqual(["disabled"]);
    expect(await wordsFound({ person: "ZOË" })).toEqual(["disabled", "changed the role in a team of", "signed in"]);
    expect(await wordsFound({ person: "bo@example" })).toEqual(["disabled", "changed the role in a team of"]);
    expect(await wordsFound({ personId: bo.userId, action: "team.roleChanged" })).toEqual(["changed the role in a team of"]);
    expect(await wordsFound({ person: "nobody" })).toEqual([]);
    expect(await wordsFound({ team: "órION" })).toEqual(["changed the role in a team of"]);
    expect(await wordsFound({ teamId })).toEqual(["changed the role in a team of"]);
    expect(await wordsFound({ teamId: "another" })).toEqual([]);
    expect(await wordsFound({ to: "2026-06-14" })).toEqual(["changed the role in a team of", "signed in"]);
    expect(await wordsFound({ from: "2026-06-15" })).toEqual(["signed out", "disabled"]);
    expect(await wordsFound({ from: "2026-06-15", to: "2026-06-14" })).toEqual([]);
  });

  it("calls whoever deleted their account a deleted account, and finds a deleted team by its id", async () => {
    await getDatabase().user.delete({ where: { id: bo.userId } });
    await getDatabase().team.delete({ where: { id: teamId } });
    expect((await getAuditPage(admin, all, null)).entries).toMatchObject([
      { actor: null },
      { actor: "deleted", subject: { name: "Zoë" } },
      { actor: { name: "Zoë" }, subject: "deleted", team: { name: "Orion as it was" } },
      { actor: { name: "Zoë" } },
    ]);
    expect(await wordsFound({ teamId })).toEqual(["changed the role in a team of"]);
    expect(await readCsv(all)).toContainEqual([expect.any(String), "a deleted account", "disabled", "Zoë", "", ""]);
  });
});

describe("a long audit", () => {
  beforeEach(async () => {
    await getDatabase().auditEntry.createMany({
      data: Array.from({ length: 2_120 }, (_, index) => ({
        id: randomUUID(),
        // Forty at one moment, so that a page ends among them.
        at: new Date(NOW - HOUR - Math.floor(index / 40) * 1_000),
        action: "account.signedIn",
        actorRef: zoe.auditRef,
      })),
    });
  });

  it("comes each entry once, page after page, in few statements", async () => {
    const seen: string[] = [];
    const times: number[] = [];
    for (const progress: { older: string | null } = { older: "start" }; progress.older !== null; ) {
      const after = parseCursor(progress.older);
      const statements = await statementsOf(async () => {
        const page = await getAuditPage(admin, all, after);
        seen.push(...page.entries.map(({ id }) => id));
        times.push(...page.entries.map(({ at }) => at.getTime()));
        progress.older = page.older;
      });
      expect(statements.length).toBeLessThanOrEqual(4);
    }
    expect(new Set(seen).size).toBe(2_120);
    expect(seen).toHaveLength(2_120);
    expect(times).toEqual(times.toSorted((one, two) => two - one));
  });

  it("is exported whole, in pieces, and the export is written down", async () => {
    const rows = await readCsv(all);
    expect(rows).toHaveLength(2_121);
    expect(rows[0]).toEqual(["When (UTC)", "Who", "Did", "Whom", "Team", "More"]);
    expect(await getAuditPage(admin, parseAuditFilter({ action: "audit.exported" }), null)).toMatchObject({
      entries: [{ actor: { name: "Ada Admin" }, at: now }],
    });
  });
});

it("exports what is filtered, safe from formulas, with a heading also for nothing", async () => {
  await getDatabase().user.update({ where: { id: zoe.userId }, data: { name: '=HYPERLINK("http://x")' } });
  await given("account.signedIn", {}, 1);
  await given("account.signedOut", { actor: bo }, 1);
  const rows = await readCsv(parseAuditFilter({ action: "account.signedIn" }));
  expect(rows.slice(1)).toEqual([[new Date(NOW - HOUR).toISOString(), `'=HYPERLINK("http://x")`, "signed in", "", "", ""]]);
  expect(await readCsv(parseAuditFilter({ person: "nobody" }))).toHaveLength(1);
});

it("holds no address, evidence or rating", async () => {
  const member = await makeAccount({ name: "Mia", email: "mia@example.org" });
  await makeSubmitted(member, now, "catalyst");
  await makeAdmin(admin, member.userId, now);
  await disablePerson(admin, bo.userId, now);
  for await (const _ of await exportAudit(admin, parseAuditFilter({ person: "mia@example.org" }), now));
  const entries = await getDatabase().auditEntry.findMany();
  expect(entries).toHaveLength(3);
  expect(JSON.stringify(entries)).not.toMatch(new RegExp(`@|evidence for|mia|${levelIds.join("|")}`, "i"));
});

it.each([
  ["UPDATE", () => getDatabase().auditEntry.updateMany({ data: { action: "account.signedOut" } })],
  ["DELETE", () => getDatabase().auditEntry.deleteMany()],
  ["raw UPDATE", () => getDatabase().$executeRawUnsafe(`UPDATE "AuditEntry" SET "detail" = '{}'`)],
  ["raw DELETE", () => getDatabase().$executeRawUnsafe(`DELETE FROM "AuditEntry"`)],
])("is never changed: the database refuses %s", async (_name, attempt) => {
  await given("account.signedIn", {}, 1);
  const before = await getDatabase().auditEntry.findMany();
  await expect(attempt()).rejects.toThrow(/append-only|constraint violated/);
  expect(await getDatabase().auditEntry.findMany()).toEqual(before);
  expect(before).toHaveLength(1);
});

it("is there for admins only", async () => {
  for (const actor of [bo, await actorOf(zoe.userId)]) {
    await expect(getAuditPage(actor, all, null)).rejects.toMatchObject({ code: "NotFound" });
    await expect(exportAudit(actor, all, now)).rejects.toMatchObject({ code: "NotFound" });
  }
  for (const actor of [null, await makeGuest()]) {
    await expect(getAuditPage(actor, all, null)).rejects.toMatchObject({ code: "Unauthenticated" });
    await expect(exportAudit(actor, all, now)).rejects.toMatchObject({ code: "Unauthenticated" });
  }
  expect(await getDatabase().auditEntry.count()).toBe(0);
});
