/** Which teams a person may see and manage, as queries say it. */

import type { Account } from "@/lib/access/actor";
import { teamsWhere } from "@/lib/access/where";
import type { DatabaseTransaction } from "@/lib/db/client";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { requireWellFormed } from "@/lib/domain/request/require-well-formed";

/** A coach who can sign in. Disabled coaches do not count. */
export const ACTIVE_COACH = { role: "coach", user: { disabledAt: null } } as const;

/** @throws ExpectedError NotFound: missing and somebody else's look alike */
export async function getManagedTeam(
  transaction: DatabaseTransaction,
  actor: Account,
  teamId: string,
): Promise<{ id: string; name: string }> {
  requireWellFormed(teamId);
  const team = await transaction.team.findFirst({
    where: { id: teamId, ...teamsWhere(actor, "team.manage") },
    select: { id: true, name: true },
  });
  if (!team) throw notFoundError();
  return team;
}
