import { describe, expect, it } from "vitest";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import {
  behaviorsWithoutAnswer,
  checkReviewAgainstCompetency,
  describeBlindness,
  isSettled,
  isTalkingPoint,
  NOT_OBSERVED,
  reviewState,
  sideBySide,
  talkingPoints,
} from "./review";

const { source } = productManagement;
const ids = source.behaviors.map(({ id }) => id);
const [first = "", second = "", third = "", fourth = ""] = ids;
const at = new Date(0);
const never = { skippedAt: null, committedAt: null, releasedAt: null };
const rating = (behaviorId: string, answer: string | null) => ({ behaviorId, answer, evidence: "" });

describe("sideBySide", () => {
  it("is in the model's order, and has a gap only where both rated", () => {
    const rows = sideBySide(
      source,
      [rating(third, "catalyst"), rating(first, "beginner"), rating(second, "no-opportunity"), rating(fourth, "guide")],
      new Map([
        [first, "advanced"],
        [second, "guide"],
        [third, "guide"],
        [fourth, NOT_OBSERVED],
      ]),
    );
    expect(rows.map(({ behaviorId }) => behaviorId)).toEqual(ids);
    expect(rows.slice(0, 4).map(({ gap }) => gap)).toEqual([2, null, -1, null]);
    expect(rows[4]).toEqual({ behaviorId: ids[4], member: null, coach: null, gap: null });
  });

  it("makes a talking point of two levels or more, up or down, the largest first", () => {
    const rows = [1, -2, 4, null, 2].map((gap, index) => ({ behaviorId: `${index}`, member: null, coach: null, gap }));
    expect(rows.map(isTalkingPoint)).toEqual([false, true, true, false, true]);
    expect(talkingPoints(rows).map(({ behaviorId }) => behaviorId)).toEqual(["2", "1", "4"]);
  });
});

describe("how far a review is", () => {
  it("is the furthest that it came", () => {
    expect(reviewState(undefined)).toBe("open");
    expect(reviewState(never)).toBe("open");
    expect(reviewState({ ...never, skippedAt: at })).toBe("skipped");
    expect(reviewState({ ...never, skippedAt: at, committedAt: at })).toBe("committed");
    expect(reviewState({ skippedAt: null, committedAt: at, releasedAt: at })).toBe("released");
    expect([never, { ...never, skippedAt: at }, { ...never, committedAt: at }].map(isSettled)).toEqual([false, true, true]);
  });

  it("says why it is blind or not", () => {
    expect(describeBlindness({ isBlind: true, number: 1, skippedAt: null }, "you")).toBe("Blind: you rated before seeing these ratings.");
    expect(describeBlindness({ isBlind: false, number: 1, skippedAt: at }, "Ingrid")).toBe("Not blind: Ingrid looked first.");
    expect(describeBlindness({ isBlind: false, number: 1, skippedAt: null }, "you")).toMatch(/^Not blind: you had seen .* before/);
    expect(describeBlindness({ isBlind: false, number: 2, skippedAt: at }, "you")).toMatch(/every correction/);
  });
});

describe("what a review may hold", () => {
  const content = { answers: new Map<string, string>(), comments: new Map<string, string>(), comment: "", notes: "" };

  it("is a level of the model or “Not observed”, of behaviors of the model", () => {
    const check = (answers: [string, string][], comments: [string, string][] = []) =>
      checkReviewAgainstCompetency(source, { ...content, answers: new Map(answers), comments: new Map(comments) });
    expect(
      check(
        [
          [first, "guide"],
          [second, NOT_OBSERVED],
        ],
        [[third, ""]],
      ),
    ).toBeNull();
    expect(check([[first, "no-opportunity"]])).toMatch(/Please choose Beginner, .*, Catalyst, or Not observed\./);
    expect(check([["constructor", "guide"]])).toMatch(/not part of/);
    expect(check([], [["other", "x"]])).toMatch(/not part of/);
  });

  it("is whole once every behavior has an answer", () => {
    expect(behaviorsWithoutAnswer(source, new Map(ids.slice(1).map((id) => [id, "guide"])))).toEqual([
      { id: first, name: source.behaviors[0]?.name },
    ]);
  });
});
