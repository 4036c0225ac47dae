"use server";

/** Actions of a submitted assessment's page: the plan, a correction, replies to a review, and agreed levels. */
import { z } from "zod";
import { stepPath } from "@/app/assess/paths";
import { defineFormAction } from "@/lib/actions/define-action";
import { idSchema, MALFORMED, nextSchema } from "@/lib/actions/fields";
import { correctAssessment, savePlan } from "@/lib/data/assessment/mutations";
import { proposeLevel, respondToProposal, withdrawProposal } from "@/lib/data/review/mutations/agreed-levels";
import { replyToReview } from "@/lib/data/review/mutations/received-reviews";
import { planSchema } from "@/lib/domain/assessment/plan";
import { replySchema, whySchema } from "@/lib/domain/review/review-form";

export const savePlanAction = defineFormAction(
  z.strictObject({ assessmentId: idSchema, behaviorId: idSchema, ...planSchema.shape }, MALFORMED),
  async ({ assessmentId, behaviorId, when, then }, { actor }) => {
    await savePlan(actor, { assessmentId, behaviorId }, { when, then });
    return `/results/${encodeURIComponent(assessmentId)}?kept=${encodeURIComponent(behaviorId)}#plan-${behaviorId}`;
  },
);

export const correctAssessmentAction = defineFormAction(
  z.strictObject({ assessmentId: idSchema }, MALFORMED),
  async ({ assessmentId }, { actor }) => {
    const correction = await correctAssessment(actor, assessmentId);
    return stepPath(correction.assessmentId, null);
  },
);

export const replyToReviewAction = defineFormAction(
  z.strictObject(
    {
      assessmentId: idSchema,
      reviewId: idSchema,
      /** Empty: a reply to the review as a whole. */
      behaviorId: z.string(MALFORMED).max(100, MALFORMED),
      reply: replySchema,
    },
    MALFORMED,
  ),
  async ({ assessmentId, reviewId, behaviorId, reply: text }, { actor, now }) => {
    await replyToReview(actor, { reviewId, behaviorId: behaviorId === "" ? null : behaviorId }, text, now);
    const place = `${reviewId}.${behaviorId}`;
    return `/results/${encodeURIComponent(assessmentId)}?replied=${encodeURIComponent(place)}#reply-${encodeURIComponent(place)}`;
  },
);

/** Team and coach, as one option of a select. */
const partnerSchema = z
  .string(MALFORMED)
  .max(201, MALFORMED)
  .transform((text) => text.split(" "))
  .pipe(z.tuple([idSchema, idSchema], MALFORMED));

/** The path of the page that sent the form: a member and a coach use the same forms on agreed levels, each on their own page. */
const backTo = (next: string | null) => `${next ?? "/growth"}#agreed`;

export const proposeLevelAction = defineFormAction(
  z.strictObject(
    {
      next: nextSchema,
      assessmentId: idSchema,
      partner: partnerSchema,
      behaviorId: z.string(MALFORMED).min(1, "Choose one of the behaviors.").max(100, MALFORMED),
      levelId: z.string(MALFORMED).min(1, "Choose one of the levels.").max(100, MALFORMED),
      why: whySchema,
    },
    MALFORMED,
  ),
  async ({ next, assessmentId, partner: [teamId, coachId], behaviorId, levelId, why }, { actor, now }) => {
    await proposeLevel(actor, { assessmentId, teamId, coachId, behaviorId, levelId, why }, now);
    return backTo(next);
  },
);

export const respondToProposalAction = defineFormAction(
  z.strictObject({ next: nextSchema, agreedLevelId: idSchema, answer: z.enum(["agree", "decline"], MALFORMED) }, MALFORMED),
  async ({ next, agreedLevelId, answer }, { actor, now }) => {
    await respondToProposal(actor, agreedLevelId, answer, now);
    return backTo(next);
  },
);

export const withdrawProposalAction = defineFormAction(
  z.strictObject({ next: nextSchema, agreedLevelId: idSchema }, MALFORMED),
  async ({ next, agreedLevelId }, { actor }) => {
    await withdrawProposal(actor, agreedLevelId);
    return backTo(next);
  },
);
