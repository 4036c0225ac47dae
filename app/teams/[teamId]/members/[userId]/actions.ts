"use server";

/** Actions of a coach on what one person shares: rate, commit, view, release, correct. */
import { z } from "zod";
import { memberPath } from "@/app/teams/paths";
import { defineAutosave, defineFormAction } from "@/lib/actions/define-action";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
import { saveReview, saveReviewNotes, startCorrection } from "@/lib/data/review/mutations/reviews";
import { REVIEW_STEPS } from "@/lib/domain/review/review";
import { notesSchema, readReviewContent } from "@/lib/domain/review/review-form";

const versionSchema = z
  .string(MALFORMED)
  .regex(/^\d{1,9}$/, MALFORMED)
  .transform(Number);

/** The review, and its version on the page. */
const target = {
  teamId: idSchema,
  userId: idSchema,
  assessmentId: idSchema,
  reviewId: z.union([z.literal("").transform(() => null), idSchema], MALFORMED),
  version: versionSchema,
};

const DONE = { save: "saved", commit: "committed", skip: "skipped", release: "released" } as const;

export const saveReviewAction = defineFormAction(
  z.looseObject({ ...target, step: z.enum(REVIEW_STEPS, MALFORMED) }, MALFORMED),
  async ({ teamId, userId, assessmentId, reviewId, version, step, ...fields }, { actor, now }) => {
    const content = readReviewContent(fields);
    await saveReview(actor, { teamId, assessmentId, reviewId, version }, content, step, now);
    return `${memberPath(teamId, userId, { assessment: assessmentId, done: DONE[step] })}#review`;
  },
);

export const autosaveReviewAction = defineAutosave(
  z.looseObject(target, MALFORMED),
  async ({ teamId, userId: _, assessmentId, reviewId, version, ...fields }, { actor, now }) => {
    const saved = await saveReview(actor, { teamId, assessmentId, reviewId, version }, readReviewContent(fields), "save", now);
    return { reviewId: saved.reviewId, version: String(saved.version) };
  },
);

export const saveReviewNotesAction = defineFormAction(
  z.strictObject({ ...target, notes: notesSchema }, MALFORMED),
  async ({ teamId, userId, assessmentId, reviewId, version, notes }, { actor }) => {
    await saveReviewNotes(actor, { teamId, assessmentId, reviewId, version }, notes);
    return `${memberPath(teamId, userId, { assessment: assessmentId, done: "notes" })}#review`;
  },
);

export const autosaveReviewNotesAction = defineAutosave(
  z.strictObject({ ...target, notes: notesSchema }, MALFORMED),
  async ({ teamId, assessmentId, reviewId, version, notes }, { actor }) => ({
    version: String(await saveReviewNotes(actor, { teamId, assessmentId, reviewId, version }, notes)),
  }),
);

export const startCorrectionAction = defineFormAction(
  z.strictObject(target, MALFORMED),
  async ({ teamId, userId, assessmentId, reviewId, version }, { actor, now }) => {
    await startCorrection(actor, { teamId, assessmentId, reviewId, version }, now);
    return `${memberPath(teamId, userId, { assessment: assessmentId, done: "correction" })}#review`;
  },
);
