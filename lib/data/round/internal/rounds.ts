/** Rounds: a team's calls to assess by a date, opened, moved, closed and opened again by its coaches. */
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import type { Round } from "@/lib/domain/round/round";

export const ROUND = {
  id: true,
  competencyId: true,
  name: true,
  openedAt: true,
  dueAt: true,
  timeZone: true,
  closedAt: true,
  blindReviews: true,
} as const;

/** Newest first. The caller has authorized the actor for the team. */
export async function listRoundsOf(teamId: string, database: DatabaseTransaction = getDatabase()): Promise<Round[]> {
  const rows = await database.round.findMany({ where: { teamId }, orderBy: [{ openedAt: "desc" }, { id: "desc" }], select: ROUND });
  return rows.map(({ id, ...round }) => ({ roundId: id, ...round }));
}
