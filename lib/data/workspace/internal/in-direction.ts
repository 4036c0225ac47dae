/** The order of a list's column, in SQL. */
import { Prisma } from "@/lib/db/client";

export function inDirection(direction: "asc" | "desc"): Prisma.Sql {
  return direction === "asc" ? Prisma.sql`ASC NULLS LAST` : Prisma.sql`DESC NULLS LAST`;
}
