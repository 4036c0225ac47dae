import fc from "fast-check";
import { expect, it } from "vitest";
import { source } from "../competency/product-management/source";
import { rate, sourcesWithRatings } from "./arbitraries.test-support";
import { progressOf } from "./progress";
import { NO_OPPORTUNITY } from "./timed-rating";

it("resumes at the first unanswered behavior, where evidence alone is no answer and no opportunity is one", () => {
  const ratings = [
    { behaviorId: "market-awareness", answer: null, evidence: "I called Ana." },
    ...rate({ "outcome-orientation": "guide", "vision-and-strategy": NO_OPPORTUNITY }),
  ];
  expect(progressOf(source.behaviors, ratings)).toEqual({
    answered: 2,
    total: 7,
    unanswered: [
      "market-awareness",
      "value-management",
      "stakeholder-alignment",
      "lifecycle-stewardship",
      "risk-and-opportunity-management",
    ],
    next: "market-awareness",
  });
});

it("has nothing next when all is answered, or there is nothing to answer", () => {
  const all = rate(Object.fromEntries(source.behaviors.map(({ id }) => [id, "guide"])));
  expect(progressOf(source.behaviors, all)).toEqual({ answered: 7, total: 7, unanswered: [], next: null });
  expect(progressOf([], all)).toEqual({ answered: 0, total: 0, unanswered: [], next: null });
});

it("counts every behavior once, as answered or as unanswered", () => {
  fc.assert(
    fc.property(sourcesWithRatings, ({ source: competency, ratings }) => {
      const { answered, total, unanswered, next } = progressOf(competency.behaviors, ratings);
      expect(answered + unanswered.length).toBe(total);
      const expected = competency.behaviors.filter(
        ({ id }) => !ratings.some(({ behaviorId, answer }) => behaviorId === id && answer !== null),
      );
      expect(unanswered).toEqual(expected.map(({ id }) => id));
      expect(next).toBe(expected[0]?.id ?? null);
    }),
  );
});
