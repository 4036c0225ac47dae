/** The member's side of reviews: those that were released to them, even after the share or team is gone, and their replies. */
import type { Actor } from "@/lib/access/actor";
import type { Prisma } from "@/lib/db/client";

/** `review.receive`, as a query says it. */
export function reviewsReceivedBy(actor: Pick<Actor, "userId">): Prisma.ReviewWhereInput {
  return { releasedAt: { not: null }, assessment: { ownerId: actor.userId } };
}
