/** The Prisma client, for SQLite or PostgreSQL by the database's address, opened after migration. */
import path from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
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

/** `reader` takes snapshots: on SQLite by a connection of its own, for the other one waits for whoever writes. */
type OpenDatabase = { engine: Engine; client: Database; reader: Database };

/** Pages and instrumentation are separate bundles and must share one connection. */
const shared = globalThis as unknown as { cairnDatabase?: OpenDatabase };

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
export async function openClient(databaseUrl: string): Promise<OpenDatabase> {
  const options = { errorFormat: "minimal" as const, transactionOptions: TRANSACTIONS };
  const file = sqliteFile(databaseUrl);
  if (file) {
    const connection = { url: `file:${file}`, timeout: 5_000 };
    const client = new PrismaClient({ adapter: new ExclusiveSqlite(connection), ...options });
    await makeDurable(client);
    // Connects when it is first asked.
    const reader = new PrismaClient({ adapter: new PrismaBetterSqlite3({ ...connection, readonly: true }), ...options });
    return { engine: "sqlite", client: keepNameKeys(client), reader };
  }
  const adapter = new PrismaPg({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000, max: 10 });
  // The two clients' types differ only where PostgreSQL has more, and the data layer uses only what both have.
  const client = keepNameKeys(new PostgresClient({ adapter, ...options }) as unknown as Database);
  return { engine: "postgres", client, reader: client };
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
  await Promise.all([open?.client.$disconnect(), open?.reader.$disconnect()]);
}

function getOpen(): OpenDatabase {
  if (!shared.cairnDatabase) throw new DatabaseUnavailable("not opened yet");
  return shared.cairnDatabase;
}

/** @throws DatabaseUnavailable before the database has been opened */
export function getDatabase(): Database {
  return getOpen().client;
}

export function getEngine(): Engine {
  return getOpen().engine;
}

/** Several reads of one state of the database. They wait for no writer, and no writer waits for them; nothing can be written. */
export function readConsistently<Result>(read: (snapshot: DatabaseTransaction) => Promise<Result>): Promise<Result> {
  const { engine, reader } = getOpen();
  return reader.$transaction(async (snapshot) => {
    if (engine === "postgres") await snapshot.$executeRaw`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY`;
    return read(snapshot);
  });
}
