/** A team's insights in sentences, with the levels by name. */
import { countWord, joinNames } from "@/lib/domain/text/wording";
import { type BehaviorMove, type BehaviorSpread, insightsOf, ratedCount, splitOf } from "./insights";

type Named = readonly { name: string }[];

/** Lowest first. */
type Levels = Named;

const nameAt = (levels: Levels, rank: number) => levels[rank]?.name ?? "";

/** "Advanced or higher". */
export function orHigher(levels: Levels, rank: number): string {
  return rank === levels.length - 1 ? nameAt(levels, rank) : `${nameAt(levels, rank)} or higher`;
}

/** "Advanced or lower". */
export function orLower(levels: Levels, rank: number): string {
  return rank === 0 ? nameAt(levels, rank) : `${nameAt(levels, rank)} or lower`;
}

/** Explains the median to readers. */
export const MEDIAN_EXPLANATION = "The median is the highest level that more than half of those who rated it reach.";

/** How many gave each answer, and the median by name. */
export function describeSpread(levels: Levels, spread: Pick<BehaviorSpread, "counts" | "noOpportunity" | "medianRank">): string {
  const counted = levels.flatMap(({ name }, rank) => (spread.counts[rank] ? [`${spread.counts[rank]} ${name}`] : []));
  if (spread.noOpportunity > 0) counted.push(`${spread.noOpportunity} no opportunity yet`);
  if (counted.length === 0) return "Nobody was asked about this.";
  const median = spread.medianRank === null ? "" : ` Median: ${nameAt(levels, spread.medianRank)}.`;
  return `${counted.join(", ")}.${median}`;
}

export type DescribedInsight = { title: string; sentences: string[] };

type SpreadContext = { levels: Levels; names: ReadonlyMap<string, string>; spreads: readonly BehaviorSpread[] };

const rankIn = (spreads: SpreadContext["spreads"], id: string | undefined) =>
  spreads.find(({ behaviorId }) => behaviorId === id)?.medianRank ?? 0;

/** Groups behaviors by median; `format` gets the median, whether there are several, and whether only two people rated each. */
function describeCommon(
  { names, spreads }: SpreadContext,
  ids: readonly string[],
  format: (rank: number, them: string, isPair: boolean) => string,
): string[] {
  if (ids.length === 0) return [];
  const isPair = spreads.every((spread) => !ids.includes(spread.behaviorId) || ratedCount(spread) === 2);
  const them = ids.length === 1 ? "it" : "them";
  return [`${joinNames(ids.map((id) => names.get(id) ?? id))}: ${format(rankIn(spreads, ids[0]), them, isPair)}`];
}

function describeSplit({ levels, names, spreads }: SpreadContext, id: string): string {
  const spread = spreads.find(({ behaviorId }) => behaviorId === id);
  const split = spread && splitOf(spread.counts);
  if (!split) return "";
  const [low, high] = [orLower(levels, split.low), orHigher(levels, split.high)];
  const are = split.lowCount === 1 ? "is" : "are";
  return `${names.get(id) ?? id}: of the ${countWord(ratedCount(spread))} who rated it, ${countWord(split.lowCount)} ${are} at ${low} and ${countWord(split.highCount)} at ${high}.`;
}

/** Why there is nothing in common: the same median everywhere, or too few people who rated the same behavior. */
function describeNone({ levels, spreads }: SpreadContext): string {
  const common = spreads.filter((spread) => ratedCount(spread) >= 2 && !spread.isSplit);
  const [first] = common;
  if (!first) return "No behavior is rated alike by two people or more.";
  const where = common.length === spreads.length ? "In every behavior" : "Wherever the team can be seen together";
  return `${where} the median is ${nameAt(levels, first.medianRank ?? 0)}, so none stands out as a common strength or edge.`;
}

/**
 * Strength, edge and splits, or why there is none. A strength is described by who reaches its median and an edge by who does not
 * go beyond: at the lower median of n, more than half reach it, and half or more do not go beyond.
 */
export function describeInsights(
  levels: Levels,
  columns: readonly { behaviorId: string; name: string }[],
  spreads: SpreadContext["spreads"],
): DescribedInsight[] {
  const { strengths, edges, splits } = insightsOf(spreads);
  const context = { levels, spreads, names: new Map(columns.map(({ behaviorId, name }) => [behaviorId, name])) };
  const strength = describeCommon(context, strengths, (rank, them, isPair) =>
    isPair
      ? `both who rated ${them} are at ${orHigher(levels, rank)}.`
      : `more than half of those who rated ${them} are at ${orHigher(levels, rank)}.`,
  );
  const edge = describeCommon(context, edges, (rank, them, isPair) =>
    isPair
      ? `one or both who rated ${them} are at ${orLower(levels, rank)}.`
      : `half or more of those who rated ${them} are at ${orLower(levels, rank)}.`,
  );
  const none = strength.length === 0 ? [describeNone(context)] : [];
  return [
    { title: strengths.length > 1 ? "Common strengths" : "Common strength", sentences: strength },
    { title: edges.length > 1 ? "Common edges" : "Common edge", sentences: edge },
    { title: "In common", sentences: none },
    { title: "Where the team is split", sentences: splits.map((id) => describeSplit(context, id)) },
  ].filter(({ sentences }) => sentences.length > 0);
}

/** "4 of 6 rate it higher than in Q1, none lower." */
export function describeMove({ up, down, of }: BehaviorMove, earlierName: string): string {
  const [more, way, fewer, other] = up > down ? [up, "higher", down, "lower"] : [down, "lower", up, "higher"];
  return `${more} of ${of} rate it ${way} than in ${earlierName}, ${fewer === 0 ? "none" : fewer} ${other}.`;
}
