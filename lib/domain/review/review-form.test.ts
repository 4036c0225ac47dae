import { describe, expect, it } from "vitest";
import { readReviewContent, replySchema, whySchema } from "./review-form";

const errorFor = (fields: Record<string, unknown>) => {
  try {
    readReviewContent(fields);
  } catch (error) {
    return error;
  }
  return null;
};

describe("readReviewContent", () => {
  it("reads answers and comments by behavior, and leaves alone what is no part of a review", () => {
    expect(
      readReviewContent({ "answer.a-b": "guide", "comment.a-b": " One\r\ntwo ", comment: "All", notes: "Mine", step: "save", other: 1 }),
    ).toEqual({ answers: new Map([["a-b", "guide"]]), comments: new Map([["a-b", "One\ntwo"]]), comment: "All", notes: "Mine" });
    expect(readReviewContent({})).toEqual({ answers: new Map(), comments: new Map(), comment: "", notes: "" });
  });

  it.each([
    ["a comment that is too long", { "comment.a": "x".repeat(2_001) }, "comment.a", /2,000 characters or fewer: it has 2,001/],
    ["notes that are too long", { notes: "x".repeat(90_000) }, "notes", /your notes to 2,000/],
    ["a null character", { comment: "a\u0000b" }, "comment", /null character/],
    ["half a character", { "comment.a": "\ud800" }, "comment.a", /half of a character/],
    ["an answer that came twice", { "answer.a": ["guide", "beginner"] }, "answer.a", /could not be read/],
    ["an empty answer", { "answer.a": "" }, "answer.a", /could not be read/],
    ["an answer of nonsense", { "answer.a": "x".repeat(101) }, "answer.a", /could not be read/],
    ["a file", { notes: new Blob([]) }, "notes", /could not be read/],
  ])("refuses %s, where it stands", (_what, fields, name, message) => {
    expect(errorFor(fields)).toMatchObject({ code: "Invalid", fieldErrors: { [name]: expect.stringMatching(message) } });
  });

  it("takes 2,000 characters, and refuses more fields than any model has", () => {
    expect(readReviewContent({ notes: "x".repeat(2_000) }).notes).toHaveLength(2_000);
    const many = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`answer.${index}`, "guide"]));
    expect(errorFor(many)).toMatchObject({ code: "Invalid" });
  });
});

describe("a reply and a reason", () => {
  it("an empty reply takes it back, an empty reason is none", () => {
    expect(replySchema.parse("  \r\n ")).toBe("");
    expect(whySchema.safeParse(" \n ").success).toBe(false);
    expect(whySchema.safeParse("x".repeat(1_000)).success).toBe(true);
    expect(whySchema.safeParse("x".repeat(1_001)).success).toBe(false);
  });
});
