"use server";

/** Actions on a submitted assessment. */
import { redirect } from "next/navigation";
import { z } from "zod";
import { stepPath } from "@/app/assess/paths";
import { defineAction } from "@/lib/actions/define-action";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
import { findActor } from "@/lib/auth/actor";
import { correctAssessment, savePlan } from "@/lib/data/assessment/mutations";
import { planSchema } from "@/lib/domain/assessment/plan";

const savePlanText = defineAction(
  z.strictObject({ assessmentId: idSchema, behaviorId: idSchema, ...planSchema.shape }, MALFORMED),
  async ({ assessmentId, behaviorId, when, then }) => {
    await savePlan(await findActor(), assessmentId, behaviorId, { when, then });
    return `/results/${encodeURIComponent(assessmentId)}?kept=${encodeURIComponent(behaviorId)}#plan-${behaviorId}`;
  },
);

export async function savePlanAction(form: FormData): Promise<void> {
  const answer = await savePlanText(form);
  if (answer.ok) redirect(answer.data);
}

const correct = defineAction(z.strictObject({ assessmentId: idSchema }, MALFORMED), async ({ assessmentId }) =>
  correctAssessment(await findActor(), assessmentId),
);

export async function correctAssessmentAction(form: FormData): Promise<void> {
  const answer = await correct(form);
  if (answer.ok) redirect(stepPath(answer.data.assessmentId, null));
}
