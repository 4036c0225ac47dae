import { describe, expect, it } from "vitest";
import { describeInsights, describeMove, describeSpread } from "./insight-wording";
import { spreadOf } from "./insights";

const levels = ["Beginner", "Intermediate", "Advanced", "Guide", "Catalyst"].map((name) => ({ name }));
const columns = [
  { behaviorId: "a", name: "Vision" },
  { behaviorId: "b", name: "Value" },
  { behaviorId: "c", name: "Risk" },
];

/** The sentences by title, for the answers to each column's behavior. */
function sentencesOf(...answers: (number | null)[][]) {
  const spreads = answers.map((each, index) => spreadOf(levels.length, columns[index]?.behaviorId ?? "", each));
  return Object.fromEntries(describeInsights(levels, columns, spreads).map(({ title, sentences }) => [title, sentences]));
}

describe("a spread in words", () => {
  const inWords = (...answers: (number | null)[]) => describeSpread(levels, spreadOf(levels.length, "a", answers));

  it("names each level that somebody gave, and the median", () => {
    expect(inWords(1, 1, 2, null)).toBe("2 Intermediate, 1 Advanced, 1 no opportunity yet. Median: Intermediate.");
    expect(inWords(4, 4)).toBe("2 Catalyst. Median: Catalyst.");
  });

  it("has no median where nobody rated, and says where nobody was asked", () => {
    expect(inWords(null, null)).toBe("2 no opportunity yet.");
    expect(inWords()).toBe("Nobody was asked about this.");
  });
});

describe("strength, edge and split in words", () => {
  it("name the behaviors and the levels, for many", () => {
    expect(sentencesOf([3, 3, 4], [0, 1, 1], [0, 4, 0, 4])).toEqual({
      "Common strength": ["Vision: more than half of those who rated it are at Guide or higher."],
      "Common edge": ["Value: half or more of those who rated it are at Intermediate or lower."],
      "Where the team is split": ["Risk: of the four who rated it, two are at Beginner and two at Catalyst."],
    });
  });

  it("and for two", () => {
    expect(sentencesOf([3, 4], [0, 1], [1, 3])).toEqual({
      "Common strength": ["Vision: both who rated it are at Guide or higher."],
      "Common edge": ["Value: one or both who rated it are at Beginner."],
      "Where the team is split": ["Risk: of the two who rated it, one is at Intermediate or lower and one at Guide or higher."],
    });
  });

  it("speak of several at once", () => {
    expect(sentencesOf([3, 3, 3], [3, 3, 4], [1, 1, 1])).toMatchObject({
      "Common strengths": ["Vision and Value: more than half of those who rated them are at Guide or higher."],
    });
  });

  it("say it where nothing stands out", () => {
    expect(sentencesOf([2, 2], [2, 3], [2, 2])).toEqual({
      "In common": ["In every behavior the median is Advanced, so none stands out as a common strength or edge."],
    });
    expect(sentencesOf([2, 2], [0, 4], [null])).toMatchObject({
      "In common": ["Wherever the team can be seen together the median is Advanced, so none stands out as a common strength or edge."],
    });
    expect(sentencesOf([2], [null, null], [])).toEqual({ "In common": ["No behavior is rated alike by two people or more."] });
  });

  it("are never said of a strength that fewer than half have, or an edge that fewer than half have", () => {
    for (let code = 0; code < 5 ** 4; code++) {
      const ranks = Array.from({ length: 4 }, (_, place) => Math.floor(code / 5 ** place) % 5);
      const [median] = [spreadOf(5, "a", ranks).medianRank ?? 0];
      expect(ranks.filter((rank) => rank >= median).length).toBeGreaterThan(2);
      expect(ranks.filter((rank) => rank <= median).length).toBeGreaterThanOrEqual(2);
    }
  });
});

it("a move says how many of how many, and which way the others went", () => {
  expect(describeMove({ behaviorId: "a", up: 4, down: 0, of: 6 }, "Q1")).toBe("4 of 6 rate it higher than in Q1, none lower.");
  expect(describeMove({ behaviorId: "a", up: 1, down: 3, of: 6 }, "Q1")).toBe("3 of 6 rate it lower than in Q1, 1 higher.");
});
