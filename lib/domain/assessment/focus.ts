/** Which behavior to work on next, why that one, and what the competency's guidance advises. */
import { z } from "zod";
import type { CompetencyModel, Guidance, Level, Opportunity } from "@/lib/domain/competency/competency-model";
import { behaviorName, capitalize, countWord, joinBehaviors, levelName } from "@/lib/domain/text/wording";
import { behaviorsWithoutOpportunity, levelIdAt, rankOf, ratedBehaviors } from "./rated-behaviors";
import { NO_OPPORTUNITY, type Rating } from "./timed-rating";

/** How many behaviors a person may mark as mattering most in their role now; it also bounds the focuses. */
export const MAX_PRIORITIES = 2;

const MALFORMED = "This could not be read as a choice of behaviors. Please reload the page and try again.";

/** Marking is optional and has no order. */
export const prioritiesSchema = z
  .array(z.string(MALFORMED).min(1, MALFORMED).max(100, MALFORMED), MALFORMED)
  .max(MAX_PRIORITIES, `Please choose at most ${countWord(MAX_PRIORITIES)} behaviors that matter most in your role now.`)
  .refine((ids) => new Set(ids).size === ids.length, "Please choose each behavior only once.");

/** Returns the priorities as an assessment stores them. @throws ZodError */
export function parsePriorities(stored: unknown): string[] {
  return z.array(z.string()).parse(stored);
}

/** Returns a plain sentence when the competency lacks one of the behaviors, else null. */
export function checkPrioritiesAgainstCompetency(source: CompetencyModel["source"], priorities: readonly string[]): string | null {
  return priorities.every((wanted) => source.behaviors.some(({ id }) => id === wanted))
    ? null
    : "One of the chosen behaviors is not part of this self-assessment.";
}

type Focus = {
  behaviorId: string;
  /** Always the lowest level that the person rated any behavior at. */
  levelId: string;
  /** Marked as mattering most in the person's role now. */
  isPriority: boolean;
};

export type FocusChoice = {
  /** Empty when nothing is rated; else one, or two by the rule of chooseFocus. */
  focuses: Focus[];
  /** Every behavior at the lowest rated level, in the competency's order: the focus was chosen from these. */
  lowest: string[];
  /** The behavior to create an opportunity for, when nothing is rated; else null. */
  opportunity: string | null;
};

/** The marked ones first; the rest in the competency's order, which `behaviorIds` must already have. */
function priorityFirst(behaviorIds: readonly string[], priorities: readonly string[]): string[] {
  const isMarked = (id: string) => priorities.includes(id);
  return [...behaviorIds.filter(isMarked), ...behaviorIds.filter((id) => !isMarked(id))];
}

/**
 * One focus: a behavior at the lowest rated level; among several, a marked one; else the first in the competency's order. There
 * is a second focus only when the person marked both and both are at that level: then nothing says which matters more. Among
 * unmarked ones a second would only divide the attention.
 */
export function chooseFocus(source: CompetencyModel["source"], ratings: readonly Rating[], priorities: readonly string[]): FocusChoice {
  const rated = ratedBehaviors(source, ratings);
  if (rated.length === 0) {
    const [opportunity] = priorityFirst(behaviorsWithoutOpportunity(source, ratings), priorities);
    return { focuses: [], lowest: [], opportunity: opportunity ?? null };
  }
  const lowestRank = Math.min(...rated.map(({ rank }) => rank));
  const levelId = levelIdAt(source, lowestRank);
  const lowest = rated.filter(({ rank }) => rank === lowestRank).map(({ behaviorId }) => behaviorId);
  const focuses = priorityFirst(lowest, priorities)
    .slice(0, MAX_PRIORITIES)
    .map((behaviorId) => ({ behaviorId, levelId, isPriority: priorities.includes(behaviorId) }))
    .filter(({ isPriority }, index) => index === 0 || isPriority);
  return { focuses, lowest, opportunity: null };
}

function explainOpportunity(source: CompetencyModel["source"], opportunity: string | null): string {
  return opportunity === null
    ? "You have not rated a behavior yet, so there is no level to start from."
    : `You have not rated a behavior yet, so there is no level to start from. The next step is to create an opportunity for ${behaviorName(source, opportunity)}.`;
}

/** Returns one or two sentences that explain the choice of chooseFocus for the same arguments. */
export function explainFocus(source: CompetencyModel["source"], ratings: readonly Rating[], priorities: readonly string[]): string {
  const { focuses, lowest, opportunity } = chooseFocus(source, ratings, priorities);
  const [first] = focuses;
  if (first === undefined) return explainOpportunity(source, opportunity);

  const ratedCount = ratedBehaviors(source, ratings).length;
  const isHighest = rankOf(source, first.levelId) === source.levels.length - 1;
  const level = levelName(source, first.levelId);
  const at = isHighest ? `${level}, the highest level, so the next step is to pass it on` : level;
  const names = joinBehaviors(
    source,
    focuses.map(({ behaviorId }) => behaviorId),
  );
  if (ratedCount === 1) return `You rated one behavior, ${names}. It is at ${at}.`;
  if (lowest.length === 1) return `${names} is the one behavior at your lowest level, ${level}.`;

  const sharing =
    lowest.length < ratedCount
      ? `${capitalize(countWord(lowest.length))} behaviors share your lowest level, ${level}.`
      : `${lowest.length === 2 ? "Both" : `All ${countWord(lowest.length)}`} behaviors you rated are at ${at}.`;
  const tie =
    focuses.length > 1
      ? `You marked ${names} as mattering most in your role now, so both are your focus.`
      : first.isPriority
        ? `You marked ${names} as mattering most in your role now, so it comes first.`
        : `You marked ${lowest.length === 2 ? "neither" : "none"} of them as mattering most in your role now, so the model’s order decides: ${names} comes first.`;
  return `${sharing} ${tie}`;
}

export type NextStep =
  | {
      kind: "guidance";
      guidance: Guidance;
      level: Level;
      /** Null at the highest level, where the guidance is about passing it on. */
      nextLevel: Level | null;
    }
  | { kind: "opportunity"; opportunity: Opportunity };

/** @throws where the competency has no such behavior or level: ids were checked when they were saved */
export function nextStepFor(competency: CompetencyModel, behaviorId: string, answer: string): NextStep {
  const { source, additions } = competency;
  if (answer === NO_OPPORTUNITY) {
    const opportunity = additions.opportunities[behaviorId];
    if (opportunity === undefined) throw new Error("The model has no such behavior");
    return { kind: "opportunity", opportunity };
  }
  const rank = rankOf(source, answer);
  const guidance = additions.guidance[behaviorId]?.[answer];
  const level = source.levels[rank];
  if (guidance === undefined || level === undefined) throw new Error("The model has no such behavior");
  return { kind: "guidance", guidance, level, nextLevel: source.levels[rank + 1] ?? null };
}
