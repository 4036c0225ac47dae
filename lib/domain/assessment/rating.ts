/** What a change to a rating must look like before it is saved. */
import { z } from "zod";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { boundedText } from "@/lib/domain/text/bounded-text";
import { reported } from "@/lib/domain/text/reported";
import { textError } from "@/lib/domain/text/well-formed-text";
import { joinNames } from "@/lib/domain/text/wording";
import { EVIDENCE_MAX_LENGTH, NO_OPPORTUNITY, normalizeLineEnds, type RatingChange } from "./timed-rating";

const MALFORMED = "This could not be read as an answer. Please reload the page and try again.";

/** Bounded only to keep nonsense small: the competency decides which ids exist. */
const idSchema = z.string(MALFORMED).min(1, MALFORMED).max(100, MALFORMED);

/** Milliseconds since the epoch. */
const timeSchema = z.int(MALFORMED).min(0, MALFORMED);

const evidenceSchema = boundedText(MALFORMED, EVIDENCE_MAX_LENGTH, "your example")
  .overwrite(normalizeLineEnds)
  .superRefine(reported((text) => textError(text, EVIDENCE_MAX_LENGTH, "your example")));

/** A value comes with its time, and there is at least one such pair. */
export const ratingChangeSchema = z
  .strictObject(
    {
      behaviorId: idSchema,
      answer: idSchema.optional(),
      answeredAt: timeSchema.optional(),
      evidence: evidenceSchema.optional(),
      evidenceAt: timeSchema.optional(),
    },
    MALFORMED,
  )
  .superRefine(({ answer, answeredAt, evidence, evidenceAt }, context) => {
    const paired = (answer === undefined) === (answeredAt === undefined) && (evidence === undefined) === (evidenceAt === undefined);
    if (!paired || (answer === undefined && evidence === undefined)) {
      context.addIssue({ code: "custom", message: MALFORMED });
    }
  }) satisfies z.ZodType<RatingChange>;

/** Returns a plain sentence when the competency has no such behavior or level, else null. */
export function checkAgainstCompetency(
  source: CompetencyModel["source"],
  change: Pick<RatingChange, "behaviorId" | "answer">,
): string | null {
  if (!source.behaviors.some(({ id }) => id === change.behaviorId)) {
    return "That behavior is not part of this self-assessment.";
  }
  const { answer } = change;
  if (answer === undefined || answer === NO_OPPORTUNITY || source.levels.some(({ id }) => id === answer)) return null;
  const choices = [...source.levels.map(({ name }) => name), "No opportunity yet"];
  return `That level does not exist. Please choose ${joinNames(choices, "or")}.`;
}
