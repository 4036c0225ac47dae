/** Whom a person coaches, and which shares they may read, as queries say it. */
import type { Actor } from "@/lib/access/actor";
import { sharesWhere } from "@/lib/access/where";

/** A share that is not withdrawn, and whose owner is still in the team, whatever the order of two requests. */
export function liveSharesWith(teamId: string) {
  return { teamId, withdrawnAt: null, assessment: { owner: { memberships: { some: { teamId } } } } };
}

/** `sharing.readRatings`, as a query says it. */
export function sharesReadableBy(actor: Pick<Actor, "userId">, teamId: string) {
  return { ...liveSharesWith(teamId), ...sharesWhere(actor, "sharing.readRatings") };
}
