import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { source } from "../competency/product-management/source";
import { rate, ratingsFor, sources } from "./arbitraries.test-support";
import { compareAssessments, describeComparison } from "./comparison";
import { NO_OPPORTUNITY } from "./timed-rating";

const earlier = rate({
  "vision-and-strategy": "beginner",
  "outcome-orientation": "guide",
  "market-awareness": "advanced",
  "value-management": NO_OPPORTUNITY,
  "stakeholder-alignment": "advanced",
  "lifecycle-stewardship": NO_OPPORTUNITY,
});
const later = rate({
  "vision-and-strategy": "advanced",
  "outcome-orientation": "advanced",
  "market-awareness": "advanced",
  "value-management": "beginner",
  "stakeholder-alignment": NO_OPPORTUNITY,
  "lifecycle-stewardship": null,
});
const changesOf = (from: Parameters<typeof rate>[0], to: Parameters<typeof rate>[0]) => compareAssessments(source, rate(from), rate(to));

const pairs = sources.chain((competency) =>
  fc.record({ competency: fc.constant(competency), before: ratingsFor(competency), after: ratingsFor(competency) }),
);

describe("compareAssessments", () => {
  it("tells the six changes apart", () => {
    expect(compareAssessments(source, earlier, later)).toEqual([
      { behaviorId: "vision-and-strategy", earlier: "beginner", later: "advanced", change: "higher" },
      { behaviorId: "outcome-orientation", earlier: "guide", later: "advanced", change: "lower" },
      { behaviorId: "market-awareness", earlier: "advanced", later: "advanced", change: "same" },
      { behaviorId: "value-management", earlier: NO_OPPORTUNITY, later: "beginner", change: "newly-rated" },
      { behaviorId: "stakeholder-alignment", earlier: "advanced", later: NO_OPPORTUNITY, change: "no-longer-rated" },
      { behaviorId: "lifecycle-stewardship", earlier: NO_OPPORTUNITY, later: null, change: "not-rated" },
      { behaviorId: "risk-and-opportunity-management", earlier: null, later: null, change: "not-rated" },
    ]);
  });

  it("finds only what was the same when an assessment is compared with itself", () => {
    fc.assert(
      fc.property(pairs, ({ competency, before }) => {
        for (const { change } of compareAssessments(competency, before, before)) expect(["same", "not-rated"]).toContain(change);
      }),
    );
  });

  it("turns around when time does", () => {
    const turned = {
      higher: "lower",
      lower: "higher",
      same: "same",
      "newly-rated": "no-longer-rated",
      "no-longer-rated": "newly-rated",
      "meaning-changed": "meaning-changed",
      "not-rated": "not-rated",
    };
    fc.assert(
      fc.property(pairs, ({ competency, before, after }) => {
        const forth = compareAssessments(competency, before, after);
        const back = compareAssessments(competency, after, before);
        expect(back.map(({ change }) => change)).toEqual(forth.map(({ change }) => turned[change]));
        expect(forth.map(({ behaviorId }) => behaviorId)).toEqual(competency.behaviors.map(({ id }) => id));
      }),
    );
  });

  it("calls a change higher exactly when the later level stands later in the model", () => {
    fc.assert(
      fc.property(pairs, ({ competency, before, after }) => {
        const ids = competency.levels.map(({ id }) => id);
        for (const one of compareAssessments(competency, before, after)) {
          const [from, to] = [ids.indexOf(one.earlier ?? ""), ids.indexOf(one.later ?? "")];
          expect(one.change === "higher").toBe(from >= 0 && to > from);
          expect(one.change === "lower").toBe(to >= 0 && from > to);
        }
      }),
    );
  });
});

describe("where the words mean something else", () => {
  const broken = new Set(["vision-and-strategy", "market-awareness", "value-management"]);

  it("does not compare what was rated before, also at a level that is no more", () => {
    const old = rate({ "vision-and-strategy": "beginner", "value-management": NO_OPPORTUNITY }).concat([
      { behaviorId: "market-awareness", answer: "a-level-that-went", evidence: "" },
    ]);
    const changes = compareAssessments(source, old, later, broken);
    expect(changes.filter(({ behaviorId }) => broken.has(behaviorId))).toMatchObject([
      { behaviorId: "vision-and-strategy", earlier: "beginner", later: "advanced", change: "meaning-changed" },
      { behaviorId: "market-awareness", change: "meaning-changed" },
      { behaviorId: "value-management", change: "newly-rated" },
    ]);
    expect(describeComparison(source, changes)).toContain(
      "Vision & Strategy and Market Awareness are not compared: since the earlier self-assessment the model’s words have changed in what they mean.",
    );
  });
});

describe("describeComparison", () => {
  it("says all of it in words", () => {
    expect(describeComparison(source, compareAssessments(source, earlier, later))).toBe(
      "Compared with the earlier self-assessment, you rated Vision & Strategy higher; Outcome Orientation lower; Market Awareness the same. " +
        "A lower rating may be a sign of learning: knowing more about a behavior can move your yardstick. " +
        "Value Management is rated now and was not before. " +
        "Stakeholder Alignment was rated before and is not now. " +
        "Lifecycle Stewardship and Risk & Opportunity Management are rated in neither.",
    );
  });

  it("has nothing to compare where no behavior is rated twice", () => {
    expect(describeComparison(source, changesOf({}, { "market-awareness": "guide", "value-management": "guide" }))).toMatch(
      /^No behavior is rated in both self-assessments\. Market Awareness and Value Management are rated now and were not before\. /,
    );
  });

  it("names each behavior once, in the sentence of its change, and speaks of learning exactly at a drop", () => {
    const marks = {
      higher: / higher/,
      lower: / lower/,
      same: / the same/,
      "newly-rated": /rated now/,
      "no-longer-rated": /rated before/,
      "not-rated": /rated in neither/,
      "meaning-changed": /not compared/,
    };
    fc.assert(
      fc.property(pairs, ({ competency, before, after }) => {
        const changes = compareAssessments(competency, before, after);
        const text = describeComparison(competency, changes);
        for (const { behaviorId, change } of changes) {
          const name = competency.behaviors.find(({ id }) => id === behaviorId)?.name ?? "";
          const parts = text.split(/(?<=\.) |; /).filter((part) => part.includes(name));
          expect(parts).toHaveLength(1);
          expect(parts[0]).toMatch(marks[change]);
        }
        expect(/sign of learning/.test(text)).toBe(changes.some(({ change }) => change === "lower"));
      }),
    );
  });

  it("holds no digit and no word of praise or blame", () => {
    fc.assert(
      fc.property(ratingsFor(source), ratingsFor(source), (before, after) => {
        const text = describeComparison(source, compareAssessments(source, before, after));
        expect(text).not.toMatch(/\d|improv|better|worse|great|well done|congrat|declin|unfortun|progress|only|overconfident/i);
      }),
    );
  });
});
