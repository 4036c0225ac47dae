/** What a team's answers say together to a coach who may read each of them by name: spread, median, strength, edge, splits, moves. */
import { medianRank } from "@/lib/domain/cohort/team-cohort";

/** From a level to the one after next: neighboring levels are hard to tell apart, so one step is no disagreement. */
export const FAR_APART = 2;

/** "No opportunity yet" stands beside the ranks and is never one of them. */
export type BehaviorSpread = {
  behaviorId: string;
  /** How many rated each level, lowest first. */
  counts: number[];
  noOpportunity: number;
  /** The highest rank that more than half of those who rated reach; null where nobody rated. */
  medianRank: number | null;
  /** At least a third of those who rated are two or more levels apart from at least another third. */
  isSplit: boolean;
};

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

export function ratedCount({ counts }: Pick<BehaviorSpread, "counts">): number {
  return sum(counts);
}

/** Where a team is split: how many are at a rank or lower, and how many at another one or higher, two or more levels apart. */
export type Split = { low: number; lowCount: number; high: number; highCount: number };

/** The outer thirds, where they are that far apart; null where they are not. `counts` as in a spread. */
export function splitOf(counts: readonly number[]): Split | null {
  const third = Math.ceil(sum(counts) / 3);
  if (third === 0) return null;
  const low = counts.findIndex((_, rank) => sum(counts.slice(0, rank + 1)) >= third);
  const high = counts.findLastIndex((_, rank) => sum(counts.slice(rank)) >= third);
  return high - low >= FAR_APART ? { low, lowCount: sum(counts.slice(0, low + 1)), high, highCount: sum(counts.slice(high)) } : null;
}

/** `answers`: of each person who was asked, the rank that they rated, or null for "no opportunity yet". */
export function spreadOf(levelCount: number, behaviorId: string, answers: readonly (number | null)[]): BehaviorSpread {
  const ranks = answers.filter((rank) => rank !== null);
  const counts = Array.from({ length: levelCount }, (_, rank) => ranks.filter((given) => given === rank).length);
  return {
    behaviorId,
    counts,
    noOpportunity: answers.length - ranks.length,
    medianRank: medianRank(counts),
    isSplit: splitOf(counts) !== null,
  };
}

/** Behavior ids, in the order of the spreads. */
export type TeamInsights = { strengths: string[]; edges: string[]; splits: string[] };

/**
 * Common is what a team shares: behaviors that at least two rated and that do not split it. Strength and edge are those with the
 * highest and the lowest median; where all medians are alike, nothing is either.
 */
export function insightsOf(spreads: readonly BehaviorSpread[]): TeamInsights {
  const common = spreads.filter((spread) => ratedCount(spread) >= 2 && !spread.isSplit);
  const medians = common.map((spread) => spread.medianRank).filter((rank) => rank !== null);
  const [lowest, highest] = [Math.min(...medians), Math.max(...medians)];
  const at = (wanted: number) => common.filter(({ medianRank: rank }) => rank === wanted).map(({ behaviorId }) => behaviorId);
  return {
    strengths: lowest < highest ? at(highest) : [],
    edges: lowest < highest ? at(lowest) : [],
    splits: spreads.filter((spread) => spread.isSplit).map(({ behaviorId }) => behaviorId),
  };
}

/** Of the people who rated a behavior both times, on words that mean the same. */
export type BehaviorMove = { behaviorId: string; up: number; down: number; of: number };

/** By how many more people must have gone one way than the other: a single change of mind never tells. */
const MOVED_FROM = 2;

/** `pairs`: of each person who rated it both times, the earlier and the later rank. Null where nothing moved by more than one person. */
export function moveOf(behaviorId: string, pairs: readonly (readonly [earlier: number, later: number])[]): BehaviorMove | null {
  const up = pairs.filter(([earlier, later]) => later > earlier).length;
  const down = pairs.filter(([earlier, later]) => later < earlier).length;
  return Math.abs(up - down) >= MOVED_FROM ? { behaviorId, up, down, of: pairs.length } : null;
}
