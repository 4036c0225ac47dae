import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import Sqlite from "better-sqlite3";
import pg from "pg";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyMigrations, MigrationError } from "@/lib/db/migrations";
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
