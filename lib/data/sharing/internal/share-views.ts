/** The owner's list of who viewed what they share, and when. */
import type { Actor } from "@/lib/access/actor";

/** `review.receive`, as a query says it. */
export function shareViewsSeenBy(actor: Pick<Actor, "userId">) {
  return { assessment: { ownerId: actor.userId } };
}
