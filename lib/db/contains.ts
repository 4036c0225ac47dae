/** A search by a part of a text, as SQL that both engines run: Prisma's own `contains` takes % and _ for wildcards. */
import { type Expression, type RawBuilder, sql } from "kysely";
import { nameKey } from "@/lib/platform/name-key";

function likeContaining(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}

/** A person's or a team's name, in either case and with or without its accents: `column` is its `nameKey`. */
export function nameContains(column: Expression<string>, text: string): RawBuilder<boolean> {
  return sql`${column} LIKE ${likeContaining(nameKey(text))} ESCAPE '\\'`;
}

/** An address, which is kept in lower case. */
export function addressContains(column: Expression<string>, text: string): RawBuilder<boolean> {
  return sql`${column} LIKE ${likeContaining(text.toLowerCase())} ESCAPE '\\'`;
}
