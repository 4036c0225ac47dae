import { describe, expect, it } from "vitest";
import { insightsOf, moveOf, ratedCount, splitOf, spreadOf } from "./insights";

const LEVELS = 5;
const spread = (id: string, ...answers: (number | null)[]) => spreadOf(LEVELS, id, answers);

describe("a behavior's spread", () => {
  it("counts each level, and no opportunity beside them", () => {
    const found = spread("a", 0, 2, 2, null, 4);
    expect(found).toEqual({ behaviorId: "a", counts: [1, 0, 2, 0, 1], noOpportunity: 1, medianRank: 2, isSplit: false });
    expect(ratedCount(found)).toBe(4);
  });

  it.each([
    [[], null],
    [[null, null], null],
    [[3], 3],
    [[1, 3], 1],
    [[0, 4, 4], 4],
    [[0, 0, 4, 4], 0],
  ] as const)("of %j has the median %j: a rank that somebody gave, never one between", (answers, median) => {
    expect(spread("a", ...answers).medianRank).toBe(median);
  });
});

describe("a team is split", () => {
  it.each([
    [[], false],
    [[0], false],
    [[0, 1], false],
    [[0, 2], true],
    [[0, 1, 2], true],
    [[1, 1, 1, 4], false],
    [[1, 1, 4, 4], true],
    [[0, 2, 2, 2, 2, 2, 2], false],
    [[0, 0, 0, 1, 1, 1, 2, 2, 2], true],
    [[0, 0, 1, 1, 1, 1, 1, 2, 2], false],
  ] as const)("%j: %j", (answers, isSplit) => {
    expect(spread("a", ...answers).isSplit).toBe(isSplit);
  });

  it("where a third is two levels or more from another third, and says how many those are", () => {
    expect(splitOf([2, 1, 0, 3, 2])).toEqual({ low: 1, lowCount: 3, high: 3, highCount: 5 });
    expect(splitOf([0, 0, 0, 0, 0])).toBeNull();
  });

  it("as sorted ranks say it, for every small team", () => {
    for (let code = 0; code < 4 ** 5; code++) {
      const counts = Array.from({ length: 5 }, (_, rank) => Math.floor(code / 4 ** rank) % 4);
      const ranks = counts.flatMap((count, rank) => Array.from({ length: count }, () => rank));
      const third = Math.ceil(ranks.length / 3);
      const gap = (ranks[ranks.length - third] ?? 0) - (ranks[third - 1] ?? 0);
      expect([counts, splitOf(counts) !== null]).toEqual([counts, gap >= 2]);
    }
  });
});

describe("what a team has in common", () => {
  it("is the highest and the lowest median of what two or more rated and are not split on", () => {
    const spreads = [spread("high", 3, 3, 4), spread("low", 0, 1, 1), spread("middle", 2, 2), spread("split", 0, 4), spread("once", 4)];
    expect(insightsOf(spreads)).toEqual({ strengths: ["high"], edges: ["low"], splits: ["split"] });
  });

  it("can be several, in the order of the behaviors", () => {
    const spreads = [spread("a", 1, 1), spread("b", 3, 3), spread("c", 1, 2), spread("d", 3, 4)];
    expect(insightsOf(spreads)).toEqual({ strengths: ["b", "d"], edges: ["a", "c"], splits: [] });
  });

  it("is nothing where all medians are alike, or nobody rated", () => {
    expect(insightsOf([spread("a", 2, 2), spread("b", 2, 3)])).toEqual({ strengths: [], edges: [], splits: [] });
    expect(insightsOf([spread("a"), spread("b", null, null)])).toEqual({ strengths: [], edges: [], splits: [] });
    expect(insightsOf([])).toEqual({ strengths: [], edges: [], splits: [] });
  });
});

describe("what moved", () => {
  it.each([
    [[[0, 1]], null],
    [
      [
        [0, 1],
        [1, 1],
      ],
      null,
    ],
    [
      [
        [0, 1],
        [0, 3],
      ],
      { behaviorId: "a", up: 2, down: 0, of: 2 },
    ],
    [
      [
        [0, 1],
        [0, 3],
        [2, 1],
      ],
      null,
    ],
    [
      [
        [2, 1],
        [2, 1],
        [2, 1],
        [1, 2],
        [2, 2],
      ],
      { behaviorId: "a", up: 1, down: 3, of: 5 },
    ],
    [[], null],
  ] as [[number, number][], unknown][])("%j", (pairs, move) => {
    expect(moveOf("a", pairs)).toEqual(move);
  });
});
