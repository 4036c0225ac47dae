"use server";

/** Actions of a member on a review that was released to them. */
import { z } from "zod";
import { defineFormAction } from "@/lib/actions/define-form-action";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
import { findActor } from "@/lib/auth/actor";
import { replyToReview } from "@/lib/data/review/mutations/received-reviews";
import { replySchema } from "@/lib/domain/review/review-form";

export const replyToReviewAction = defineFormAction(
  z.strictObject(
    {
      form: z.string(MALFORMED).max(100, MALFORMED).optional(),
      assessmentId: idSchema,
      reviewId: idSchema,
      /** Empty: a reply to the review as a whole. */
      behaviorId: z.string(MALFORMED).max(100, MALFORMED),
      reply: replySchema,
    },
    MALFORMED,
  ),
  async ({ assessmentId, reviewId, behaviorId, reply: text }) => {
    await replyToReview(await findActor(), { reviewId, behaviorId: behaviorId === "" ? null : behaviorId }, text, new Date());
    const place = `${reviewId}.${behaviorId}`;
    return `/results/${encodeURIComponent(assessmentId)}?replied=${encodeURIComponent(place)}#reply-${encodeURIComponent(place)}`;
  },
);
