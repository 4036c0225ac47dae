import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { source } from "../competency/product-management/source";
import { ranksByDefinition, rate, ratingsFor, sourcesWithRatings } from "./arbitraries.test-support";
import { describeSummary, MIN_RATED, summarizeLevels } from "./level-summary";
import { NO_OPPORTUNITY } from "./timed-rating";

const behaviorIds = source.behaviors.map(({ id }) => id);

/** One letter per behavior in the competency's order: b, i, a, g, c for the levels, n for no opportunity, a dot for unanswered. */
function ratingsOf(letters: string) {
  const answers: Record<string, string | null> = { ".": null, n: NO_OPPORTUNITY };
  for (const { id } of source.levels) answers[id.charAt(0)] = id;
  return rate(Object.fromEntries([...letters].map((letter, index) => [behaviorIds[index], answers[letter] ?? null])));
}
const summaryOf = (letters: string) => summarizeLevels(source, ratingsOf(letters));
const wordsOf = (letters: string) => describeSummary(source, summaryOf(letters));

describe("summarizeLevels", () => {
  it.each([
    ["iaaaagg", "advanced", 6],
    ["bbbiaaa", "intermediate", 4],
    ["ccccccc", "catalyst", 7],
    ["bbbbccc", "beginner", 7],
    ["bbbcccc", "catalyst", 4],
    ["bbccnn.", "beginner", 4],
    ["bcccnnn", "catalyst", 3],
    ["bbiacc.", "intermediate", 4],
  ])("%s is overall %s, reached by %i", (letters, levelId, reachedBy) => {
    expect(summaryOf(letters).overall).toEqual({ kind: "level", levelId, reachedBy });
  });

  it("gives no overall level below four ratings, but still says what is solid", () => {
    const summary = summaryOf("gag.nnn");
    expect(summary.overall).toEqual({ kind: "too-few", rated: 3, needed: 4 });
    expect(summary.solidAt).toBe("advanced");
    expect(summary.notRated).toEqual(behaviorIds.slice(4));
  });

  it("lists every behavior at the highest and at the lowest rated level", () => {
    const summary = summaryOf("gbiagbn");
    expect(summary.strongest).toEqual({ behaviorIds: [behaviorIds[0], behaviorIds[4]], levelId: "guide" });
    expect(summary.next).toEqual({ behaviorIds: [behaviorIds[1], behaviorIds[5]], levelId: "beginner" });
    expect(summary.solidAt).toBe("beginner");
  });

  it("calls nothing strongest or next when all ratings are at one level, or there are none", () => {
    expect(summaryOf("aaaaaaa")).toMatchObject({ solidAt: "advanced", strongest: null, next: null });
    expect(summaryOf("a......")).toMatchObject({ solidAt: "advanced", strongest: null, next: null });
    expect(summaryOf("nn.....")).toMatchObject({ rated: [], solidAt: null, strongest: null, next: null });
  });

  it("refuses an answer that the model does not know", () => {
    expect(() => summarizeLevels(source, rate({ "market-awareness": "expert" }))).toThrow("no such level");
  });

  it("agrees with the definition: the highest level that more than half reach, which is the lower median", () => {
    fc.assert(
      fc.property(sourcesWithRatings, ({ source: competency, ratings }) => {
        const { overall } = summarizeLevels(competency, ratings);
        const ranks = ranksByDefinition(competency, ratings).map(({ rank }) => rank);
        if (ranks.length < MIN_RATED) {
          expect(overall).toEqual({ kind: "too-few", rated: ranks.length, needed: MIN_RATED });
          return;
        }
        let expected = { levelId: "", reachedBy: 0 };
        for (const [rank, { id }] of competency.levels.entries()) {
          const reachedBy = ranks.filter((own) => own >= rank).length;
          if (reachedBy * 2 > ranks.length) expected = { levelId: id, reachedBy };
        }
        expect(overall).toEqual({ kind: "level", ...expected });
        const lowerMedian = ranks.toSorted((a, b) => a - b)[Math.ceil(ranks.length / 2) - 1];
        expect(expected.levelId).toBe(competency.levels[lowerMedian ?? -1]?.id);
      }),
    );
  });

  it("stays within the ratings, and tells strongest and next apart", () => {
    fc.assert(
      fc.property(sourcesWithRatings, ({ source: competency, ratings }) => {
        const { rated, notRated, overall, solidAt, strongest, next } = summarizeLevels(competency, ratings);
        const expected = ranksByDefinition(competency, ratings);
        expect(rated).toEqual(expected.map(({ id, rank }) => ({ behaviorId: id, rank })));
        const rankOfId = (levelId: string | null) => competency.levels.findIndex(({ id }) => id === levelId);
        const ranks = expected.map(({ rank }) => rank);
        expect(rankOfId(solidAt)).toBe(ranks.length === 0 ? -1 : Math.min(...ranks));
        if (overall.kind === "level") {
          expect(rankOfId(overall.levelId)).toBeGreaterThanOrEqual(Math.min(...ranks));
          expect(rankOfId(overall.levelId)).toBeLessThanOrEqual(Math.max(...ranks));
        }
        const idsAt = (rank: number) => expected.filter((one) => one.rank === rank).map(({ id }) => id);
        const differ = new Set(ranks).size > 1;
        expect(strongest?.behaviorIds ?? null).toEqual(differ ? idsAt(Math.max(...ranks)) : null);
        expect(next?.behaviorIds ?? null).toEqual(differ ? idsAt(Math.min(...ranks)) : null);
        expect(strongest?.behaviorIds.filter((id) => next?.behaviorIds.includes(id)) ?? []).toEqual([]);
        for (const id of notRated) expect(ratings.find(({ behaviorId }) => behaviorId === id)?.answer).toBe(NO_OPPORTUNITY);
      }),
    );
  });

  it("does not depend on the order of the ratings", () => {
    const shuffled = sourcesWithRatings.chain(({ source: competency, ratings }) =>
      fc.record({
        competency: fc.constant(competency),
        ratings: fc.constant(ratings),
        otherOrder: fc.shuffledSubarray(ratings, { minLength: ratings.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ competency, ratings, otherOrder }) => {
        expect(summarizeLevels(competency, otherOrder)).toEqual(summarizeLevels(competency, ratings));
      }),
    );
  });

  it("never counts no opportunity: without those answers only their list differs", () => {
    fc.assert(
      fc.property(sourcesWithRatings, ({ source: competency, ratings }) => {
        const { notRated, ...withThem } = summarizeLevels(competency, ratings);
        const { notRated: none, ...without } = summarizeLevels(
          competency,
          ratings.filter(({ answer }) => answer !== NO_OPPORTUNITY),
        );
        expect(without).toEqual(withThem);
        expect(none).toEqual([]);
        const given = ratings.filter(({ behaviorId, answer }) => answer === NO_OPPORTUNITY && behaviorId !== "of-another-model");
        expect(notRated).toHaveLength(given.length);
      }),
    );
  });

  it("never falls when a rating rises", () => {
    fc.assert(
      fc.property(ratingsFor(source), fc.nat(6), (ratings, pick) => {
        const raised = ratings.map((rating, index) => {
          const rank = source.levels.findIndex(({ id }) => id === rating.answer);
          const higher = source.levels[rank + 1];
          return index === pick && rank >= 0 && higher ? { ...rating, answer: higher.id } : rating;
        });
        const [before, after] = [summarizeLevels(source, ratings).overall, summarizeLevels(source, raised).overall];
        if (before.kind === "too-few" || after.kind === "too-few") {
          expect(after).toEqual(before);
          return;
        }
        const rankOfId = (levelId: string) => source.levels.findIndex(({ id }) => id === levelId);
        expect(rankOfId(after.levelId)).toBeGreaterThanOrEqual(rankOfId(before.levelId));
      }),
    );
  });
});

describe("describeSummary", () => {
  it("says it in sentences", () => {
    expect(wordsOf("igaanab")).toEqual({
      headline: "You describe yourself as working at Advanced.",
      found: "The highest level that more than half of your rated behaviors reach: 4 of 6 reach Advanced.",
      solid: "Solid at Beginner in every behavior you rated: each is at that level or higher.",
      strongest: "Your strongest behavior is Outcome Orientation, at Guide.",
      next: "The behavior to grow next is Risk & Opportunity Management, at Beginner.",
      notRated: "You have had no opportunity yet for Stakeholder Alignment, so it does not count here.",
    });
  });

  it("has plurals, and lists with a serial comma", () => {
    expect(wordsOf("ggginni")).toMatchObject({
      strongest: "Your strongest behaviors are Vision & Strategy, Outcome Orientation, and Market Awareness, at Guide.",
      next: "The behaviors to grow next are Value Management and Risk & Opportunity Management, at Intermediate.",
      notRated: "You have had no opportunity yet for Stakeholder Alignment and Lifecycle Stewardship, so they do not count here.",
    });
  });

  it.each([
    ["aga....", "You rated 3 of 7 behaviors."],
    ["n......", "You rated none of 7 behaviors."],
  ])("gives no level for %s and says why", (letters, headline) => {
    expect(wordsOf(letters)).toMatchObject({
      headline,
      found: "There is no overall level: it takes at least four rated behaviors to speak for the whole competency.",
    });
  });

  it.each([
    ["ccccccc", "Solid at Catalyst in every behavior you rated: all seven are at that level."],
    ["bb.....", "Solid at Beginner in every behavior you rated: both are at that level."],
    ["g......", "Solid at Guide in the one behavior you rated."],
  ])("calls nothing strongest or next for %s", (letters, solid) => {
    expect(wordsOf(letters)).toMatchObject({ solid, strongest: null, next: null });
  });

  it("has nothing solid to say of nothing", () => {
    expect(wordsOf("nnnnnnn")).toMatchObject({ solid: null, strongest: null, next: null });
  });

  it("names exactly the behaviors and counts that the summary holds", () => {
    fc.assert(
      fc.property(sourcesWithRatings, ({ source: competency, ratings }) => {
        const summary = summarizeLevels(competency, ratings);
        const words = describeSummary(competency, summary);
        const namedIn = (text: string | null) => competency.behaviors.filter(({ name }) => text?.includes(name)).map(({ id }) => id);
        const levelsIn = (text: string | null) => competency.levels.filter(({ name }) => text?.includes(name)).map(({ id }) => id);
        expect(namedIn(words.strongest)).toEqual(summary.strongest?.behaviorIds ?? []);
        expect(namedIn(words.next)).toEqual(summary.next?.behaviorIds ?? []);
        expect(namedIn(words.notRated)).toEqual(summary.notRated);
        expect(levelsIn(words.solid)).toEqual(summary.solidAt === null ? [] : [summary.solidAt]);
        expect(levelsIn(words.headline)).toEqual(summary.overall.kind === "level" ? [summary.overall.levelId] : []);
        if (summary.overall.kind === "level") {
          const [, reached, rated] = words.found.match(/: (\d+) of (\d+) reach/) ?? [];
          expect([Number(reached), Number(rated)]).toEqual([summary.overall.reachedBy, summary.rated.length]);
          expect(levelsIn(words.found)).toEqual([summary.overall.levelId]);
        }
        for (const sentence of Object.values(words)) if (sentence !== null) expect(sentence).toMatch(/^[A-Z].*\.$/);
      }),
    );
  });
});
