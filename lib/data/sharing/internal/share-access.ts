/** Which shares are live, and which of them somebody may read, as queries say it. */
import type { Actor } from "@/lib/access/actor";
import { sharesWhere } from "@/lib/access/where";

/** A share that is not withdrawn, and whose owner is still in the team: whatever order two requests came in. */
export function liveSharesWith(teamId: string) {
  return { teamId, withdrawnAt: null, assessment: { owner: { memberships: { some: { teamId } } } } };
}

/** `sharing.readRatings`, as a query says it. */
export function sharesReadableBy(actor: Pick<Actor, "userId">, teamId: string) {
  return { ...liveSharesWith(teamId), ...sharesWhere(actor, "sharing.readRatings") };
}
