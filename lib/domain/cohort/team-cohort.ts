/** The team's cohort: when one is published, from which shares, and what of it may be shown. */
import { levelIdAt } from "@/lib/domain/assessment/rated-behaviors";
import { NO_OPPORTUNITY } from "@/lib/domain/assessment/timed-rating";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";

/** How long a cohort waits for those who have not shared yet, once there are enough who have. */
export const DRAW_AFTER_DAYS = 7;

const DAY = 24 * 60 * 60 * 1000;

/** A share with the team that is not withdrawn. It holds no answer: nothing here can depend on one. */
export type LiveShare = {
  assessmentId: string;
  ownerId: string;
  submittedAt: Date;
  sharedAt: Date;
  /** Whether a cohort of any team ever counted this assessment: it is never counted in another. */
  isCounted: boolean;
};

export type NextCohort =
  | { kind: "needs-more"; more: number }
  /** Enough people have shared; it waits for the others until this moment. */
  | { kind: "scheduled"; at: Date }
  | { kind: "due"; shares: LiveShare[] };

function isLater(one: LiveShare, other: LiveShare): boolean {
  const difference = one.submittedAt.getTime() - other.submittedAt.getTime();
  return difference > 0 || (difference === 0 && one.assessmentId > other.assessmentId);
}

/** Each person's latest share that no cohort counts yet. An earlier share of the same person no longer waits. */
export function waitingShares(shares: readonly LiveShare[]): LiveShare[] {
  const latest = new Map<string, LiveShare>();
  for (const share of shares) {
    const known = latest.get(share.ownerId);
    if (!known || isLater(share, known)) latest.set(share.ownerId, share);
  }
  return [...latest.values()].filter(({ isCounted }) => !isCounted);
}

type CohortSituation = {
  shares: readonly LiveShare[];
  /** The people it waits for. */
  memberIds: readonly string[];
  minGroupSize: number;
  now: Date;
};

/**
 * All that wait are published together: when nobody is left to wait for, or a week after there were enough. The moment and the
 * choice depend on who shared when, and never on an answer, so neither reveals one.
 */
export function nextCohort({ shares, memberIds, minGroupSize, now }: CohortSituation): NextCohort {
  const waiting = waitingShares(shares);
  const enough = waiting.toSorted((a, b) => a.sharedAt.getTime() - b.sharedAt.getTime())[minGroupSize - 1];
  if (!enough) return { kind: "needs-more", more: minGroupSize - waiting.length };
  const owners = new Set(waiting.map(({ ownerId }) => ownerId));
  const at = new Date(enough.sharedAt.getTime() + DRAW_AFTER_DAYS * DAY);
  return memberIds.every((id) => owners.has(id)) || now >= at ? { kind: "due", shares: waiting } : { kind: "scheduled", at };
}

/** How many gave each answer: the levels in order, lowest first, then "no opportunity yet". */
export type AnswerCounts = readonly number[];

/**
 * Whether a person in the cohort could take away their own answer and see that all the others answered alike: then they would
 * know each answer. That is so when all answers but at most one are the same.
 */
export function isRevealing(counts: AnswerCounts): boolean {
  return counts.reduce((sum, count) => sum + count, 0) - Math.max(...counts) < 2;
}

/**
 * The highest rank that more than half of those who rated reach (the lower median, as in a level summary), computed from the
 * counts alone, so that it reveals nothing more. Null where nobody rated. Levels are ordinal: never a mean.
 */
export function medianRank(levelCounts: AnswerCounts): number | null {
  const rated = levelCounts.reduce((sum, count) => sum + count, 0);
  let reached = 0;
  for (let rank = levelCounts.length - 1; rank >= 0; rank--) {
    reached += levelCounts[rank] ?? 0;
    if (reached * 2 > rated) return rank;
  }
  return null;
}

export type Distribution = {
  behaviorId: string;
  /** "too-few": too few people were asked, on the revisions that they answered. "too-alike": it would reveal single answers. */
  shown: { counts: number[]; noOpportunity: number; medianLevelId: string | null } | "too-few" | "too-alike";
};

/** One share's answers, and the revision that they were given on. */
export type CountedAnswers = { source: CompetencyModel["source"]; answers: ReadonlyMap<string, string | null> };

/** Whether ranks mean the same on both: the same levels in the same order. */
export function hasScaleOf(source: CompetencyModel["source"], other: CompetencyModel["source"]): boolean {
  return source.levels.length === other.levels.length && source.levels.every(({ id }, rank) => other.levels[rank]?.id === id);
}

/**
 * Each behavior of `source`, in its order. Who counts for a behavior depends on the revision that they answered on, never on what
 * they answered. @throws where an answer is neither a level nor "no opportunity yet"
 */
export function distributionsOf(
  source: CompetencyModel["source"],
  counted: readonly CountedAnswers[],
  minGroupSize: number,
): Distribution[] {
  const comparable = counted.filter((each) => hasScaleOf(source, each.source));
  const scale = [...source.levels.map(({ id }) => id), NO_OPPORTUNITY];
  return source.behaviors.map(({ id: behaviorId }) => {
    const asked = comparable.filter((each) => each.source.behaviors.some(({ id }) => id === behaviorId));
    if (asked.length < minGroupSize) return { behaviorId, shown: "too-few" };
    const counts = scale.map((answer) => asked.filter(({ answers }) => answers.get(behaviorId) === answer).length);
    if (counts.reduce((sum, count) => sum + count, 0) !== asked.length) throw new Error("An answer that the model does not know");
    if (isRevealing(counts)) return { behaviorId, shown: "too-alike" };
    const levelCounts = counts.slice(0, -1);
    const median = medianRank(levelCounts);
    return {
      behaviorId,
      shown: {
        counts: levelCounts,
        noOpportunity: counts.at(-1) ?? 0,
        medianLevelId: median === null ? null : levelIdAt(source, median),
      },
    };
  });
}

export type ShownCohort = {
  drawnAt: Date;
  /** How many people it counts. */
  size: number;
  levels: { id: string; name: string }[];
  behaviors: { id: string; name: string }[];
  distributions: Distribution[];
};

/** What a person in the team sees of it. */
export type TeamAggregate = {
  minGroupSize: number;
  cohort: ShownCohort | null;
  /** Whether a newer cohort is hidden until this coach has reviewed, since a blind round hides answers in it from them. */
  isHeldBack: boolean;
  /** Only counts and days of the next cohort: neither depends on the answers in it. */
  next: Exclude<NextCohort, { kind: "due" }> | { kind: "due" };
};
