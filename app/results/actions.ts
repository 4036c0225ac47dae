"use server";

/** Actions on a submitted assessment. */
import { z } from "zod";
import { stepPath } from "@/app/assess/paths";
import { defineFormAction } from "@/lib/actions/define-form-action";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
import { findActor } from "@/lib/auth/actor";
import { correctAssessment, savePlan } from "@/lib/data/assessment/mutations";
import { planSchema } from "@/lib/domain/assessment/plan";

export const savePlanAction = defineFormAction(
  z.strictObject({ assessmentId: idSchema, behaviorId: idSchema, ...planSchema.shape }, MALFORMED),
  async ({ assessmentId, behaviorId, when, then }) => {
    await savePlan(await findActor(), { assessmentId, behaviorId }, { when, then });
    return `/results/${encodeURIComponent(assessmentId)}?kept=${encodeURIComponent(behaviorId)}#plan-${behaviorId}`;
  },
);

export const correctAssessmentAction = defineFormAction(z.strictObject({ assessmentId: idSchema }, MALFORMED), async ({ assessmentId }) => {
  const correction = await correctAssessment(await findActor(), assessmentId);
  return stepPath(correction.assessmentId, null);
});
