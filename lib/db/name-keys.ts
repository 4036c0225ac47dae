/** Keeps the column by which people and teams are searched and sorted in step with their names, whoever writes them. */
import { nameKey } from "@/lib/platform/name-key";
import type { Database } from "./client";
import { Prisma } from "./generated/sqlite/client";

type Given = Record<string, unknown>;

function isGiven(value: unknown): value is Given {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withKey(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withKey);
  if (!isGiven(data)) return data;
  const name = isGiven(data.name) ? data.name.set : data.name;
  return typeof name === "string" ? { ...data, nameKey: nameKey(name) } : data;
}

/** What a query writes: `data`, or for an upsert `create` and `update`. */
function withKeys<Args>(args: Args): Args {
  if (!isGiven(args)) return args;
  const written = ["data", "create", "update"].filter((part) => part in args).map((part) => [part, withKey(args[part])]);
  return { ...args, ...Object.fromEntries(written) };
}

const keeping = Prisma.defineExtension({
  query: {
    user: { $allOperations: ({ args, query }) => query(withKeys(args)) },
    team: { $allOperations: ({ args, query }) => query(withKeys(args)) },
  },
});

/** The same client, but for what it adds to each write of a name. */
export function keepNameKeys(client: Database): Database {
  return client.$extends(keeping) as unknown as Database;
}

/** Each statement stays small, and a start after an update short. */
const ROWS_AT_ONCE = 500;

/** For rows that were written before there was the column. */
export async function fillNameKeys(client: Database): Promise<void> {
  const missing = (after: string) => ({
    where: { nameKey: "", name: { not: "" }, id: { gt: after } },
    orderBy: { id: "asc" as const },
    take: ROWS_AT_ONCE,
    select: { id: true, name: true },
  });
  const tables = [
    {
      find: (after: string) => client.user.findMany(missing(after)),
      fill: (id: string, key: string) => client.$executeRaw`UPDATE "User" SET "nameKey" = ${key} WHERE "id" = ${id}`,
    },
    {
      find: (after: string) => client.team.findMany(missing(after)),
      fill: (id: string, key: string) => client.$executeRaw`UPDATE "Team" SET "nameKey" = ${key} WHERE "id" = ${id}`,
    },
  ];
  for (const { find, fill } of tables) {
    let rows = await find("");
    while (rows.length > 0) {
      await client.$transaction(rows.map(({ id, name }) => fill(id, nameKey(name))));
      rows = await find(rows.at(-1)?.id ?? "");
    }
  }
}
