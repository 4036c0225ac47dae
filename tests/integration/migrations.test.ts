import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import Sqlite from "better-sqlite3";
import pg from "pg";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { openClient } from "@/lib/db/client";
import { applyMigrations, MigrationError } from "@/lib/db/migrations";
import { fillNameKeys } from "@/lib/db/name-keys";
import { sqliteFile } from "@/lib/platform/environment";
import { openSchemaEngine } from "../../scripts/schema-engine.mjs";
import { startMigrating, useChildren } from "./child-process";
import { createEmptyDatabase, engine, removeDatabases } from "./database";

const shipped = path.resolve(import.meta.dirname, "../../prisma");
const shippedNames = readdirSync(path.join(shipped, engine, "migrations"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

let url: string;
let history: string;

/** In the test's own copy of the history. */
function writeMigration(name: string, sql: string): void {
  const folder = path.join(history, engine, "migrations", name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "migration.sql"), sql);
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const file = sqliteFile(url);
  if (file) {
    const database = new Sqlite(file);
    try {
      return database.prepare<[], Record<string, unknown>>(sql).all();
    } finally {
      database.close();
    }
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function listTables(): Promise<string[]> {
  const rows = await query(
    engine === "sqlite"
      ? "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
      : "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
  );
  return rows.map(({ name }) => String(name));
}

async function listRecorded(): Promise<string[]> {
  const rows = await query('SELECT migration_name, finished_at FROM "_prisma_migrations" ORDER BY migration_name');
  for (const { finished_at } of rows) expect(finished_at).not.toBeNull();
  return rows.map(({ migration_name }) => String(migration_name));
}

async function actionError(): Promise<string> {
  const error = await applyMigrations(url, history).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(MigrationError);
  return (error as Error).message;
}

useChildren();

beforeEach(async () => {
  url = await createEmptyDatabase("migrations");
  history = mkdtempSync(path.join(os.tmpdir(), "cairn-history-"));
  cpSync(shipped, history, { recursive: true });
});

afterEach(() => rmSync(history, { recursive: true, force: true }));
afterAll(removeDatabases);

describe("applyMigrations", () => {
  it("applies the whole history to a fresh database, in order, each recorded, and nothing the second time", async () => {
    writeMigration("29990101000000_first", 'CREATE TABLE "Cart" ("id" TEXT PRIMARY KEY)');
    writeMigration("29990101000001_second", 'ALTER TABLE "Cart" ADD COLUMN "wheels" INTEGER');
    const all = [...shippedNames, "29990101000000_first", "29990101000001_second"];
    expect(await applyMigrations(url, history)).toEqual(all);
    expect(await listRecorded()).toEqual(all);
    expect(await listTables()).toEqual(expect.arrayContaining(["Assessment", "Cart", "Rating", "User"]));
    expect(await applyMigrations(url, history)).toEqual([]);
    expect(await listRecorded()).toEqual(all);
  });

  it("applies what an update brings to a database that has data", async () => {
    expect(await applyMigrations(url, shipped)).toEqual(shippedNames);
    await query(
      `INSERT INTO "Verification" ("id", "identifier", "value", "expiresAt", "updatedAt") VALUES ('1', 'a', 'b', '2026-01-01', '2026-01-01') RETURNING "id"`,
    );
    writeMigration("29990101000000_later", `ALTER TABLE "Verification" ADD COLUMN "note" TEXT NOT NULL DEFAULT 'kept'`);
    expect(await applyMigrations(url, history)).toEqual(["29990101000000_later"]);
    expect(await query('SELECT "identifier", "note" FROM "Verification"')).toEqual([{ identifier: "a", note: "kept" }]);
  });

  it.each([1, 2, 3])("lets servers that start at the same moment all succeed, and applies once (round %i)", async () => {
    const children = Array.from({ length: 4 }, () => startMigrating({ databaseUrl: url, historyFolder: shipped }));
    const readers = children.map(({ lines }) => lines[Symbol.asyncIterator]());
    for (const reader of readers) expect((await reader.next()).value).toBe("ready");
    for (const { child } of children) child.stdin.write("go\n");
    const answers = await Promise.all(readers.map(async (reader) => String((await reader.next()).value)));
    expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0, 0, 0]);
    expect(answers.toSorted()).toEqual([JSON.stringify(shippedNames), "[]", "[]", "[]"].toSorted());
    expect(await listRecorded()).toEqual(shippedNames);
  });

  it("lets parallel calls in one process all succeed, and applies once", async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => applyMigrations(url, shipped)));
    expect(answers.flat()).toEqual(shippedNames);
    expect(await listRecorded()).toEqual(shippedNames);
  });

  it("refuses a migration that was changed after it was applied, by its name", async () => {
    writeMigration("29990101000000_cart", 'CREATE TABLE "Cart" ("id" TEXT PRIMARY KEY)');
    await applyMigrations(url, history);
    writeMigration("29990101000000_cart", 'CREATE TABLE "Cart" ("id" TEXT PRIMARY KEY, "wheels" INTEGER)');
    writeMigration("29990101000001_more", 'CREATE TABLE "More" ("id" TEXT PRIMARY KEY)');
    expect(await actionError()).toMatch(
      /^The migration 29990101000000_cart was changed after it was applied to this database\. Put its file back/,
    );
    expect(await listTables()).not.toContain("More");
  });

  it("refuses a database that is ahead of the code, by the migration's name", async () => {
    writeMigration("29990101000000_cart", 'CREATE TABLE "Cart" ("id" TEXT PRIMARY KEY)');
    await applyMigrations(url, history);
    rmSync(path.join(history, engine, "migrations/29990101000000_cart"), { recursive: true });
    const message = await actionError();
    expect(message).toContain("ahead of this version of Cairn: it has the migration 29990101000000_cart");
    expect(message).toContain("Start the version that made it, or restore a backup");
  });

  it("refuses a migration that comes before one that was applied", async () => {
    await applyMigrations(url, history);
    writeMigration("20000101000000_late", 'CREATE TABLE "Late" ("id" TEXT PRIMARY KEY)');
    expect(await actionError()).toMatch(/^The migration 20000101000000_late comes before .* Give it a later stamp/);
    expect(await listTables()).not.toContain("Late");
  });

  it("refuses a migration that another tool left unfinished", async () => {
    await applyMigrations(url, history);
    await query('UPDATE "_prisma_migrations" SET finished_at = NULL RETURNING id');
    expect(await actionError()).toMatch(/was begun by another tool and not finished\. Restore the backup/);
  });

  it("leaves nothing of a migration that fails, nor of those before it in the same start", async () => {
    writeMigration("29990101000000_good", 'CREATE TABLE "Cart" ("id" TEXT PRIMARY KEY)');
    writeMigration("29990101000001_bad", 'CREATE TABLE "Half" ("id" TEXT PRIMARY KEY); CREATE TABLE "Half" ("id" TEXT PRIMARY KEY)');
    await expect(applyMigrations(url, history)).rejects.toThrow(/already exists/);
    expect(await listTables()).toEqual([]);
    expect(await applyMigrations(url, shipped)).toEqual(shippedNames);
    await expect(applyMigrations(url, history)).rejects.toThrow(/already exists/);
    expect(await listRecorded()).toEqual(shippedNames);
    expect(await listTables()).not.toContain("Half");
  });

  it("leaves no rows that point to nothing", async () => {
    await applyMigrations(url, shipped);
    writeMigration(
      "29990101000000_orphan",
      `INSERT INTO "Session" ("id", "token", "expiresAt", "updatedAt", "userId") VALUES ('s', 't', '2026-01-01', '2026-01-01', 'nobody')`,
    );
    await expect(applyMigrations(url, history)).rejects.toThrow(
      engine === "sqlite" ? /rows that point to nothing/ : /foreign key constraint/,
    );
    expect(await query('SELECT "id" FROM "Session"')).toEqual([]);
    expect(await listRecorded()).toEqual(shippedNames);
  });
});

