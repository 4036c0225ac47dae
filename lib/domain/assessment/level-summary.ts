/** The level summary of a person's own ratings, from the order of the levels alone, and its sentences. */
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { countWord, joinBehaviors, levelName } from "@/lib/domain/text/wording";
import { behaviorsWithoutOpportunity, levelIdAt, type RatedBehavior, ratedBehaviors } from "./rated-behaviors";
import type { Rating } from "./timed-rating";

/** With fewer rated behaviors there is no overall level: one or two answers would speak for the whole competency. */
export const MIN_RATED = 4;

type AtLevel = { behaviorIds: string[]; levelId: string };

export type LevelSummary = {
  /** In the competency's order; rank is the level's index, lowest 0. */
  rated: RatedBehavior[];
  /** Those answered with "no opportunity yet", in the competency's order. Unanswered behaviors are in neither list. */
  notRated: string[];
  overall: { kind: "level"; levelId: string; reachedBy: number } | { kind: "too-few"; rated: number; needed: typeof MIN_RATED };
  /** The lowest rated level; null when nothing is rated. */
  solidAt: string | null;
  /**
   * Every behavior at the highest and at the lowest rated level, in the competency's order. Both are null when all ratings are at
   * one level, or there are none: then no behavior is stronger than another.
   */
  strongest: AtLevel | null;
  next: AtLevel | null;
};

/**
 * The highest rank that more than half of the ratings reach, which is the lower median: levels are ordinal, so a mean of
 * them would have no meaning (Stevens 1946).
 */
function overallRank(ranks: readonly number[]): number | undefined {
  return ranks.toSorted((a, b) => b - a)[Math.floor(ranks.length / 2)];
}

/** @throws where an answer is neither a level of the competency nor "no opportunity yet" */
export function summarizeLevels(source: CompetencyModel["source"], ratings: readonly Rating[]): LevelSummary {
  const rated = ratedBehaviors(source, ratings);
  const ranks = rated.map(({ rank }) => rank);
  const [lowest, highest] = [Math.min(...ranks), Math.max(...ranks)];
  const atLevel = (wanted: number): AtLevel => ({
    behaviorIds: rated.filter(({ rank }) => rank === wanted).map(({ behaviorId }) => behaviorId),
    levelId: levelIdAt(source, wanted),
  });
  const middle = overallRank(ranks);
  const differ = lowest < highest;
  return {
    rated,
    notRated: behaviorsWithoutOpportunity(source, ratings),
    overall:
      middle === undefined || rated.length < MIN_RATED
        ? { kind: "too-few", rated: rated.length, needed: MIN_RATED }
        : {
            kind: "level",
            levelId: levelIdAt(source, middle),
            reachedBy: ranks.filter((rank) => rank >= middle).length,
          },
    solidAt: rated.length === 0 ? null : levelIdAt(source, lowest),
    strongest: differ ? atLevel(highest) : null,
    next: differ ? atLevel(lowest) : null,
  };
}

/** Each is one or two whole sentences; null where there is nothing to say. */
export type SummaryText = {
  headline: string;
  /** How the overall level was found, or why there is none. */
  found: string;
  solid: string | null;
  strongest: string | null;
  next: string | null;
  notRated: string | null;
};

function describeSolid(source: CompetencyModel["source"], { rated, solidAt, strongest }: LevelSummary): string | null {
  if (solidAt === null) return null;
  const solid = `Solid at ${levelName(source, solidAt)} in`;
  if (rated.length === 1) return `${solid} the one behavior you rated.`;
  const each =
    strongest !== null
      ? "each is at that level or higher"
      : rated.length === 2
        ? "both are at that level"
        : `all ${countWord(rated.length)} are at that level`;
  return `${solid} every behavior you rated: ${each}.`;
}

function describeNotRated(source: CompetencyModel["source"], notRated: readonly string[]): string | null {
  if (notRated.length === 0) return null;
  const names = joinBehaviors(source, notRated);
  return `You have had no opportunity yet for ${names}, so ${notRated.length === 1 ? "it does" : "they do"} not count here.`;
}

/** Repeats what the ratings say and no more: a self-rating is never called measured competence, and never praised. */
export function describeSummary(source: CompetencyModel["source"], summary: LevelSummary): SummaryText {
  const { rated, overall, strongest, next } = summary;
  const total = source.behaviors.length;
  const level = (at: AtLevel) => levelName(source, at.levelId);
  return {
    headline:
      overall.kind === "level"
        ? `You describe yourself as working at ${levelName(source, overall.levelId)}.`
        : `You rated ${overall.rated === 0 ? "none" : overall.rated} of ${total} ${total === 1 ? "behavior" : "behaviors"}.`,
    found:
      overall.kind === "level"
        ? `The highest level that more than half of your rated behaviors reach: ${overall.reachedBy} of ${rated.length} reach ${levelName(source, overall.levelId)}.`
        : `There is no overall level: it takes at least ${countWord(overall.needed)} rated behaviors to speak for the whole competency.`,
    solid: describeSolid(source, summary),
    strongest:
      strongest &&
      `Your strongest ${strongest.behaviorIds.length === 1 ? "behavior is" : "behaviors are"} ${joinBehaviors(source, strongest.behaviorIds)}, at ${level(strongest)}.`,
    next:
      next &&
      `The ${next.behaviorIds.length === 1 ? "behavior to grow next is" : "behaviors to grow next are"} ${joinBehaviors(source, next.behaviorIds)}, at ${level(next)}.`,
    notRated: describeNotRated(source, summary.notRated),
  };
}
