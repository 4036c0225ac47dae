/** Applies an engine's migration history at start: under a lock, in order, recorded as Prisma records them. */
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import pg from "pg";
import { sqliteFile } from "@/lib/platform/environment";

/** The database's history does not match the code's. The message says what to do. */
export class MigrationError extends Error {}

type Migration = { name: string; checksum: string; sql: string };
type AppliedMigration = { migration_name: string; checksum: string; finished: boolean };

/** What the runner needs of a connection that has the lock and an open transaction. */
type LockedConnection = {
  run(sql: string): void | Promise<void>;
  applied(): AppliedMigration[] | Promise<AppliedMigration[]>;
  record(migration: Migration): void | Promise<void>;
};

/** Any number works, as long as all instances of Cairn use the same. */
const POSTGRES_LOCK = 2_207_491_035;

const HISTORY_TABLE = (time: string) => `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" ${time},
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" ${time},
  "started_at" ${time} NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

const APPLIED =
  'SELECT migration_name, checksum, finished_at IS NOT NULL AS finished FROM "_prisma_migrations" WHERE rolled_back_at IS NULL';

function listMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const sql = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @throws MigrationError where the database is ahead of the code, or its past differs from the code's */
function migrationsToApply(migrations: Migration[], applied: AppliedMigration[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished } of applied) {
    const migration = known.get(name);
    if (!migration) {
      throw new MigrationError(
        `The database is ahead of this version of Cairn: it has the migration ${name}, which this version does not know. Start the version that made it, or restore a backup taken before it.`,
      );
    }
    if (!finished) {
      throw new MigrationError(
        `The migration ${name} was begun by another tool and not finished. Restore the backup taken before it, then start again.`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new MigrationError(
        `The migration ${name} was changed after it was applied to this database. Put its file back as it was released, and write the change as a new migration.`,
      );
    }
  }
  const names = new Set(applied.map(({ migration_name }) => migration_name));
  const missing = migrations.filter(({ name }) => !names.has(name));
  const last = [...names].sort().at(-1);
  const late = missing.find(({ name }) => last !== undefined && name < last);
  if (late) {
    throw new MigrationError(
      `The migration ${late.name} comes before ${last}, which this database already has. Give it a later stamp, so that every database applies it in the same order.`,
    );
  }
  return missing;
}

async function applyAll(connection: LockedConnection, migrations: Migration[]): Promise<string[]> {
  const missing = migrationsToApply(migrations, await connection.applied());
  for (const migration of missing) {
    await connection.run(migration.sql);
    await connection.record(migration);
  }
  return missing.map(({ name }) => name);
}

/** How long to wait for another process that is migrating, in milliseconds. */
const SQLITE_PATIENCE = 30_000;

/**
 * When two servers switch the mode of a new file at the same moment, each would wait for the other. So SQLite fails one of them
 * at once, whatever its timeout, and that one tries again.
 */
async function switchToWal(database: Sqlite.Database): Promise<void> {
  const deadline = Date.now() + SQLITE_PATIENCE;
  for (;;) {
    try {
      database.pragma("journal_mode = WAL");
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== "SQLITE_BUSY" || Date.now() > deadline) throw error;
      await delay(20);
    }
  }
}

async function migrateSqlite(file: string, migrations: Migration[]): Promise<string[]> {
  mkdirSync(path.dirname(file), { recursive: true });
  const database = new Sqlite(file, { timeout: SQLITE_PATIENCE });
  try {
    await switchToWal(database);
    database.pragma("synchronous = FULL");
    // A migration that rebuilds a table needs foreign keys off, and SQLite ignores that setting inside a transaction.
    database.pragma("foreign_keys = OFF");
    database.exec("BEGIN IMMEDIATE");
    database.exec(HISTORY_TABLE("DATETIME"));
    const names = await applyAll(
      {
        run: (sql) => void database.exec(sql),
        applied: () => database.prepare<[], AppliedMigration>(APPLIED).all(),
        record: ({ name, checksum }) =>
          void database
            .prepare(
              'INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (?, ?, ?, ?, ?, 1)',
            )
            .run(randomUUID(), checksum, name, Date.now(), Date.now()),
      },
      migrations,
    );
    if ((database.pragma("foreign_key_check") as unknown[]).length > 0) {
      throw new MigrationError("A migration would leave rows that point to nothing. Nothing was changed; please report this.");
    }
    database.exec("COMMIT");
    return names;
  } catch (error) {
    if (database.inTransaction) database.exec("ROLLBACK");
    throw error;
  } finally {
    database.close();
  }
}

async function migratePostgres(url: string, migrations: Migration[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock($1)", [POSTGRES_LOCK]);
    await client.query(HISTORY_TABLE("TIMESTAMPTZ"));
    const names = await applyAll(
      {
        run: async (sql) => void (await client.query(sql)),
        applied: async () => (await client.query<AppliedMigration>(APPLIED)).rows,
        record: async ({ name, checksum }) =>
          void (await client.query(
            'INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)',
            [randomUUID(), checksum, name],
          )),
      },
      migrations,
    );
    await client.query("COMMIT");
    return names;
  } finally {
    // A connection that ends inside a transaction rolls it back.
    await client.end();
  }
}

/** One at a time: a call that waits for SQLite's lock blocks this process, and with it the call that has the lock. */
let lastSqlite: Promise<unknown> = Promise.resolve();

/**
 * Returns the names of the migrations that were applied now. Either all or none are: they share one transaction. @throws
 * MigrationError
 */
export async function applyMigrations(databaseUrl: string, historyFolder: string): Promise<string[]> {
  const file = sqliteFile(databaseUrl);
  if (file) {
    const applied = lastSqlite.then(() => migrateSqlite(file, listMigrations(path.join(historyFolder, "sqlite/migrations"))));
    lastSqlite = applied.catch(() => undefined);
    return applied;
  }
  return migratePostgres(databaseUrl, listMigrations(path.join(historyFolder, "postgres/migrations")));
}
