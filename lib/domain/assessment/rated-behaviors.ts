/** Which behaviors of a competency a person rated, and how high. Everything about levels starts from this. */
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { NO_OPPORTUNITY, type Rating } from "./timed-rating";

/** Rank is the level's index in the competency, lowest 0: it orders levels, and says nothing about distances between them. */
export type RatedBehavior = { behaviorId: string; rank: number };

/** @throws where the competency has no such level: to leave the answer out would make every count wrong */
export function rankOf(source: CompetencyModel["source"], levelId: string): number {
  const rank = source.levels.findIndex(({ id }) => id === levelId);
  if (rank < 0) throw new Error("The model has no such level");
  return rank;
}

export function levelIdAt(source: CompetencyModel["source"], rank: number): string {
  const level = source.levels[rank];
  if (level === undefined) throw new Error("The model has no such rank");
  return level.id;
}

/** Returns a level's id, or null: "no opportunity yet" and "not answered yet" are not ratings. */
export function ratedLevel(answer: string | null | undefined): string | null {
  return answer === undefined || answer === NO_OPPORTUNITY ? null : answer;
}

export function answersByBehavior(ratings: readonly Rating[]): Map<string, string | null> {
  return new Map(ratings.map(({ behaviorId, answer }) => [behaviorId, answer]));
}

/** In the competency's order, whatever the order of `ratings`. Ratings of behaviors that the competency lacks are left out. */
export function ratedBehaviors(source: CompetencyModel["source"], ratings: readonly Rating[]): RatedBehavior[] {
  const answers = answersByBehavior(ratings);
  return source.behaviors.flatMap(({ id }) => {
    const levelId = ratedLevel(answers.get(id));
    return levelId === null ? [] : [{ behaviorId: id, rank: rankOf(source, levelId) }];
  });
}

/** In the competency's order. */
export function behaviorsWithoutOpportunity(source: CompetencyModel["source"], ratings: readonly Rating[]): string[] {
  const answers = answersByBehavior(ratings);
  return source.behaviors.flatMap(({ id }) => (answers.get(id) === NO_OPPORTUNITY ? [id] : []));
}
