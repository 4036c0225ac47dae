/** What a rating is, and which of two saved versions wins. Without zod, to keep the browser's JavaScript small. */

/** A separate answer: the person has had no occasion to show the behavior. Never a level, never an empty cell. */
export const NO_OPPORTUNITY = "no-opportunity";

/** In UTF-16 code units, as an HTML maxlength counts, with each line end as one. */
export const EVIDENCE_MAX_LENGTH = 2000;

export type Rating = {
  behaviorId: string;
  /** A level's id, NO_OPPORTUNITY, or null: not answered yet, since the evidence may come first. */
  answer: string | null;
  /** Empty where none was given. */
  evidence: string;
};

/** Times are milliseconds since the epoch, by the server’s clock as the page that they were given on knows it; null: never given. */
export type TimedRating = Rating & { answeredAt: number | null; evidenceAt: number | null };

/** One change to save: an answer, evidence, or both, each with its own time and never without it. */
export type RatingChange = {
  behaviorId: string;
  answer?: string | undefined;
  answeredAt?: number | undefined;
  evidence?: string | undefined;
  evidenceAt?: number | undefined;
};

/** Forms send CRLF where the field's own length, and so its maxlength, counts one unit (HTML Standard, textarea). */
export function normalizeLineEnds(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** Strictly later: the same save twice changes nothing, and of two with the same time the first to arrive wins. */
function isNewer(takenAt: number, storedAt: number | null): boolean {
  return storedAt === null || takenAt > storedAt;
}

function applyChange(stored: TimedRating, change: RatingChange): TimedRating {
  let merged = stored;
  if (change.answer !== undefined && change.answeredAt !== undefined && isNewer(change.answeredAt, stored.answeredAt)) {
    merged = { ...merged, answer: change.answer, answeredAt: change.answeredAt };
  }
  if (change.evidence !== undefined && change.evidenceAt !== undefined && isNewer(change.evidenceAt, stored.evidenceAt)) {
    merged = { ...merged, evidence: change.evidence, evidenceAt: change.evidenceAt };
  }
  return merged;
}

/**
 * The last answer given wins, field by field: two tabs do not undo each other's changes, a repeated save changes nothing, and a
 * late save does not overwrite a newer answer. For distinct times the order of arrival makes no difference to any rating; the
 * order of the ratings in the result has no meaning. The data layer's SQL does the same, and is tested against this.
 */
export function mergeRatings(current: readonly TimedRating[], changes: readonly RatingChange[]): TimedRating[] {
  const merged = new Map(current.map((rating) => [rating.behaviorId, rating]));
  for (const change of changes) {
    const { behaviorId } = change;
    const stored = merged.get(behaviorId) ?? {
      behaviorId,
      answer: null,
      answeredAt: null,
      evidence: "",
      evidenceAt: null,
    };
    merged.set(behaviorId, applyChange(stored, change));
  }
  return [...merged.values()];
}
