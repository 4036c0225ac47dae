import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_OPPORTUNITY } from "@/lib/domain/assessment/timed-rating";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { itemStatistics, type UsedAnswers } from "./item-statistics";

const { source } = productManagement;
const [behavior = ""] = source.behaviors.map(({ id }) => id);
const [l1 = "", l2 = "", l3 = ""] = source.levels.map(({ id }) => id);

/** Answers to the first behavior; a pair says what was chosen first. */
const cohortOf = (...given: (string | [first: string, answer: string])[]): UsedAnswers[] =>
  given.map((one) => {
    const [first, answer] = typeof one === "string" ? [one, one] : one;
    return { answers: new Map([[behavior, { first, answer }]]), isKnownToViewer: false };
  });
const known = (people: UsedAnswers[]): UsedAnswers[] => people.map((one) => ({ ...one, isKnownToViewer: true }));
const useOf = (cohorts: UsedAnswers[][], min = 5) => itemStatistics(source, cohorts, min)[0]?.use;

describe("descriptors in use", () => {
  it("count how often each was chosen, skipped, and left once the next was shown", () => {
    const use = useOf([cohortOf([l1, l2], [l1, l2], l1, l1, l1, l3, NO_OPPORTUNITY)]);
    expect(use).toMatchObject({ people: 7, noOpportunity: 1 });
    expect(use?.anchors.slice(0, 3)).toEqual([
      { levelId: l1, chosen: 3, changed: { of: 5, count: 2 } },
      { levelId: l2, chosen: 2, changed: null },
      { levelId: l3, chosen: 1, changed: null },
    ]);
  });

  it("are suppressed under five people, and where answers are too much alike", () => {
    expect(useOf([cohortOf(l1, l2, l3, l1)])).toBeNull();
    expect(useOf([cohortOf(l1, l1, l1, l1, l1)])).toBeNull();
    expect(useOf([cohortOf(l1, l1, l1, l1, l2)])).toBeNull();
    expect(useOf([cohortOf(l1, l1, l1, l2, l2)])).not.toBeNull();
    expect(useOf([])).toBeNull();
  });

  it("leave out those whom the viewer knows before they count how many there are", () => {
    expect(useOf([[...cohortOf(l1, l2, l3, l1), ...known(cohortOf(l1, l2, l3))]])).toBeNull();
    expect(useOf([[...cohortOf(l1, l1, l1, l1, l1), ...known(cohortOf(l1, l2, l3))]])).toBeNull();
    expect(useOf([[...cohortOf(l1, l1, l2, l2, l3), ...known(cohortOf(l1))]])).toMatchObject({ people: 6 });
  });

  it("change by a whole batch or not at all, whoever joins", () => {
    const answer = fc.constantFrom(l1, l2, l3, NO_OPPORTUNITY);
    const cohort = fc.array(answer, { minLength: 1, maxLength: 8 }).map((answers) => cohortOf(...answers));
    fc.assert(
      fc.property(fc.array(cohort, { maxLength: 4 }), cohort, (cohorts, next) => {
        const [before, after] = [useOf(cohorts), useOf([...cohorts, next])];
        const joined = (after?.people ?? 0) - (before?.people ?? 0);
        expect([0, next.length]).toContain(joined);
        if (joined > 0) expect(joined).toBeGreaterThanOrEqual(5);
        for (const { chosen } of after?.anchors ?? []) expect(chosen).toBeLessThanOrEqual(after?.people ?? 0);
      }),
    );
  });
});
