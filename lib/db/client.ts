/** The Prisma client, for SQLite or PostgreSQL by the database's address, opened after migration. */
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { DatabaseUnavailable } from "@/lib/platform/database-errors";
import { sqliteFile } from "@/lib/platform/environment";
import { PrismaClient as PostgresClient } from "./generated/postgres/client";
import { Prisma, PrismaClient } from "./generated/sqlite/client";
import { applyMigrations } from "./migrations";
import { fillNameKeys, keepNameKeys } from "./name-keys";
import { ExclusiveSqlite } from "./sqlite-adapter";

export type Engine = "sqlite" | "postgres";
export type Database = PrismaClient;
/** The client inside `$transaction`. */
export type DatabaseTransaction = Prisma.TransactionClient;
export { Prisma };

/** Pages and instrumentation are separate bundles and must share one connection. */
const shared = globalThis as unknown as { cairnDatabase?: { engine: Engine; client: Database } };

/**
 * Durable before "Saved" is shown: Prisma's connection would run at NORMAL, which may lose the last commits when the power fails.
 * It is a setting of the connection, so it is set and checked each time one is opened.
 */
async function makeDurable(client: Database): Promise<void> {
  await client.$queryRaw`PRAGMA synchronous = FULL`;
  // Without this, INSERT OR REPLACE would bypass the triggers that keep revisions and the audit unchanged.
  await client.$queryRaw`PRAGMA recursive_triggers = ON`;
  const [row] = await client.$queryRaw<{ synchronous: bigint }[]>`PRAGMA synchronous`;
  const [mode] = await client.$queryRaw<{ journal_mode: string }[]>`PRAGMA journal_mode`;
  const [keys] = await client.$queryRaw<{ foreign_keys: bigint }[]>`PRAGMA foreign_keys`;
  if (Number(row?.synchronous) !== 2 || mode?.journal_mode !== "wal" || Number(keys?.foreign_keys) !== 1) {
    throw new Error("SQLite did not take its settings: synchronous=FULL, WAL and foreign keys.");
  }
}

/** Transactions wait for each other on SQLite, so a burst of them needs more than Prisma's two seconds. In milliseconds. */
const TRANSACTIONS = { maxWait: 10_000, timeout: 15_000 };

/** Creates a client, for the server and for each test worker. The schema must be up to date. */
export async function openClient(databaseUrl: string): Promise<{ engine: Engine; client: Database }> {
  const file = sqliteFile(databaseUrl);
  if (file) {
    const client = new PrismaClient({
      adapter: new ExclusiveSqlite({ url: `file:${file}`, timeout: 5_000 }),
      errorFormat: "minimal",
      transactionOptions: TRANSACTIONS,
    });
    await makeDurable(client);
    return { engine: "sqlite", client: keepNameKeys(client) };
  }
  const adapter = new PrismaPg({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000, max: 10 });
  // The two clients' types differ only where PostgreSQL has more, and the data layer uses only what both have.
  return {
    engine: "postgres",
    client: keepNameKeys(new PostgresClient({ adapter, errorFormat: "minimal", transactionOptions: TRANSACTIONS }) as unknown as Database),
  };
}

/** Migrates and opens the database for the whole process. Safe to call again. @throws MigrationRefused */
export async function openDatabase(databaseUrl: string): Promise<string[]> {
  const applied = await applyMigrations(databaseUrl, path.resolve(/* turbopackIgnore: true */ "prisma"));
  shared.cairnDatabase ??= await openClient(databaseUrl);
  await fillNameKeys(shared.cairnDatabase.client);
  return applied;
}

export async function closeDatabase(): Promise<void> {
  const open = shared.cairnDatabase;
  delete shared.cairnDatabase;
  await open?.client.$disconnect();
}

/** @throws DatabaseUnavailable before the database has been opened */
export function getDatabase(): Database {
  if (!shared.cairnDatabase) throw new DatabaseUnavailable("not opened yet");
  return shared.cairnDatabase.client;
}

export function getEngine(): Engine {
  if (!shared.cairnDatabase) throw new DatabaseUnavailable("not opened yet");
  return shared.cairnDatabase.engine;
}
