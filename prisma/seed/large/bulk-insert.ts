/** Inserts many rows with one statement, from JSON, in each engine's fastest way: some twenty times faster than row by row. */
import { type DatabaseTransaction, getEngine, type Prisma } from "@/lib/db/client";

/** All rows of a list have the same columns. Other columns get their default. */
export type Row = Readonly<Record<string, string | number | boolean | Date | readonly string[] | null | undefined>>;
type Table = Prisma.ModelName;
/** In the order of writing. "Review again" changes rows of the list before it. */
export type RowsByTable = Partial<Record<Table | "Review again", Row[]>>;

/** Long enough that the cost of a statement does not matter, and short enough for memory: a few megabytes of JSON. */
const ROWS_AT_ONCE = 10_000;

/** SQLite stores moments as text, in the format of Prisma's adapter. */
function toSqlite(value: Row[string]): unknown {
  return value instanceof Date ? value.toISOString().replace("Z", "+00:00") : (value ?? null);
}

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(", ");

function statementFor(table: string, columns: readonly string[], isAgain: boolean): string {
  // Names come only from the code; rows are parameters.
  const rest = columns.filter((column) => column !== "id");
  const conflict = isAgain
    ? ` ON CONFLICT ("id") DO UPDATE SET ${rest.map((column) => `"${column}" = excluded."${column}"`).join(", ")}`
    : "";
  if (getEngine() === "sqlite") {
    const values = columns.map((_, index) => `value ->> ${index}`).join(", ");
    return `INSERT INTO "${table}" (${quoted(columns)}) SELECT ${values} FROM json_each(?) WHERE true${conflict}`;
  }
  return `INSERT INTO "${table}" (${quoted(columns)}) SELECT ${quoted(columns)} FROM json_populate_recordset(NULL::"${table}", $1::json)${conflict}`;
}

async function insertRows(transaction: DatabaseTransaction, table: string, rows: readonly Row[], isAgain: boolean): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = rows.slice(from, from + ROWS_AT_ONCE);
    const given = getEngine() === "sqlite" ? some.map((row) => columns.map((column) => toSqlite(row[column]))) : some;
    await transaction.$executeRawUnsafe(statementFor(table, columns, isAgain), JSON.stringify(given));
  }
}

/** In the caller's transaction. Returns how many rows were written. */
export async function bulkInsert(transaction: DatabaseTransaction, tables: RowsByTable): Promise<number> {
  let count = 0;
  for (const [table, rows] of Object.entries(tables)) {
    const isAgain = table === "Review again";
    await insertRows(transaction, isAgain ? "Review" : table, rows, isAgain);
    if (!isAgain) count += rows.length;
  }
  return count;
}
