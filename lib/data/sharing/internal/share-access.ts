/** Whose coach somebody is, and which shares they may read, as queries say it. */
import type { Actor } from "@/lib/access/actor";

/** `sharing.seeThatWithdrawn`, as a query says it. */
export function teamsCoachedBy(actor: Pick<Actor, "userId">) {
  return { memberships: { some: { userId: actor.userId, role: "coach" as const } } };
}

/** A share that is not withdrawn, and whose owner is still in the team: whatever order two requests came in. */
export function liveSharesWith(teamId: string) {
  return { teamId, withdrawnAt: null, assessment: { owner: { memberships: { some: { teamId } } } } };
}

/** `sharing.readRatings`, as a query says it. */
export function sharesReadableBy(actor: Pick<Actor, "userId">, teamId: string) {
  return { ...liveSharesWith(teamId), team: teamsCoachedBy(actor) };
}