/** One row and more in each table that one_vocabulary renames or types anew, as the version before wrote them. */
function rowsBefore(): string[] {
  const at = "'2026-05-01T10:00:00.000+00:00'";
  const later = "'2026-05-02T10:00:00.000+00:00'";
  return [
    `INSERT INTO "User" ("id", "name", "email", "auditRef", "updatedAt") VALUES ('u', 'Ásta Ærø', 'asta@example.org', 'ref', ${at}), ('c', 'Olga', 'olga@example.org', 'ref-c', ${at})`,
    `INSERT INTO "Team" ("id", "name") VALUES ('t', 'Ünion')`,
    `INSERT INTO "Membership" ("teamId", "userId", "role", "isOpenToPairing") VALUES ('t', 'u', 'member', true), ('t', 'c', 'coach', false)`,
    `INSERT INTO "Invitation" ("id", "teamId", "role", "tokenHash", "expiresAt", "maxUses", "signUps") VALUES ('i', 't', 'coach', 'h', ${at}, 9, 3)`,
    `INSERT INTO "Revision" ("id", "competencyId", "number", "content", "changes", "note") VALUES ('r', 'pm', 1, '{"name":"Ärger"}', '[{"a":1}]', 'n')`,
    `INSERT INTO "DescriptorBatch" ("id", "revisionId", "size", "drawnAt") VALUES ('b', 'r', 5, ${at})`,
    `INSERT INTO "Tally" ("id", "revisionId", "quarter", "size", "fullAt") VALUES ('y', 'r', '2026-Q2', 5, ${at})`,
    `INSERT INTO "TallyCount" ("tallyId", "behaviorId", "answer", "count") VALUES ('y', 'vision', 'guide', 4)`,
    `INSERT INTO "Assessment" ("id", "ownerId", "revisionId", "submittedAt", "isPictured", "priorities", "batchId", "tallyId", "talliedIn")
     VALUES ('a', 'u', 'r', ${at}, true, '["vision"]', 'b', 'y', '2026-Q2')`,
    `INSERT INTO "Assessment" ("id", "ownerId", "revisionId", "correctsId") VALUES ('a2', 'u', 'r', 'a')`,
    `INSERT INTO "Rating" ("assessmentId", "behaviorId", "answer", "answeredAt") VALUES ('a', 'vision', 'guide', 7)`,
    `INSERT INTO "Picture" ("id", "teamId", "number", "drawnAt", "size") VALUES ('p', 't', 1, ${at}, 5)`,
    `INSERT INTO "Share" ("assessmentId", "teamId", "sharedAt", "withEvidence", "pictureId") VALUES ('a', 't', ${at}, true, 'p')`,
    `INSERT INTO "Look" ("assessmentId", "teamId", "viewerId", "place", "day", "at") VALUES ('a', 't', 'c', 'export', '2026-05-01', ${at})`,
    `INSERT INTO "Agreement" ("id", "assessmentId", "teamId", "coachId", "behaviorId", "levelId", "why", "proposedBy", "proposedAt", "agreedAt")
     VALUES ('g', 'a', 't', 'c', 'vision', 'guide', 'why', 'member', ${at}, ${later})`,
    `INSERT INTO "Round" ("id", "teamId", "competencyId", "name", "openedAt", "dueAt", "timeZone", "blindReviews") VALUES ('o', 't', 'pm', 'First', ${at}, ${later}, 'UTC', false)`,
    `INSERT INTO "RoundMail" ("roundId", "userId", "kind", "sequence", "sentAt") VALUES ('o', 'u', 'reminder', 2, ${at})`,
    `INSERT INTO "Agenda" ("teamId", "coachId", "subject", "memberId", "content", "version", "updatedAt") VALUES ('t', 'c', 'u', 'u', '{"left":[],"own":"x"}', 4, ${at})`,
    `INSERT INTO "Draft" ("id", "competencyId", "baseId", "content", "version", "startedBy", "startedAt", "editedBy", "editedAt")
     VALUES ('d', 'pm', 'r', '{"name":"One"}', 2, 'ref', ${at}, 'ref', ${at})`,
    `INSERT INTO "DraftEdit" ("draftId", "number", "editedBy", "before", "after", "undone") VALUES ('d', 2, 'ref', '{"name":"A"}', '{"name":"B"}', true)`,
    `INSERT INTO "DraftMeaning" ("draftId", "change", "meaning", "words", "chosenBy") VALUES ('d', 'name', 'wording', 'w', 'ref')`,
    `INSERT INTO "AuditEntry" ("id", "at", "action", "actorRef", "teamId", "detail") VALUES ('e', ${at}, 'agreement.recorded', 'ref', 't', '{"team":"Ünion"}'),
     ('e2', ${later}, 'model.published', 'ref', NULL, '{"changes":2}')`,
  ];
}

