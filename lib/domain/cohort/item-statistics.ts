/** How a competency's descriptors work in use, counted over cohorts of people so that nothing is said about one of them. */
import { NO_OPPORTUNITY } from "@/lib/domain/assessment/timed-rating";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { isRevealing } from "./team-cohort";

/** One person's answers, by behavior id. `first`: before the next level's words were shown; null where that is not known. */
export type UsedAnswers = {
  answers: ReadonlyMap<string, { answer: string | null; first: string | null }>;
  /** Whether the viewer may know these answers anyway: their own, or shared with a team that they are in. */
  isKnownToViewer: boolean;
};

type AnchorUse = {
  levelId: string;
  /** How many chose it in the end. */
  chosen: number;
  /** Of those who chose it first, how many chose another once they had seen the next level's words; null where too few did. */
  changed: { of: number; count: number } | null;
};

export type BehaviorUse = {
  behaviorId: string;
  /** Null where it is suppressed: too few people, or answers so alike that single ones would show. */
  use: { people: number; noOpportunity: number; anchors: AnchorUse[] } | null;
};

function countsOf(source: CompetencyModel["source"], behaviorId: string, people: readonly UsedAnswers[]): number[] {
  return [...source.levels.map(({ id }) => id), NO_OPPORTUNITY].map(
    (answer) => people.filter(({ answers }) => answers.get(behaviorId)?.answer === answer).length,
  );
}

/**
 * Whether this cohort may count for this behavior: enough people whose answers the viewer cannot know, and answers that are not
 * so alike that the counts reveal one of them.
 */
function mayCount(source: CompetencyModel["source"], behaviorId: string, cohort: readonly UsedAnswers[], minGroupSize: number): boolean {
  const unknown = cohort.filter(({ isKnownToViewer }) => !isKnownToViewer);
  return unknown.length >= minGroupSize && !isRevealing(countsOf(source, behaviorId, unknown));
}

/** Each behavior in the competency's order. A person is in one cohort, and a cohort counts for a behavior whole or not at all. */
export function itemStatistics(
  source: CompetencyModel["source"],
  cohorts: readonly (readonly UsedAnswers[])[],
  minGroupSize: number,
): BehaviorUse[] {
  return source.behaviors.map(({ id: behaviorId }) => {
    const people = cohorts.filter((cohort) => mayCount(source, behaviorId, cohort, minGroupSize)).flat();
    if (people.length === 0) return { behaviorId, use: null };
    const counts = countsOf(source, behaviorId, people);
    const anchors = source.levels.map(({ id: levelId }, rank): AnchorUse => {
      const began = people.map(({ answers }) => answers.get(behaviorId)).filter((given) => given?.first === levelId);
      const changed = began.filter((given) => given?.answer !== levelId).length;
      return { levelId, chosen: counts[rank] ?? 0, changed: began.length < minGroupSize ? null : { of: began.length, count: changed } };
    });
    return { behaviorId, use: { people: people.length, noOpportunity: counts.at(-1) ?? 0, anchors } };
  });
}
