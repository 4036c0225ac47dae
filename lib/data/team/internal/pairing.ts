/** Whether a person may be proposed for a pairing in their team's workshop. Only they decide. */
import type { Actor } from "@/lib/access/actor";

/** `team.offerPairing`, as a query says it. */
export function membershipsOf(actor: Pick<Actor, "userId">, teamId: string) {
  return { userId: actor.userId, teamId };
}
