"use server";

/** Actions on an assessment in progress. */
import { z } from "zod";
import { defineAction, defineFormAction } from "@/lib/actions/define-action";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
import {
  discardAssessment,
  moveToCurrentRevision,
  savePriorities,
  saveRatings,
  startAssessment,
  submitAssessment,
} from "@/lib/data/assessment/mutations";
import { prioritiesSchema } from "@/lib/domain/assessment/focus";
import { ratingChangeSchema } from "@/lib/domain/assessment/rating";
import { normalizeLineEnds } from "@/lib/domain/assessment/timed-rating";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { stepPath } from "./paths";

/** A checkbox group sends nothing, one value, or several. */
const formPrioritiesSchema = z
  .union([z.string(MALFORMED), z.array(z.string(MALFORMED))], MALFORMED)
  .default([])
  .transform((chosen) => (typeof chosen === "string" ? [chosen] : chosen))
  .pipe(prioritiesSchema);

export const startAssessmentAction = defineFormAction(
  z.object({ competencyId: idSchema.optional() }),
  async ({ competencyId }, { actor }) => {
    const { assessmentId, nextBehaviorId } = await startAssessment(actor, competencyId);
    return stepPath(assessmentId, nextBehaviorId);
  },
  // A newcomer's answer is also the guest's cookie. Whoever is somebody finds the one in progress.
  { isRepeatable: true },
);

/** Several at once: what was stored on the device while it could not be saved. */
export const saveRatingsAction = defineAction(
  z.strictObject(
    {
      assessmentId: idSchema,
      changes: z
        .array(ratingChangeSchema, MALFORMED)
        .min(1, MALFORMED)
        .max(100, MALFORMED)
        .refine((changes) => new Set(changes.map(({ behaviorId }) => behaviorId)).size === changes.length, MALFORMED),
    },
    MALFORMED,
  ),
  async ({ assessmentId, changes }, { actor, now }) => {
    // Nobody's assessment is nobody's: the steps say that the person was signed out, not that there is nothing.
    if (!actor) throw new ExpectedError("Unauthenticated", "You have been signed out. Sign in again to save.", {}, "signedOut");
    return saveRatings(actor, assessmentId, changes, now.getTime());
  },
);

const typedSchema = z.string(MALFORMED).overwrite(normalizeLineEnds).default("");

/**
 * A step sent as a form, before or without JavaScript: what differs from what the step showed was entered now, and the rest is
 * left alone, since another tab may have changed it.
 */
export const saveStepAction = defineFormAction(
  z
    .strictObject(
      {
        assessmentId: idSchema,
        behaviorId: idSchema,
        answer: z.string(MALFORMED).optional(),
        shownAnswer: typedSchema,
        evidence: typedSchema,
        shownEvidence: typedSchema,
        /** Where to go: the behavior's id, or "review". */
        go: idSchema,
      },
      MALFORMED,
    )
    .transform(({ assessmentId, behaviorId, go, ...given }, context) => {
      const at = Date.now();
      const answer = given.answer === given.shownAnswer ? undefined : given.answer;
      const evidence = given.evidence === given.shownEvidence ? undefined : given.evidence;
      if (answer === undefined && evidence === undefined) return { assessmentId, change: null, go, at };
      const change = ratingChangeSchema.safeParse({
        behaviorId,
        ...(evidence === undefined ? {} : { evidence, evidenceAt: at }),
        ...(answer === undefined ? {} : { answer, answeredAt: at }),
      });
      for (const issue of change.error?.issues ?? []) {
        context.addIssue({ code: "custom", path: issue.path, message: issue.message });
      }
      return change.success ? { assessmentId, change: change.data, go, at } : z.NEVER;
    }),
  async ({ assessmentId, change, go, at }, { actor }) => {
    if (change) await saveRatings(actor, assessmentId, [change], at);
    return stepPath(assessmentId, go === "review" ? null : go);
  },
);

export const savePrioritiesAction = defineAction(
  z.strictObject({ assessmentId: idSchema, priorities: prioritiesSchema }, MALFORMED),
  async ({ assessmentId, priorities }, { actor }) => savePriorities(actor, assessmentId, priorities),
);

export const submitAssessmentAction = defineFormAction(
  z.strictObject({ assessmentId: idSchema, priorities: formPrioritiesSchema }, MALFORMED),
  async ({ assessmentId, priorities }, { actor, now }) => {
    try {
      await savePriorities(actor, assessmentId, priorities);
      await submitAssessment(actor, assessmentId, now);
    } catch (error) {
      // Sent twice, or in another tab: it is submitted, and the person wanted its level summary.
      if (!(error instanceof ExpectedError && error.reason === "submitted")) throw error;
    }
    return `/results/${encodeURIComponent(assessmentId)}`;
  },
);

export const discardAssessmentAction = defineFormAction(
  z.strictObject({ assessmentId: idSchema }, MALFORMED),
  async ({ assessmentId }, { actor }) => {
    await discardAssessment(actor, assessmentId);
    return "/growth";
  },
);

export const moveAssessmentAction = defineFormAction(
  z.strictObject({ assessmentId: idSchema, toNumber: z.coerce.number(MALFORMED).int(MALFORMED).min(1, MALFORMED) }, MALFORMED),
  async ({ assessmentId, toNumber }, { actor, now }) => {
    await moveToCurrentRevision(actor, assessmentId, toNumber, now);
    return stepPath(assessmentId, null);
  },
);
