import { describe, expect, it } from "vitest";
import {
  type AgendaContent,
  type AgendaSection,
  agendaFieldsSchema,
  contentOf,
  EMPTY_CONTENT,
  ownPoints,
  prepareSections,
  readContent,
  shownSections,
} from "./agenda";

const point = (key: string, question = `Ask about ${key}`) => ({ key, heading: `About ${key}`, why: `Because of ${key}`, question });

const SECTIONS: AgendaSection[] = [
  { title: "First", points: [point("gap:a"), point("gap:b")] },
  { title: "Second", points: [point("focus:a")] },
];

const change = (points: { key: string; question: string; given?: string; isLeftOut?: boolean }[], own = "") => ({
  version: 0,
  own,
  points: points.map(({ key, question, given = `Ask about ${key}`, isLeftOut = false }) => ({ key, question, given, isLeftOut })),
});

const shown = (content: AgendaContent, sections = SECTIONS) =>
  shownSections(prepareSections(sections, content)).map(({ title, points }) => [
    title,
    ...points.map(({ key, question }) => [key, question]),
  ]);

describe("what a coach changed", () => {
  it("is nothing at first: everything is there as it was worked out", () => {
    expect(shown(EMPTY_CONTENT)).toEqual([
      ["First", ["gap:a", "Ask about gap:a"], ["gap:b", "Ask about gap:b"]],
      ["Second", ["focus:a", "Ask about focus:a"]],
    ]);
  });

  it("leaves points out and rewords questions; a section with nothing left goes", () => {
    const content = { left: ["focus:a", "gap:b"], questions: { "gap:a": "How was it?" }, own: "" };
    expect(shown(content)).toEqual([["First", ["gap:a", "How was it?"]]]);
    const [, second] = prepareSections(SECTIONS, content);
    expect(second?.points[0]).toMatchObject({ isLeftOut: true, question: "Ask about focus:a", given: "Ask about focus:a" });
  });

  it("of a point that is not there shows nowhere, and is there again with it", () => {
    const content = { left: ["gap:gone"], questions: { "gap:a": "How was it?" }, own: "" };
    expect(shown(content, [SECTIONS[1] as AgendaSection])).toEqual([["Second", ["focus:a", "Ask about focus:a"]]]);
    expect(shown(content)[0]).toContainEqual(["gap:a", "How was it?"]);
  });

  it("never takes a word of an object's own for a question", () => {
    expect(shown(EMPTY_CONTENT, [{ title: "Odd", points: [point("constructor"), point("toString")] }])).toEqual([
      ["Odd", ["constructor", "Ask about constructor"], ["toString", "Ask about toString"]],
    ]);
  });

  it("is kept as it was written", () => {
    const content = { left: ["gap:a"], questions: { "gap:b": "“Why”\n\\ not?" }, own: "One\nTwo" };
    expect(readContent(structuredClone(content))).toEqual(content);
    expect(() => readContent({})).toThrow("left");
  });
});

describe("what is kept of a form", () => {
  it("is what was left out, the words that are the coach's, and their own points", () => {
    const given = change(
      [
        { key: "gap:a", question: "  How was it? " },
        { key: "gap:b", question: "Ask about gap:b", isLeftOut: true },
      ],
      " One\n\nTwo ",
    );
    expect(contentOf(given, SECTIONS)).toEqual({ left: ["gap:b"], questions: { "gap:a": "How was it?" }, own: "One\n\nTwo" });
    expect(ownPoints(" One\n\n Two ")).toEqual(["One", "Two"]);
  });

  it("is nothing that was worked out from shared answers, then or by now", () => {
    const asGiven = change([{ key: "gap:a", question: "Ask of before", given: "Ask of before" }]);
    const asNow = change([{ key: "gap:a", question: "Ask about\ngap:a", given: "Ask of before" }]);
    const emptied = change([{ key: "gap:a", question: " \n " }]);
    for (const each of [asGiven, asNow, emptied]) expect(contentOf(each, SECTIONS)).toEqual(EMPTY_CONTENT);
  });

  it("is nothing of points that the agenda does not have", () => {
    const foreign = change([{ key: "pair:somebody:value", question: "Ask", isLeftOut: true }]);
    expect(contentOf(foreign, SECTIONS)).toEqual(EMPTY_CONTENT);
  });
});

describe("a form's fields", () => {
  const fields = {
    version: "3",
    own: "One\r\nTwo",
    "question:gap:a": "Ask",
    "given:gap:a": "Ask",
    "out:gap:b": "yes",
    "question:gap:b": "",
  };
  const messagesOf = (raw: unknown) =>
    agendaFieldsSchema.safeParse(raw).error?.issues.map(({ path, message }) => [path.join("."), message]);

  it("are read with line ends as one character", () => {
    expect(agendaFieldsSchema.parse(fields)).toEqual({
      version: 3,
      own: "One\nTwo",
      points: [
        { key: "gap:a", isLeftOut: false, question: "Ask", given: "Ask" },
        { key: "gap:b", isLeftOut: true, question: "", given: "" },
      ],
    });
  });

  it("are held to a length, each with a sentence at its field", () => {
    expect(messagesOf({ ...fields, own: "x".repeat(4_000), "question:gap:a": "y".repeat(1_000) })).toBeUndefined();
    expect(messagesOf({ ...fields, own: "x\r\n".repeat(2_000) })).toBeUndefined();
    expect(messagesOf({ ...fields, own: "x".repeat(4_001), "question:gap:a": "y".repeat(1_001) })).toEqual([
      ["own", "Please keep your own points to 4,000 characters or fewer: this has 4,001."],
      ["question:gap:a", "Please keep each question to 1,000 characters or fewer: this has 1,001."],
    ]);
  });

  it("may hold a model's question of any length where nobody changed it", () => {
    const long = "z".repeat(3_000);
    expect(messagesOf({ ...fields, "question:gap:a": long, "given:gap:a": long })).toBeUndefined();
  });

  it("hold nothing that cannot be saved", () => {
    expect(messagesOf({ ...fields, own: "a\u0000" })).toEqual([["own", expect.stringContaining("null character")]]);
    expect(messagesOf({ ...fields, "question:gap:a": "\ud800" })).toEqual([
      ["question:gap:a", expect.stringContaining("half of a character")],
    ]);
  });

  it.each([
    null,
    [],
    "text",
    { own: "" },
    { ...fields, version: "-1" },
    { ...fields, version: "1e3" },
    { ...fields, version: ["1", "2"] },
    { ...fields, own: 5 },
    { ...fields, [`question:${"k".repeat(301)}`]: "Ask" },
    { ...fields, ...Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`question:${index}`, "Ask"])) },
  ])("refuse what no form of ours sends (%#)", (raw) => {
    expect(messagesOf(raw)?.length).toBeGreaterThan(0);
  });
});
