import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { source } from "../competency/product-management/source";
import { byBehavior } from "./arbitraries.test-support";
import { checkAgainstCompetency, ratingChangeSchema } from "./rating";
import { EVIDENCE_MAX_LENGTH, mergeRatings, NO_OPPORTUNITY, type RatingChange, type TimedRating } from "./timed-rating";

const answerChange = { behaviorId: "market-awareness", answer: "guide", answeredAt: 5 };
const evidenceChange = { behaviorId: "market-awareness", evidence: "I called Ana.", evidenceAt: 5 };

function problems(value: unknown): string[] {
  const result = ratingChangeSchema.safeParse(value);
  return result.success ? [] : result.error.issues.map(({ message }) => message);
}

describe("ratingChangeSchema", () => {
  it("takes an answer, evidence, or both", () => {
    for (const change of [answerChange, evidenceChange, { ...answerChange, ...evidenceChange }]) {
      expect(ratingChangeSchema.parse(change)).toEqual(change);
    }
  });

  it.each([
    ["no pair", { behaviorId: "market-awareness" }],
    ["an answer without its time", { behaviorId: "market-awareness", answer: "guide" }],
    ["a time without an answer", { ...evidenceChange, answeredAt: 5 }],
    ["evidence without its time", { ...answerChange, evidence: "I called Ana." }],
    ["a time without evidence", { ...answerChange, evidenceAt: 5 }],
    ["an unknown key", { ...answerChange, userId: "somebody-else" }],
    ["an answer that is null", { ...answerChange, answer: null }],
    ["an answer that is empty", { ...answerChange, answer: "" }],
    ["an answer that is long", { ...answerChange, answer: "x".repeat(101) }],
    ["a behavior that is long", { ...answerChange, behaviorId: "x".repeat(101) }],
    ["no behavior", { answer: "guide", answeredAt: 5 }],
    ["a negative time", { ...answerChange, answeredAt: -1 }],
    ["half a millisecond", { ...answerChange, answeredAt: 0.5 }],
    ["a time beyond safe integers", { ...answerChange, answeredAt: 2 ** 53 }],
    ["a time as text", { ...answerChange, answeredAt: "5" }],
    ["evidence that is no text", { ...evidenceChange, evidence: ["a"] }],
    ["a list", [answerChange]],
    ["nothing", undefined],
  ])("refuses %s in a plain sentence", (_, value) => {
    expect(problems(value).length).toBeGreaterThan(0);
    for (const problem of problems(value)) expect(problem).toMatch(/^This could not be read as an answer\. /);
  });

  it("takes evidence up to the limit and says both limit and length beyond it", () => {
    expect(problems({ ...evidenceChange, evidence: "x".repeat(EVIDENCE_MAX_LENGTH) })).toEqual([]);
    expect(problems({ ...evidenceChange, evidence: "x".repeat(EVIDENCE_MAX_LENGTH + 1) })).toEqual([
      "Please keep your example to 2,000 characters or fewer: it has 2,001.",
    ]);
  });

  it("counts code units as maxlength does, and a line end once however it was sent", () => {
    expect(problems({ ...evidenceChange, evidence: "🪨".repeat(EVIDENCE_MAX_LENGTH / 2) })).toEqual([]);
    expect(problems({ ...evidenceChange, evidence: "🪨".repeat(EVIDENCE_MAX_LENGTH / 2 + 1) })).toHaveLength(1);
    const lines = "\r\n".repeat(EVIDENCE_MAX_LENGTH);
    expect(ratingChangeSchema.parse({ ...evidenceChange, evidence: lines }).evidence).toBe("\n".repeat(EVIDENCE_MAX_LENGTH));
    expect(ratingChangeSchema.parse({ ...evidenceChange, evidence: "a\rb\r\nc\n" }).evidence).toBe("a\nb\nc\n");
  });

  it("keeps evidence as typed but for line ends, and lets it be emptied", () => {
    expect(ratingChangeSchema.parse({ ...evidenceChange, evidence: "  I\tcalled\n\n" }).evidence).toBe("  I\tcalled\n\n");
    expect(ratingChangeSchema.parse({ ...evidenceChange, evidence: "" }).evidence).toBe("");
  });

  it("refuses what a database cannot hold", () => {
    expect(problems({ ...evidenceChange, evidence: "a\u0000b" })[0]).toMatch(/null character/);
    expect(problems({ ...evidenceChange, evidence: "a\ud83e" })[0]).toMatch(/half of a character/);
    expect(problems({ ...evidenceChange, evidence: "a🪨" })).toEqual([]);
  });
});

describe("checkAgainstCompetency", () => {
  it("knows every behavior with every level, and no opportunity", () => {
    for (const { id: behaviorId } of source.behaviors) {
      expect(checkAgainstCompetency(source, { behaviorId })).toBeNull();
      for (const answer of [NO_OPPORTUNITY, ...source.levels.map(({ id }) => id)]) {
        expect(checkAgainstCompetency(source, { behaviorId, answer })).toBeNull();
      }
    }
  });

  it("says which is missing", () => {
    expect(checkAgainstCompetency(source, { behaviorId: "toString", answer: "guide" })).toBe(
      "That behavior is not part of this self-assessment.",
    );
    expect(checkAgainstCompetency(source, { behaviorId: "market-awareness", answer: "Guide" })).toBe(
      "That level does not exist. Please choose Beginner, Intermediate, Advanced, Guide, Catalyst, or No opportunity yet.",
    );
  });
});

