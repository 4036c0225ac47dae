/** The workspace's people for admins: who they are, their role and teams, and never what they rated. */
import { Prisma } from "@/lib/db/client";

export const PEOPLE_SORTS = ["name", "joined", "seen", "teams"] as const;

export const PEOPLE_SHOWN = ["everybody", "admins", "disabled"] as const;

export const PEOPLE_PER_PAGE = 50;

export function inDirection(direction: "asc" | "desc"): Prisma.Sql {
  return direction === "asc" ? Prisma.sql`ASC NULLS LAST` : Prisma.sql`DESC NULLS LAST`;
}