describe("the migration to one vocabulary", () => {
  const name = shippedNames.find((each) => each.endsWith("_one_vocabulary")) ?? "";

  /** A database with these rows, brought up to date. */
  async function migrateRows(): Promise<void> {
    const now = mkdtempSync(path.join(os.tmpdir(), "cairn-later-"));
    cpSync(history, now, { recursive: true });
    for (const later of shippedNames.filter((each) => each >= name)) {
      rmSync(path.join(history, engine, "migrations", later), { recursive: true });
    }
    await applyMigrations(url, history);
    for (const sql of rowsBefore()) await query(`${sql} RETURNING 1 AS one`);
    await applyMigrations(url, now);
    rmSync(now, { recursive: true });
  }

  it("carries every row over, each read by the client as what it was", async () => {
    await migrateRows();
    const { client } = await openClient(url);
    const [at, later] = [new Date("2026-05-01T10:00:00Z"), new Date("2026-05-02T10:00:00Z")];
    try {
      expect(await client.membership.findMany({ orderBy: { role: "asc" } })).toMatchObject([
        { userId: "c", role: "coach", isOpenToPairing: false },
        { userId: "u", role: "member", isOpenToPairing: true },
      ]);
      expect(await client.invitation.findMany()).toMatchObject([{ id: "i", role: "coach", maxUses: 9, signUps: 3, expiresAt: at }]);
      expect(await client.revision.findMany()).toMatchObject([{ id: "r", content: { name: "Ärger" }, changes: [{ a: 1 }], note: "n" }]);
      expect(await client.itemCohort.findMany()).toEqual([{ id: "b", revisionId: "r", size: 5, drawnAt: at }]);
      expect(await client.organizationCohort.findMany({ include: { counts: true } })).toEqual([
        {
          id: "y",
          revisionId: "r",
          quarter: "2026-Q2",
          size: 5,
          fullAt: at,
          counts: [{ organizationCohortId: "y", behaviorId: "vision", answer: "guide", count: 4 }],
        },
      ]);
      expect(await client.assessment.findMany({ orderBy: { id: "asc" }, include: { ratings: true } })).toMatchObject([
        {
          id: "a",
          submittedAt: at,
          isInTeamCohort: true,
          priorities: ["vision"],
          itemCohortId: "b",
          organizationCohortId: "y",
          countedInQuarter: "2026-Q2",
          ratings: [{ behaviorId: "vision", answer: "guide", answeredAt: 7n }],
        },
        { id: "a2", correctsId: "a", priorities: [], isInTeamCohort: false },
      ]);
      expect(await client.teamCohort.findMany()).toEqual([{ id: "p", teamId: "t", number: 1, drawnAt: at, size: 5 }]);
      expect(await client.share.findMany()).toMatchObject([{ assessmentId: "a", withEvidence: true, cohortId: "p" }]);
      expect(await client.shareView.findMany()).toMatchObject([{ viewerId: "c", place: "export", day: "2026-05-01", at }]);
      expect(await client.agreedLevel.findMany()).toMatchObject([{ id: "g", proposedBy: "member", proposedAt: at, agreedAt: later }]);
      expect(await client.roundMail.findMany()).toMatchObject([{ roundId: "o", kind: "reminder", sequence: 2, sentAt: at }]);
      expect(await client.agenda.findMany()).toMatchObject([{ subject: "u", content: { left: [], own: "x" }, version: 4 }]);
      expect(await client.draft.findMany({ include: { edits: true, meanings: true } })).toMatchObject([
        {
          content: { name: "One" },
          version: 2,
          edits: [{ before: { name: "A" }, after: { name: "B" }, undone: true }],
          meanings: [{ change: "name", meaning: "wording" }],
        },
      ]);
      expect(await client.auditEntry.findMany({ orderBy: { at: "asc" } })).toMatchObject([
        { id: "e", action: "agreedLevel.recorded", teamId: "t", detail: { team: "Ünion" } },
        { id: "e2", action: "competency.published", teamId: null, detail: { changes: 2 } },
      ]);
      await fillNameKeys(client);
      expect(await client.user.findMany({ orderBy: { nameKey: "asc" }, select: { nameKey: true, updatedAt: true } })).toEqual([
        { nameKey: "asta aero", updatedAt: at },
        { nameKey: "olga", updatedAt: at },
      ]);
      expect(await client.team.findMany({ select: { nameKey: true } })).toEqual([{ nameKey: "union" }]);
    } finally {
      await client.$disconnect();
    }
  });

  it("keeps what guards the tables, and takes no word and no JSON that the code does not know", async () => {
    await migrateRows();
    const refused = async (sql: string) => [sql, String(await query(`${sql} RETURNING 1 AS one`).catch((error: unknown) => error))];
    for (const [sql, refusal] of [
      [`UPDATE "AuditEntry" SET "action" = 'x'`, /append-only/],
      [`DELETE FROM "AuditEntry"`, /append-only/],
      [`UPDATE "Revision" SET "note" = 'x'`, /never changes/],
      [`DELETE FROM "Revision"`, /never changes/],
      [`UPDATE "Membership" SET "role" = 'owner'`, /constraint|enum/],
      [`UPDATE "Invitation" SET "role" = 'owner'`, /constraint|enum/],
      [`UPDATE "ShareView" SET "place" = 'elsewhere'`, /constraint|enum/],
      [`UPDATE "RoundMail" SET "kind" = 'other'`, /constraint|enum/],
      [`UPDATE "AgreedLevel" SET "proposedBy" = 'admin'`, /constraint|enum/],
      [`UPDATE "DraftMeaning" SET "meaning" = 'none'`, /constraint|enum/],
      [`UPDATE "Assessment" SET "priorities" = '{}'`, /constraint/],
      [`UPDATE "Agenda" SET "content" = '[]'`, /constraint/],
      [`UPDATE "Draft" SET "content" = 'no JSON'`, /constraint|malformed|invalid input syntax/],
      [`UPDATE "DraftEdit" SET "after" = '1'`, /constraint/],
    ] as const) {
      expect(await refused(sql)).toEqual([sql, expect.stringMatching(refusal)]);
    }
  });
});

