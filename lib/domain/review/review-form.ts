/** What a review's forms must contain before anything is saved. */
import { z } from "zod";
import { normalizeLineEnds } from "@/lib/domain/assessment/timed-rating";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { boundedText } from "@/lib/domain/text/bounded-text";
import { reported } from "@/lib/domain/text/reported";
import { textError } from "@/lib/domain/text/well-formed-text";
import type { ReviewContent } from "./review";

const MALFORMED = "This could not be read. Please reload the page and try again.";

/** Of each comment, reply and note, in UTF-16 code units, as an HTML maxlength counts, with each line end as one. */
const REVIEW_TEXT_MAX_LENGTH = 2_000;
const WHY_MAX_LENGTH = 1_000;

/** More fields than any competency has behaviors, to keep nonsense small. */
const MOST_FIELDS = 500;

function textSchema(max: number, noun: string) {
  return boundedText(MALFORMED, max, noun)
    .overwrite((text) => normalizeLineEnds(text).trim())
    .superRefine(reported((text) => textError(text, max, noun)));
}

export const notesSchema = textSchema(REVIEW_TEXT_MAX_LENGTH, "your notes");
const commentSchema = textSchema(REVIEW_TEXT_MAX_LENGTH, "this comment");

/** An empty reply is deleted. */
export const replySchema = textSchema(REVIEW_TEXT_MAX_LENGTH, "your reply");

/** Why a level was agreed on: without it nobody would understand the level later. */
export const whySchema = textSchema(WHY_MAX_LENGTH, "the reason").refine(
  (text) => text !== "",
  "Say why, in a sentence that still makes sense in a year.",
);

const answerSchema = z.string(MALFORMED).min(1, MALFORMED).max(100, MALFORMED);

/** Names of a review's fields. */
export const answerField = (behaviorId: string) => `answer.${behaviorId}`;
export const commentField = (behaviorId: string) => `comment.${behaviorId}`;

/**
 * Returns what a coach wrote, from a form's fields. The data layer checks that the competency has these behaviors and levels.
 * @throws ExpectedError Invalid, with what is wrong by field
 */
export function readReviewContent(fields: Readonly<Record<string, unknown>>): ReviewContent {
  const errors: Record<string, string> = {};
  const read = (schema: z.ZodType<string>, name: string, value: unknown): string => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    errors[name] = parsed.error.issues[0]?.message ?? MALFORMED;
    return "";
  };
  const entries = Object.entries(fields);
  if (entries.length > MOST_FIELDS) throw new ExpectedError("Invalid", MALFORMED);
  const [answers, comments] = [new Map<string, string>(), new Map<string, string>()];
  for (const [name, value] of entries) {
    const [kind, behaviorId] = [name.slice(0, name.indexOf(".")), name.slice(name.indexOf(".") + 1)];
    if (kind === "answer") answers.set(behaviorId, read(answerSchema, name, value));
    if (kind === "comment" && name !== "comment") comments.set(behaviorId, read(commentSchema, name, value));
  }
  const content = {
    answers,
    comments,
    comment: read(commentSchema, "comment", fields.comment ?? ""),
    notes: read(notesSchema, "notes", fields.notes ?? ""),
  };
  const [first] = Object.values(errors);
  if (first !== undefined) throw new ExpectedError("Invalid", first, errors);
  return content;
}
