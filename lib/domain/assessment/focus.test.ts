import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { prioritiesFor, ranksByDefinition, rate, sourcesWithRatings } from "./arbitraries.test-support";
import { checkPrioritiesAgainstCompetency, chooseFocus, explainFocus, MAX_PRIORITIES, nextStepFor, prioritiesSchema } from "./focus";
import { summarizeLevels } from "./level-summary";
import { NO_OPPORTUNITY } from "./timed-rating";

const { source } = productManagement;
const behaviorIds = source.behaviors.map(({ id }) => id);
const [vision, outcome, market, value] = behaviorIds as [string, string, string, string];
const all = (levelId: string) => Object.fromEntries(behaviorIds.map((id) => [id, levelId]));
const focusIds = (answers: Record<string, string | null>, priorities: string[]) =>
  chooseFocus(source, rate(answers), priorities).focuses.map(({ behaviorId }) => behaviorId);
const why = (answers: Record<string, string | null>, priorities: string[]) => explainFocus(source, rate(answers), priorities);

const withPriorities = sourcesWithRatings.chain(({ source: competency, ratings }) =>
  prioritiesFor(competency).map((priorities) => ({ competency, ratings, priorities })),
);

describe("chooseFocus", () => {
  it("takes the lowest level, whatever is marked", () => {
    expect(focusIds({ ...all("guide"), [market]: "beginner" }, [vision, outcome])).toEqual([market]);
  });

  it("breaks a tie by what is marked, else by the model's order", () => {
    const tied = { ...all("guide"), [outcome]: "beginner", [market]: "beginner", [value]: "beginner" };
    expect(focusIds(tied, [])).toEqual([outcome]);
    expect(focusIds(tied, [market])).toEqual([market]);
    expect(focusIds(tied, [vision, value])).toEqual([value]);
  });

  it("has two only when both marked behaviors are at the lowest level, in the model's order", () => {
    expect(focusIds(all("guide"), [value, outcome])).toEqual([outcome, value]);
    expect(focusIds({ ...all("guide"), [value]: "catalyst" }, [value, outcome])).toEqual([outcome]);
  });

  it("has never more than two, even where more are marked than the schema lets through", () => {
    expect(focusIds(all("guide"), behaviorIds)).toEqual([vision, outcome]);
  });

  it("has none when nothing is rated: creating an opportunity is next, at a marked behavior first", () => {
    const none = all(NO_OPPORTUNITY);
    expect(chooseFocus(source, rate(none), [])).toEqual({ focuses: [], lowest: [], opportunity: vision });
    expect(chooseFocus(source, rate(none), [value])).toMatchObject({ opportunity: value });
    expect(chooseFocus(source, [], [value])).toEqual({ focuses: [], lowest: [], opportunity: null });
  });

  it("agrees with a search through every behavior", () => {
    fc.assert(
      fc.property(withPriorities, ({ competency, ratings, priorities }) => {
        const { focuses, lowest, opportunity } = chooseFocus(competency, ratings, priorities);
        const rated = ranksByDefinition(competency, ratings);
        // A behavior is at the lowest level when no rated behavior is below it.
        const bottom = rated.filter((one) => rated.every((other) => other.rank >= one.rank));
        const marked = bottom.filter(({ id }) => priorities.includes(id));
        const expected = marked.length > 0 ? marked : bottom.slice(0, 1);
        expect(focuses).toEqual(
          expected.map(({ id, rank }) => ({
            behaviorId: id,
            levelId: competency.levels[rank]?.id,
            isPriority: priorities.includes(id),
          })),
        );
        expect(lowest).toEqual(bottom.map(({ id }) => id));
        expect(focuses.length).toBeLessThanOrEqual(2);
        expect(focuses.length > 0).toBe(rated.length > 0);
        if (rated.length > 0) expect(opportunity).toBeNull();
        for (const { levelId } of focuses) expect(levelId).toBe(summarizeLevels(competency, ratings).solidAt);
      }),
    );
  });

  it("does not depend on the order of ratings or of marks", () => {
    const shuffled = withPriorities.chain(({ competency, ratings, priorities }) =>
      fc.record({
        competency: fc.constant(competency),
        ratings: fc.constant(ratings),
        priorities: fc.constant(priorities),
        otherOrder: fc.shuffledSubarray(ratings, { minLength: ratings.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ competency, ratings, priorities, otherOrder }) => {
        expect(chooseFocus(competency, otherOrder, priorities.toReversed())).toEqual(chooseFocus(competency, ratings, priorities));
      }),
    );
  });

  it("creates an opportunity only where one was lacking", () => {
    fc.assert(
      fc.property(withPriorities, ({ competency, ratings, priorities }) => {
        const { opportunity } = chooseFocus(competency, ratings, priorities);
        const isRated = ranksByDefinition(competency, ratings).length > 0;
        const lacking = ratings
          .filter(({ behaviorId, answer }) => answer === NO_OPPORTUNITY && behaviorId !== "of-another-model")
          .map(({ behaviorId }) => behaviorId);
        if (isRated || lacking.length === 0) expect(opportunity).toBeNull();
        else {
          expect(lacking).toContain(opportunity);
          if (lacking.some((id) => priorities.includes(id))) expect(priorities).toContain(opportunity);
        }
      }),
    );
  });
});

describe("explainFocus", () => {
  const three = { ...all("guide"), [outcome]: "beginner", [market]: "beginner", [value]: "beginner" };
  const two = { ...all("guide"), [outcome]: "beginner", [market]: "beginner" };

  it.each([
    [
      "the only lowest",
      { ...three, [outcome]: "guide", [value]: "guide" },
      [],
      "Market Awareness is the one behavior at your lowest level, Beginner.",
    ],
    [
      "several, one marked",
      three,
      [market],
      "Three behaviors share your lowest level, Beginner. You marked Market Awareness as mattering most in your role now, so it comes first.",
    ],
    [
      "several, two marked",
      three,
      [market, value],
      "Three behaviors share your lowest level, Beginner. You marked Market Awareness and Value Management as mattering most in your role now, so both are your focus.",
    ],
    [
      "several, none marked",
      three,
      [],
      "Three behaviors share your lowest level, Beginner. You marked none of them as mattering most in your role now, so the model’s order decides: Outcome Orientation comes first.",
    ],
    [
      "two, another marked",
      two,
      [vision],
      "Two behaviors share your lowest level, Beginner. You marked neither of them as mattering most in your role now, so the model’s order decides: Outcome Orientation comes first.",
    ],
    [
      "all the same",
      all("advanced"),
      [market],
      "All seven behaviors you rated are at Advanced. You marked Market Awareness as mattering most in your role now, so it comes first.",
    ],
    [
      "both the same",
      { [vision]: "guide", [market]: "guide" },
      [],
      "Both behaviors you rated are at Guide. You marked neither of them as mattering most in your role now, so the model’s order decides: Vision & Strategy comes first.",
    ],
    [
      "all at the highest",
      all("catalyst"),
      [market],
      "All seven behaviors you rated are at Catalyst, the highest level, so the next step is to pass it on. You marked Market Awareness as mattering most in your role now, so it comes first.",
    ],
    ["one rated", { [market]: "beginner" }, [market], "You rated one behavior, Market Awareness. It is at Beginner."],
    [
      "one rated at the highest",
      { [market]: "catalyst" },
      [],
      "You rated one behavior, Market Awareness. It is at Catalyst, the highest level, so the next step is to pass it on.",
    ],
    [
      "none rated",
      { [market]: NO_OPPORTUNITY },
      [],
      "You have not rated a behavior yet, so there is no level to start from. The next step is to create an opportunity for Market Awareness.",
    ],
    ["nothing answered", {}, [], "You have not rated a behavior yet, so there is no level to start from."],
  ] satisfies [string, Record<string, string>, string[], string][])("says why: %s", (_, answers, priorities, expected) => {
    expect(why(answers, priorities)).toBe(expected);
  });

  const COUNTS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "10", "11", "12"];

  it("is true: each claim that it makes holds when recomputed", () => {
    fc.assert(
      fc.property(withPriorities, ({ competency, ratings, priorities }) => {
        const text = explainFocus(competency, ratings, priorities);
        const rated = ranksByDefinition(competency, ratings);
        const { focuses, opportunity } = chooseFocus(competency, ratings, priorities);
        const bottomRank = Math.min(...rated.map(({ rank }) => rank));
        const bottom = rated.filter(({ rank }) => rank === bottomRank);

        expect(text.split(/(?<=\.) /).length).toBeLessThanOrEqual(2);
        expect(text).toMatch(/^[A-Z1B].*\.$/);
        const named = competency.behaviors.filter(({ name }) => text.includes(name)).map(({ id }) => id);
        expect(named).toEqual(rated.length > 0 ? focuses.map(({ behaviorId }) => behaviorId) : opportunity === null ? [] : [opportunity]);
        if (rated.length === 0) {
          expect(text).toContain("not rated a behavior");
          return;
        }
        expect(competency.levels.filter(({ name }) => text.includes(name))).toEqual([competency.levels[bottomRank]]);

        const claims: [RegExp, boolean][] = [
          [/You rated one behavior/, rated.length === 1],
          [/is the one behavior at your lowest level/, bottom.length === 1 && rated.length > 1],
          [/share your lowest level/, bottom.length > 1 && bottom.length < rated.length],
          [/behaviors you rated are at/, bottom.length > 1 && bottom.length === rated.length],
          [/\bBoth behaviors/, bottom.length === 2 && rated.length === 2],
          [/the highest level, so the next step is to pass it on/, bottomRank === competency.levels.length - 1],
          [/You marked (?!none|neither)/, bottom.length > 1 && focuses.every(({ behaviorId }) => priorities.includes(behaviorId))],
          [/so both are your focus/, focuses.length === 2],
          [/You marked (none|neither) of them/, bottom.length > 1 && bottom.every(({ id }) => !priorities.includes(id))],
          [/neither/, bottom.length === 2 && bottom.every(({ id }) => !priorities.includes(id))],
        ];
        for (const [claim, holds] of claims) expect([claim, claim.test(text)]).toEqual([claim, holds]);
        const counted = text.match(/^(?:All )?(\w+) behaviors (?:share|you rated)/)?.[1]?.toLowerCase();
        if (counted !== undefined && counted !== "both") expect(counted).toBe(COUNTS[bottom.length]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("nextStepFor", () => {
  it("has guidance for every behavior at every level, with the level after it, and none after the highest", () => {
    for (const behaviorId of behaviorIds) {
      for (const [rank, level] of source.levels.entries()) {
        expect(nextStepFor(productManagement, behaviorId, level.id)).toEqual({
          kind: "guidance",
          guidance: productManagement.additions.guidance[behaviorId]?.[level.id],
          level,
          nextLevel: source.levels[rank + 1] ?? null,
        });
      }
      expect(nextStepFor(productManagement, behaviorId, NO_OPPORTUNITY)).toEqual({
        kind: "opportunity",
        opportunity: productManagement.additions.opportunities[behaviorId],
      });
    }
  });

  it("refuses what the model does not know", () => {
    expect(() => nextStepFor(productManagement, "juggling", "guide")).toThrow("no such behavior");
    expect(() => nextStepFor(productManagement, "juggling", NO_OPPORTUNITY)).toThrow("no such behavior");
    expect(() => nextStepFor(productManagement, market, "expert")).toThrow("no such level");
  });
});

describe("prioritiesSchema", () => {
  it("takes none up to two, each once", () => {
    for (const ids of [[], [market], [market, vision]]) expect(prioritiesSchema.parse(ids)).toEqual(ids);
    expect(MAX_PRIORITIES).toBe(2);
  });

  it.each([
    [[vision, outcome, market], /at most two behaviors/],
    [[market, market], /only once/],
    [[""], /could not be read/],
    [["x".repeat(101)], /could not be read/],
    [market, /could not be read/],
    [null, /could not be read/],
  ])("refuses %j in a plain sentence", (given, sentence) => {
    expect(prioritiesSchema.safeParse(given).error?.issues[0]?.message).toMatch(sentence);
  });

  it("is held against the model", () => {
    expect(checkPrioritiesAgainstCompetency(source, [])).toBeNull();
    expect(checkPrioritiesAgainstCompetency(source, [market, vision])).toBeNull();
    expect(checkPrioritiesAgainstCompetency(source, [market, "juggling"])).toMatch(/not part of this self-assessment/);
  });
});
