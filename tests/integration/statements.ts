/** Counts the statements that reach the database while something runs. */
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import type { Database } from "@/lib/db/client";
import { PrismaClient as PostgresClient } from "@/lib/db/generated/postgres/client";
import { PrismaClient } from "@/lib/db/generated/sqlite/client";
import { engine, getDatabaseUrl } from "./database";

const log = [{ emit: "event" as const, level: "query" as const }];

function openCounting(): Database {
  const url = getDatabaseUrl();
  if (engine === "sqlite") return new PrismaClient({ adapter: new PrismaBetterSqlite3({ url }), log });
  return new PostgresClient({ adapter: new PrismaPg({ connectionString: url }), log }) as unknown as Database;
}

/** Runs `work` on a separate connection instead of the data layer's. Returns the statements that it sent. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const shared = (globalThis as unknown as { cairnDatabase: { client: Database; reader: Database } }).cairnDatabase;
  const { client, reader } = shared;
  const counting = openCounting();
  const statements: string[] = [];
  (counting as unknown as { $on(event: "query", note: (event: { query: string }) => void): void }).$on("query", ({ query }) => {
    statements.push(query);
  });
  Object.assign(shared, { client: counting, reader: counting });
  try {
    await work();
  } finally {
    Object.assign(shared, { client, reader });
    await counting.$disconnect();
  }
  return statements;
}
