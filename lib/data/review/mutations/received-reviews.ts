/** A member's reply to a review. */

import type { Actor } from "@/lib/access/actor";
import { assessmentsWhere } from "@/lib/access/where";
import { requireAccount } from "@/lib/data/account/internal/require-account";
import { getDatabase } from "@/lib/db/client";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { requireWellFormed } from "@/lib/domain/request/require-well-formed";

/** `behaviorId` null: to the review as a whole. */
export type ReplyTarget = { reviewId: string; behaviorId: string | null };

/**
 * One reply to each comment, which can be changed or, left empty, taken back; the time is that of the last change.
 * @throws ExpectedError Unauthenticated, NotFound, or Invalid where there is no such comment
 */
export async function replyToReview(actor: Actor | null, { reviewId, behaviorId }: ReplyTarget, reply: string, now: Date): Promise<void> {
  const account = requireAccount(actor);
  requireWellFormed(reviewId, behaviorId ?? "");
  const data = { reply, repliedAt: reply === "" ? null : now };
  await getDatabase().$transaction(async (transaction) => {
    const received = { releasedAt: { not: null }, assessment: assessmentsWhere(account, "review.receive") };
    const review = await transaction.review.findFirst({ where: { id: reviewId, ...received }, select: { id: true } });
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
