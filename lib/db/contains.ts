/** A search by a part of a text, as SQL that both engines run. */
import { getEngine, Prisma } from "./client";
import { globContaining, regexContaining } from "./search-pattern";

/** A column that holds `text` anywhere, in any case of its letters. */
export function contains(column: Prisma.Sql, text: string): Prisma.Sql {
  return getEngine() === "sqlite" ? Prisma.sql`${column} GLOB ${globContaining(text)}` : Prisma.sql`${column} ~ ${regexContaining(text)}`;
}
