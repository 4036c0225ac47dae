/** A search for part of a text, as SQL for both engines. */
import { getEngine, Prisma } from "./client";
import { globContaining, regexContaining } from "./search-pattern";

/** Matches a column that contains `text`, in upper or lower case. */
export function contains(column: Prisma.Sql, text: string): Prisma.Sql {
  return getEngine() === "sqlite" ? Prisma.sql`${column} GLOB ${globContaining(text)}` : Prisma.sql`${column} ~ ${regexContaining(text)}`;
}
