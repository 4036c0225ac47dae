/** A team's insights, for a coach who may read each answer by name: spread, median, strength, edge, splits, moves. */
import { medianRank } from "@/lib/domain/cohort/team-cohort";

/** Two levels: neighboring ones are hard to tell apart, so one step is not a disagreement. */
export const FAR_APART = 2;

/** "No opportunity yet" is counted beside the ranks and is never one of them. */
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

/** A split: how many are at one rank or lower, and how many at another or higher, two or more levels apart. */
export type Split = { low: number; lowCount: number; high: number; highCount: number };

/** The outer thirds where they are that far apart, else null. `counts` as in a spread. */
export function splitOf(counts: readonly number[]): Split | null {
  const third = Math.ceil(sum(counts) / 3);
  if (third === 0) return null;
  const low = counts.findIndex((_, rank) => sum(counts.slice(0, rank + 1)) >= third);
  const high = counts.findLastIndex((_, rank) => sum(counts.slice(rank)) >= third);
  return high - low >= FAR_APART ? { low, lowCount: sum(counts.slice(0, low + 1)), high, highCount: sum(counts.slice(high)) } : null;
}

/** `answers`: for each person who was asked, the rank, or null for "no opportunity yet". */
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
 * A behavior is common if at least two people rated it and it does not split the team. Strength and edge are the common behaviors
 * with the highest and the lowest median; where all medians are the same, there is neither.
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

/** Among the people who rated a behavior both times, with the same meaning. */
export type BehaviorMove = { behaviorId: string; up: number; down: number; of: number };

/**
 * A move is shown only if at least this many more people went one way than the other: one person's change of mind never shows.
 */
const MOVED_FROM = 2;

/** `pairs`: for each person who rated it both times, the earlier and the later rank. Returns null for a smaller move. */
export function moveOf(behaviorId: string, pairs: readonly (readonly [earlier: number, later: number])[]): BehaviorMove | null {
  const up = pairs.filter(([earlier, later]) => later > earlier).length;
  const down = pairs.filter(([earlier, later]) => later < earlier).length;
  return Math.abs(up - down) >= MOVED_FROM ? { behaviorId, up, down, of: pairs.length } : null;
}
