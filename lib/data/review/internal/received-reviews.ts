/** The member's side of reviews: those that were released to them, whatever became of the share or the team, and their replies. */
import { getDatabase, type Prisma } from "@/lib/db/client";
import type { Actor } from "@/lib/access/actor";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { unstorableReason } from "@/lib/domain/text/well-formed-text";
import type { ReleasedReview } from "@/lib/domain/review/review";
import { requireAccount } from "@/lib/data/account/internal/require-account";
import { readReleasedReviews } from "./reviews";

/** `review.receive`, as a query says it. */
export function reviewsReceivedBy(actor: Pick<Actor, "userId">): Prisma.ReviewWhereInput {
  return { releasedAt: { not: null }, assessment: { ownerId: actor.userId } };
}

/** Of one's own assessment, newest first; of anything else there are none. */
export async function listReceivedReviews(actor: Actor | null, assessmentId: string): Promise<ReleasedReview[]> {
  if (!actor || unstorableReason(assessmentId) !== null) return [];
  return readReleasedReviews({ assessmentId, ...reviewsReceivedBy(actor) });
}

/** `behaviorId` null: to the review as a whole. */
export type ReplyTarget = { reviewId: string; behaviorId: string | null };

/**
 * One reply to each comment, which can be changed or, left empty, taken back; the time is that of the last change.
 * @throws ExpectedError Unauthenticated, NotFound, or Invalid where there is no such comment
 */
export async function replyToReview(actor: Actor | null, { reviewId, behaviorId }: ReplyTarget, reply: string, now: Date): Promise<void> {
  const account = requireAccount(actor);
  if ([reviewId, behaviorId ?? ""].some((id) => unstorableReason(id) !== null)) throw notFoundError();
  const data = { reply, repliedAt: reply === "" ? null : now };
  await getDatabase().$transaction(async (transaction) => {
    const review = await transaction.review.findFirst({ where: { id: reviewId, ...reviewsReceivedBy(account) }, select: { id: true } });
    if (!review) throw notFoundError();
    if (behaviorId === null) {
      await transaction.review.updateMany({ where: { id: reviewId, reply: { not: reply } }, data });
      return;
    }
    const commented = { reviewId, behaviorId, comment: { not: "" } };
    if ((await transaction.reviewEntry.count({ where: commented })) === 0) {
      throw new ExpectedError("Invalid", "There is no comment on that behavior to reply to.");
    }
    await transaction.reviewEntry.updateMany({ where: { ...commented, reply: { not: reply } }, data });
  });
}
