/** What this folder's property tests draw from: competencies of many sizes, and ratings of them. */
import fc from "fast-check";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { NO_OPPORTUNITY, type Rating, type TimedRating } from "./timed-rating";

type Source = CompetencyModel["source"];

/** Made from counts alone; the names are neither prefixes nor parts of one another, so that a text can be searched for them. */
export function sourceOf(behaviorCount: number, levelCount: number): Source {
  return {
    name: "Tending",
    purpose: "Purpose.",
    description: "Description.",
    behaviors: Array.from({ length: behaviorCount }, (_, index) => ({
      id: `behavior-${index}`,
      name: `Behavior <${index}>`,
      definition: "Definition.",
    })),
    levels: Array.from({ length: levelCount }, (_, index) => ({
      id: `level-${index}`,
      name: `Level <${index}>`,
      descriptors: ["Descriptor."],
    })),
    summary: "Summary.",
    attribution: { title: "Title", url: "https://example.org" },
  };
}

export function rate(answers: Readonly<Record<string, string | null>>): Rating[] {
  return Object.entries(answers).map(([behaviorId, answer]) => ({ behaviorId, answer, evidence: "" }));
}

/** In any order; some behaviors without a rating, some not answered, and now and then one of another competency. */
export function ratingsFor(source: Source): fc.Arbitrary<Rating[]> {
  const answer = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...source.levels.map(({ id }) => id)) },
    { weight: 1, arbitrary: fc.constant(NO_OPPORTUNITY) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
  return fc
    .tuple(
      fc.subarray(source.behaviors, { minLength: Math.floor(source.behaviors.length / 2) }),
      fc.array(answer, { minLength: source.behaviors.length + 1, maxLength: source.behaviors.length + 1 }),
      fc.boolean(),
    )
    .map(([behaviors, answers, withStranger]) => {
      const ids = [...behaviors.map(({ id }) => id), ...(withStranger ? ["of-another-model"] : [])];
      return ids.map((behaviorId, index) => ({ behaviorId, answer: answers[index] ?? null, evidence: "" }));
    })
    .chain((ratings) => fc.shuffledSubarray(ratings, { minLength: ratings.length }));
}

/** Few levels are drawn as often as many, so that ties and "all at one level" are common. */
export const sources: fc.Arbitrary<Source> = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 2, max: 6 }))
  .map(([behaviorCount, levelCount]) => sourceOf(behaviorCount, levelCount));

export const sourcesWithRatings: fc.Arbitrary<{ source: Source; ratings: Rating[] }> = sources.chain((source) =>
  ratingsFor(source).map((ratings) => ({ source, ratings })),
);

/** Up to two distinct behaviors, rated or not. */
export function prioritiesFor(source: Source): fc.Arbitrary<string[]> {
  return fc.shuffledSubarray(
    source.behaviors.map(({ id }) => id),
    { maxLength: Math.min(2, source.behaviors.length) },
  );
}

export function byBehavior(ratings: readonly TimedRating[]): TimedRating[] {
  return ratings.toSorted((a, b) => (a.behaviorId < b.behaviorId ? -1 : 1));
}

/** The ranks of the rated behaviors in the competency's order, found the slow way. */
export function ranksByDefinition(source: Source, ratings: readonly Rating[]): { id: string; rank: number }[] {
  const found: { id: string; rank: number }[] = [];
  for (const { id } of source.behaviors) {
    for (const rating of ratings) {
      for (const [rank, level] of source.levels.entries()) {
        if (rating.behaviorId === id && rating.answer === level.id) found.push({ id, rank });
      }
    }
  }
  return found;
}
