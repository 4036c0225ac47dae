/** What a team's answers say together to a coach who may read each of them by name: spread, median, strength, edge, splits, moves. */
import { medianRank } from "./picture";

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

export function ratedCount({ counts }: Pick<BehaviorSpread, "counts">): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function isSplit(ranks: readonly number[]): boolean {
  const ordered = ranks.toSorted((a, b) => a - b);
  const third = Math.ceil(ordered.length / 3);
  const [low, high] = [ordered[third - 1], ordered[ordered.length - third]];
  return ordered.length >= 2 && low !== undefined && high !== undefined && high - low >= FAR_APART;
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
    isSplit: isSplit(ranks),
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
const TOLD_FROM = 2;

/** `pairs`: of each person who rated it both times, the earlier and the later rank. Null where nothing moved by more than one person. */
export function moveOf(behaviorId: string, pairs: readonly (readonly [earlier: number, later: number])[]): BehaviorMove | null {
  const up = pairs.filter(([earlier, later]) => later > earlier).length;
  const down = pairs.filter(([earlier, later]) => later < earlier).length;
  return Math.abs(up - down) >= TOLD_FROM ? { behaviorId, up, down, of: pairs.length } : null;
}