describe("the history", () => {
  it("brings a database to exactly the models, and Prisma's own engine finds nothing to apply", async () => {
    await applyMigrations(url, shipped);
    const schemaEngine = await openSchemaEngine(engine, url);
    try {
      expect(await schemaEngine.diffToModels()).toBeNull();
      expect(await schemaEngine.applyHistory()).toEqual([]);
    } finally {
      schemaEngine.close();
    }
    expect(await listRecorded()).toEqual(shippedNames);
    expect(await applyMigrations(url, shipped)).toEqual([]);
  });

  it("is accepted where Prisma's own engine applied it", async () => {
    const schemaEngine = await openSchemaEngine(engine, url);
    expect(await schemaEngine.applyHistory()).toEqual(shippedNames);
    schemaEngine.close();
    const file = sqliteFile(url);
    if (file) {
      // The engine's connection keeps the file locked until its process ends, so a copy is migrated.
      url = await createEmptyDatabase("copy");
      copyFileSync(file, sqliteFile(url) ?? "");
    }
    expect(await applyMigrations(url, shipped)).toEqual([]);
  });

  it("is seen to drift where a table differs", async () => {
    await applyMigrations(url, shipped);
    writeMigration("29990101000000_planted", 'CREATE INDEX "planted" ON "Rating"("answer")');
    await applyMigrations(url, history);
    const schemaEngine = await openSchemaEngine(engine, url);
    try {
      expect(await schemaEngine.diffToModels()).toContain("planted");
    } finally {
      schemaEngine.close();
    }
  });
});