describe("mergeRatings", () => {
  const id = fc.constantFrom("a", "b", "c", "__proto__");
  const text = fc.string({ maxLength: 3 });
  const time = fc.integer({ min: 0, max: 40 });
  const answers = fc.record({ behaviorId: id, answer: text, answeredAt: time });
  const evidences = fc.record({ behaviorId: id, evidence: text, evidenceAt: time });
  const change: fc.Arbitrary<RatingChange> = fc.oneof(
    answers,
    evidences,
    fc.tuple(answers, evidences).map(([answer, evidence]) => ({ ...evidence, ...answer })),
  );
  const current: fc.Arbitrary<TimedRating[]> = fc.uniqueArray(
    fc.oneof(
      fc.record({ behaviorId: id, answer: text, answeredAt: time, evidence: text, evidenceAt: time }),
      fc.record({
        behaviorId: id,
        answer: text,
        answeredAt: time,
        evidence: fc.constant(""),
        evidenceAt: fc.constant(null),
      }),
      fc.record({
        behaviorId: id,
        answer: fc.constant(null),
        answeredAt: fc.constant(null),
        evidence: text,
        evidenceAt: time,
      }),
    ),
    { selector: ({ behaviorId }) => behaviorId },
  );
  /** Times that no two changes, and no stored rating, share. */
  const distinct = fc.array(change, { maxLength: 12 }).map((changes) =>
    changes.map((one, index) => ({
      ...one,
      ...(one.answer === undefined ? {} : { answeredAt: (one.answeredAt ?? 0) * 100 + index + 1 }),
      ...(one.evidence === undefined ? {} : { evidenceAt: (one.evidenceAt ?? 0) * 100 + index + 1 }),
    })),
  );
  const stored = current.map((ratings) =>
    ratings.map((rating) => ({
      ...rating,
      answeredAt: rating.answeredAt && rating.answeredAt * 100,
      evidenceAt: rating.evidenceAt && rating.evidenceAt * 100,
    })),
  );

  it("starts a rating from an answer or from evidence alone", () => {
    expect(mergeRatings([], [evidenceChange])).toEqual([
      { behaviorId: "market-awareness", answer: null, answeredAt: null, evidence: "I called Ana.", evidenceAt: 5 },
    ]);
    expect(mergeRatings([], [answerChange])).toEqual([
      { behaviorId: "market-awareness", answer: "guide", answeredAt: 5, evidence: "", evidenceAt: null },
    ]);
  });

  it("takes a later value, and neither an earlier nor an equally old one", () => {
    const before = mergeRatings([], [answerChange]);
    const answerAfter = (answeredAt: number) =>
      mergeRatings(before, [{ behaviorId: "market-awareness", answer: "beginner", answeredAt }])[0]?.answer;
    expect([4, 5, 6].map(answerAfter)).toEqual(["guide", "guide", "beginner"]);
  });

  it("takes a value given at the epoch itself for a time like any other", () => {
    const atEpoch = mergeRatings([], [{ ...answerChange, answeredAt: 0 }]);
    expect(atEpoch[0]).toMatchObject({ answer: "guide", answeredAt: 0 });
    expect(mergeRatings(atEpoch, [{ ...answerChange, answer: "beginner", answeredAt: 0 }])).toEqual(atEpoch);
  });

  it("changes nothing when the same save comes twice", () => {
    fc.assert(
      fc.property(current, fc.array(change), (ratings, changes) => {
        const once = mergeRatings(ratings, changes);
        expect(mergeRatings(once, changes)).toEqual(once);
      }),
    );
  });

  it("comes out the same in whatever order and batches distinct changes arrive", () => {
    const shuffled = distinct.chain((changes) =>
      fc.tuple(fc.constant(changes), fc.shuffledSubarray(changes, { minLength: changes.length }), fc.nat(12)),
    );
    fc.assert(
      fc.property(stored, shuffled, (ratings, [changes, otherOrder, cut]) => {
        const inCohorts = mergeRatings(mergeRatings(ratings, otherOrder.slice(0, cut)), otherOrder.slice(cut));
        expect(byBehavior(inCohorts)).toEqual(byBehavior(mergeRatings(ratings, changes)));
      }),
    );
  });

  it("keeps for each field the value with the greatest time, as if the other field did not exist", () => {
    fc.assert(
      fc.property(stored, distinct, (ratings, changes) => {
        for (const merged of mergeRatings(ratings, changes)) {
          const ofBehavior = [...ratings, ...changes].filter(({ behaviorId }) => behaviorId === merged.behaviorId);
          const newestAnswer = ofBehavior
            .filter(({ answeredAt }) => answeredAt !== null && answeredAt !== undefined)
            .toSorted((a, b) => (b.answeredAt ?? 0) - (a.answeredAt ?? 0))[0];
          const newestEvidence = ofBehavior
            .filter(({ evidenceAt }) => evidenceAt !== null && evidenceAt !== undefined)
            .toSorted((a, b) => (b.evidenceAt ?? 0) - (a.evidenceAt ?? 0))[0];
          expect(merged).toEqual({
            behaviorId: merged.behaviorId,
            answer: newestAnswer?.answer ?? null,
            answeredAt: newestAnswer?.answeredAt ?? null,
            evidence: newestEvidence?.evidence ?? "",
            evidenceAt: newestEvidence?.evidenceAt ?? null,
          });
        }
      }),
    );
  });

  it("holds one rating for each behavior named, and leaves its input as it was", () => {
    fc.assert(
      fc.property(current, fc.array(change), (ratings, changes) => {
        const before = structuredClone({ ratings, changes });
        const ids = mergeRatings(ratings, changes).map(({ behaviorId }) => behaviorId);
        expect(ids.toSorted()).toEqual([...new Set([...ratings, ...changes].map(({ behaviorId }) => behaviorId))].toSorted());
        expect({ ratings, changes }).toEqual(before);
      }),
    );
  });
});
