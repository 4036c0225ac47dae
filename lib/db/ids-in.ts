/** A list of ids as one parameter, however long: rows of one column, "id". */
import { type RawBuilder, sql } from "kysely";
import { getEngine, Prisma } from "./client";

export function idsIn(ids: readonly string[]): RawBuilder<{ id: string }> {
  const json = JSON.stringify(ids);
  return getEngine() === "sqlite"
    ? sql`(SELECT value AS id FROM json_each(${json}))`
    : sql`(SELECT value AS id FROM jsonb_array_elements_text(${json}::jsonb))`;
}

/** The same for a statement that writes. */
export function idsInRaw(ids: readonly string[]): Prisma.Sql {
  const json = JSON.stringify(ids);
  return getEngine() === "sqlite"
    ? Prisma.sql`(SELECT value AS id FROM json_each(${json}))`
    : Prisma.sql`(SELECT value AS id FROM jsonb_array_elements_text(${json}::jsonb))`;
}
