/** A coach's review beside a member's ratings: its answers, its progress, and where the two differ enough to talk about. */
import { answersByBehavior, rankOf, ratedLevel } from "@/lib/domain/assessment/rated-behaviors";
import type { Rating } from "@/lib/domain/assessment/timed-rating";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { FAR_APART } from "@/lib/domain/overview/insights";
import { joinNames } from "@/lib/domain/text/wording";

/** A coach's answer: they have not seen the behavior. Never a level. */
export const NOT_OBSERVED = "not-observed";

/** What a coach writes. By behavior id; an answer is a level's id or NOT_OBSERVED. */
export type ReviewContent = {
  answers: ReadonlyMap<string, string>;
  /** For the member. */
  comments: ReadonlyMap<string, string>;
  /** For the member, about the competency as a whole. */
  comment: string;
  /** For the coach alone. */
  notes: string;
};

/** What to do with the form. Each step saves what was written. */
export const REVIEW_STEPS = ["save", "commit", "skip", "release"] as const;
export type ReviewStep = (typeof REVIEW_STEPS)[number];

export type ReviewEntry = {
  behaviorId: string;
  /** A level's id, NOT_OBSERVED, or null where it is not answered yet. */
  answer: string | null;
  comment: string;
  /** The member's. */
  reply: string;
  repliedAt: Date | null;
};

/** A review as the member and other coaches of the team see it. */
export type ReleasedReview = {
  reviewId: string;
  coachName: string;
  /** Null once the team is deleted. */
  teamName: string | null;
  /** When the review that this one corrects was released. */
  corrects: Date | null;
  /** When the review that corrects this one was released. */
  correctedAt: Date | null;
  /** From 1; each later review corrects the one before it. */
  number: number;
  skippedAt: Date | null;
  isBlind: boolean;
  releasedAt: Date;
  comment: string;
  reply: string;
  repliedAt: Date | null;
  entries: ReviewEntry[];
};

/** A review as its author sees it. */
export type OwnReview = Omit<ReleasedReview, "coachName" | "teamName" | "corrects" | "correctedAt" | "isBlind" | "releasedAt"> & {
  committedAt: Date | null;
  /** Null until it is committed or skipped. */
  isBlind: boolean | null;
  releasedAt: Date | null;
  notes: string;
  version: number;
};

export type ReviewState = "open" | "skipped" | "committed" | "released";

export function reviewState(review: Pick<OwnReview, "skippedAt" | "committedAt" | "releasedAt"> | undefined): ReviewState {
  if (review?.releasedAt) return "released";
  if (review?.committedAt) return "committed";
  return review?.skippedAt ? "skipped" : "open";
}

/** Whether the coach has seen the member's answers. From then on the answers are not hidden from this coach. */
export function isSettled(review: Pick<OwnReview, "skippedAt" | "committedAt">): boolean {
  return review.committedAt !== null || review.skippedAt !== null;
}

/** Returns why a review is blind or not. `who` is its author's name. */
export function describeBlindness(
  { isBlind, number, skippedAt }: Pick<OwnReview, "isBlind" | "number" | "skippedAt">,
  who: string,
): string {
  if (isBlind) return `Blind: ${who} rated before seeing these ratings.`;
  if (number > 1) return `Not blind: ${who} had seen these ratings by then, as with every correction.`;
  return skippedAt ? `Not blind: ${who} looked first.` : `Not blind: ${who} had seen these ratings on a page of the team before.`;
}

/** Returns a plain sentence where the competency has no such behavior or level, else null. */
export function checkReviewAgainstCompetency(source: CompetencyModel["source"], { answers, comments }: ReviewContent): string | null {
  const behaviorIds = new Set(source.behaviors.map(({ id }) => id));
  if ([...answers.keys(), ...comments.keys()].some((id) => !behaviorIds.has(id)))
    return "That behavior is not part of this self-assessment.";
  const choices = new Set([NOT_OBSERVED, ...source.levels.map(({ id }) => id)]);
  if ([...answers.values()].every((answer) => choices.has(answer))) return null;
  return `That level does not exist. Please choose ${joinNames([...source.levels.map(({ name }) => name), "Not observed"], "or")}.`;
}

/** Behaviors that still need an answer before the ratings can be committed, in the competency's order. */
export function behaviorsWithoutAnswer(
  source: CompetencyModel["source"],
  answers: ReviewContent["answers"],
): { id: string; name: string }[] {
  return source.behaviors.filter(({ id }) => !answers.has(id)).map(({ id, name }) => ({ id, name }));
}

/** One behavior, as the member and a coach rated it. The two are never averaged. */
export type SideBySide = {
  behaviorId: string;
  /** A level's id, "no-opportunity", or null where it was not answered. */
  member: string | null;
  /** A level's id, NOT_OBSERVED, or null where it was not answered. */
  coach: string | null;
  /** The coach's rank less the member's; null where one of them did not rate. */
  gap: number | null;
};

/** In the competency's order. `reviewed`: the coach's answers by behavior id. */
export function sideBySide(
  source: CompetencyModel["source"],
  ratings: readonly Rating[],
  reviewed: ReadonlyMap<string, string | null>,
): SideBySide[] {
  const answers = answersByBehavior(ratings);
  return source.behaviors.map(({ id }) => {
    const [member, coach] = [answers.get(id) ?? null, reviewed.get(id) ?? null];
    const [own, other] = [ratedLevel(member), coach === NOT_OBSERVED ? null : coach];
    const gap = own === null || other === null ? null : rankOf(source, other) - rankOf(source, own);
    return { behaviorId: id, member, coach, gap };
  });
}

export function isTalkingPoint({ gap }: Pick<SideBySide, "gap">): boolean {
  return gap !== null && Math.abs(gap) >= FAR_APART;
}

/** Two or more levels apart, the largest gap first: a talking point, never a mistake. */
export function talkingPoints(rows: readonly SideBySide[]): SideBySide[] {
  return rows.filter(isTalkingPoint).toSorted((a, b) => Math.abs(b.gap ?? 0) - Math.abs(a.gap ?? 0));
}
