/** Prisma's adapter for SQLite, with isolated transactions. */
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { SqlDriverAdapter, Transaction } from "@prisma/driver-adapter-utils";

/** Ends once: on commit, on rollback, or where the commit itself fails; Prisma's own adapter would leave that transaction open forever. */
function endingWith(transaction: Transaction, release: () => void): Transaction {
  const commit = transaction.commit.bind(transaction);
  const rollback = transaction.rollback.bind(transaction);
  const executeRaw = transaction.executeRaw.bind(transaction);
  transaction.commit = () => commit().finally(release);
  transaction.rollback = () => rollback().finally(release);
  transaction.executeRaw = async (query) => {
    try {
      return await executeRaw(query);
    } catch (error) {
      if (query.sql.trim().toUpperCase() === "COMMIT") {
        await executeRaw({ sql: "ROLLBACK", args: [], argTypes: [] }).catch(() => undefined);
        await transaction.rollback();
      }
      throw error;
    }
  };
  return transaction;
}

/**
 * Takes the write lock at the beginning, and waits for it as long as the connection waits. Started the way Prisma's adapter does,
 * a transaction that reads first and then writes fails where another process has written in between (SQLITE_BUSY_SNAPSHOT).
 */
async function lockForWriting(transaction: Transaction): Promise<void> {
  try {
    for (const sql of ["ROLLBACK", "BEGIN IMMEDIATE"]) await transaction.executeRaw({ sql, args: [], argTypes: [] });
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}

/**
 * There is one connection, and Prisma's adapter also runs statements on it that are not part of the open transaction: inside the
 * transaction, to be rolled back with it. An answer reported as saved would be lost when another person's change fails at that
 * moment. Here every other statement waits until the transaction has ended.
 */
function oneAtATime(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const turn: { ended: Promise<void> | null } = { ended: null };
  const queryRaw = adapter.queryRaw.bind(adapter);
  const executeRaw = adapter.executeRaw.bind(adapter);
  const executeScript = adapter.executeScript.bind(adapter);
  const startTransaction = adapter.startTransaction.bind(adapter);
  // Each statement runs synchronously once it is called, so nothing begins between the check and the statement.
  adapter.queryRaw = async (query) => {
    while (turn.ended) await turn.ended;
    return queryRaw(query);
  };
  adapter.executeRaw = async (query) => {
    while (turn.ended) await turn.ended;
    return executeRaw(query);
  };
  adapter.executeScript = async (script) => {
    while (turn.ended) await turn.ended;
    return executeScript(script);
  };
  adapter.startTransaction = async (isolationLevel) => {
    while (turn.ended) await turn.ended;
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    turn.ended = ended;
    const release = () => {
      // Idempotent: a second release must not end the next transaction.
      if (turn.ended === ended) turn.ended = null;
      end();
    };
    try {
      const transaction = endingWith(await startTransaction(isolationLevel), release);
      await lockForWriting(transaction);
      return transaction;
    } catch (error) {
      release();
      throw error;
    }
  };
  return adapter;
}

export class ExclusiveSqlite extends PrismaBetterSqlite3 {
  override async connect(): Promise<SqlDriverAdapter> {
    return oneAtATime(await super.connect());
  }
}
