/** How names, lists and counts read inside an American English sentence. */
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";

const lists = {
  and: new Intl.ListFormat("en-US", { type: "conjunction" }),
  or: new Intl.ListFormat("en-US", { type: "disjunction" }),
};

const SMALL_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

export function joinNames(names: readonly string[], conjunction: "and" | "or" = "and"): string {
  return lists[conjunction].format(names);
}

/** Below ten as a word that can precede a noun, so "no" for zero; from ten on in digits. */
export function countWord(count: number): string {
  return SMALL_NUMBERS[count] ?? count.toLocaleString("en-US");
}

export function capitalize(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** @throws where the competency has no such behavior: ids were checked when they were saved */
export function behaviorName(source: CompetencyModel["source"], behaviorId: string): string {
  const behavior = source.behaviors.find(({ id }) => id === behaviorId);
  if (behavior === undefined) throw new Error("The model has no such behavior");
  return behavior.name;
}

export function joinBehaviors(source: CompetencyModel["source"], behaviorIds: readonly string[]): string {
  return joinNames(behaviorIds.map((id) => behaviorName(source, id)));
}

/** @throws where the competency has no such level: ids were checked when they were saved */
export function levelName(source: CompetencyModel["source"], levelId: string): string {
  const level = source.levels.find(({ id }) => id === levelId);
  if (level === undefined) throw new Error("The model has no such level");
  return level.name;
}

/** A text inside a sentence about it, cut off where it is long. */
export const quoteShort = (text: string): string => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
