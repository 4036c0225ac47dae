import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { type DocumentContent, parseDocument, writeDocument } from "./document";
import { type ImportProblem, Problems } from "./import-report";

// The machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

const documentText = readFileSync(new URL("../../../../tests/fixtures/product-management.txt", import.meta.url), "utf8");

const { source } = productManagement;
const content: DocumentContent = {
  name: source.name,
  purpose: source.purpose,
  description: source.description,
  behaviors: source.behaviors.map(({ name, definition }) => ({ name, definition })),
  levels: source.levels.map(({ name, descriptors }) => ({ name, descriptors })),
  summary: source.summary,
};

function read(text: string) {
  const problems = new Problems();
  const parsed = parseDocument(text, problems);
  return { ...parsed, problems: problems.report("document").problems };
}

const messages = (problems: ImportProblem[]) => problems.map(({ severity, line, message }) => `${severity} ${line}: ${message}`);

describe("the source", () => {
  it("is understood whole, without a word of complaint", () => {
    const parsed = read(documentText);
    expect(parsed.content).toEqual(content);
    expect(parsed.problems).toEqual([]);
    expect(parsed.lines.filter(({ role }) => role === "not understood")).toEqual([]);
  });

  it("comes back byte for byte", () => {
    expect(writeDocument(source)).toBe(documentText);
    expect(writeDocument({ ...source, ...read(documentText).content } as typeof source)).toBe(documentText);
  });

  it("is shown line by line, with what was taken from each", () => {
    const { lines } = read(documentText);
    expect(lines.map(({ text }) => text).join("\n")).toBe(documentText.trimEnd());
    expect(lines[0]).toEqual({
      number: 1,
      text: "Product Management",
      role: "name",
      parts: [{ role: "name", text: "Product Management" }],
    });
    expect(lines[10]?.parts).toEqual([
      { role: "behavior", text: "Vision & Strategy" },
      { role: "definition", text: "Crafting and evolving a compelling product vision and strategic roadmap." },
    ]);
  });
});

const COMMENT_FORM = `
Leave a Reply
Your email address will not be published. Required fields are marked *

Comment *
Name *
Email *
Website

Save my name, email, and website in this browser for the next time I comment.
Post Comment
`;

/** Sections as they stand in the source, the name apart. */
const [head = "", ...sections] = documentText.split(/(?=^(?:Purpose|Description|Key Behaviors|Development Path.*|Summary):$)/m);

describe("the same document in another dress", () => {
  it.each<[string, (text: string) => string]>([
    ["Windows line ends", (text) => text.replaceAll("\n", "\r\n")],
    ["line ends of an old Mac", (text) => text.replaceAll("\n", "\r")],
    ["a byte order mark", (text) => `\ufeff${text}`],
    ["no line end at its end", (text) => text.trimEnd()],
    ["blanks at the ends of lines", (text) => text.replaceAll("\n", "  \t\n")],
    ["a comment form below", (text) => text + COMMENT_FORM],
    ["other bullets below each other", (text) => text.replace(/^ {4}•/gm, "    ◦")],
    ["hyphens", (text) => text.replaceAll("•", "-")],
    ["stars", (text) => text.replaceAll("•", "*")],
    ["dashes", (text) => text.replaceAll("•", "–")],
    ["a word processor's bullets", (text) => text.replace(/^ {4}• /gm, "o\t").replace(/^ {2}• /gm, "\uf0b7\t")],
    ["numbers", (text) => text.replace(/^ {2}•/gm, "  1.")],
    ["no indent, as a web page gives it", (text) => text.replace(/^ +/gm, "")],
    ["tabs", (text) => text.replace(/^ {4}/gm, "\t\t").replace(/^ {2}/gm, "\t")],
    ["no empty lines", (text) => text.replace(/\n\n+/g, "\n")],
    ["many empty lines", (text) => text.replaceAll("\n", "\n\n")],
    [
      "Markdown",
      (text) =>
        text
          .replace(/^(\w[^:\n]*):$/gm, "## $1")
          .replace(/^ {2}• ([^:\n]*):/gm, "- **$1:**")
          .replace(/^ {4}•/gm, "  -"),
    ],
    ["headings without colons", (text) => text.replace(/^(\w[^:\n]*):$/gm, "$1")],
    ["headings in capitals", (text) => text.replace(/^(\w[^:\n]*):$/gm, (heading) => heading.toUpperCase())],
    ["headings before their text on one line", (text) => text.replace(/^(Purpose|Description|Summary):\n/gm, "$1: ")],
    ["lines broken by hand", (text) => text.replace(/(.{60}\S*) (?=\S)/g, "$1\n      ")],
    ["dashes behind the behaviors' names", (text) => text.replace(/^( {2}• [^:\n]*): /gm, "$1 – ")],
    ["no blank behind the behaviors' colons", (text) => text.replace(/^( {2}•) ([^:\n]*): /gm, "$1$2:")],
    ["behaviors without bullets", (text) => text.replace(/^ {2}• (.*: )/gm, "$1")],
    ["levels without bullets", (text) => text.replace(/^ {2}• (.*:)$/gm, "$1")],
    ["levels without bullets or colons", (text) => text.replace(/^ {2}• (.*):$/gm, "$1").replace(/^ {4}/gm, "")],
    ["other sections first", () => head + sections.toReversed().join("\n")],
  ])("%s", (_, change) => {
    const parsed = read(change(documentText));
    expect(parsed.content).toEqual(content);
    expect(parsed.problems).toEqual([]);
  });

  it("straight quotes stay as they were typed", () => {
    const straight = documentText.replaceAll("’", "'");
    expect(read(straight).content).toEqual(JSON.parse(JSON.stringify(content).replaceAll("’", "'")));
    expect(writeDocument({ ...source, ...read(straight).content } as typeof source)).toBe(straight);
  });

  it("a comment form is shown as one, and a section behind it is found", () => {
    const summary = sections.at(-1) ?? "";
    const parsed = read(documentText.replace(summary, "") + COMMENT_FORM + summary);
    expect(parsed.content).toEqual(content);
    expect(parsed.lines.find(({ text }) => text === "Post Comment")).toMatchObject({ role: "comment form", parts: [] });
  });

  it("what stands around the name on a page is kept in view", () => {
    const parsed = read(`Skip to content\nMenu\n\n${documentText}`);
    expect(parsed.content).toEqual(content);
    expect(messages(parsed.problems)).toEqual(["warning 1: Lines 1 to 2 were not understood, and nothing was taken from there."]);
  });

  it("each section may be missing, and is missed by name", () => {
    for (const section of sections) {
      const parsed = read(documentText.replace(section, ""));
      const heading = section.slice(0, section.indexOf(":"));
      expect(messages(parsed.problems)).toEqual([`warning null: There is no “${heading}”.`]);
    }
  });
});

describe("what is not understood", () => {
  it("is kept in view and said, and nothing around it suffers", () => {
    const text = documentText.replace("Key Behaviors:", "Examples:\nA team did this.\n\n• And that.\n\nKey Behaviors:");
    const parsed = read(text);
    expect(parsed.content).toEqual(content);
    expect(messages(parsed.problems)).toEqual(["warning 9: Lines 9 to 12 were not understood, and nothing was taken from there."]);
  });

  it.each([
    ["nothing", ""],
    ["a letter", "Dear all,\n\nthe purpose of this letter is to say hello.\n"],
    ["a comment form", COMMENT_FORM],
  ])("%s is no such document", (_, text) => {
    expect(messages(read(text).problems)[0]).toMatch(/^error null: This is no such document/);
  });
});

describe("refuses with the line", () => {
  const line = (needle: string) => documentText.split("\n").findIndex((text) => text.includes(needle)) + 1;

  it("two of the same name", () => {
    const text = documentText.replace("Outcome Orientation", "vision  & strategy").replace("Advanced:", "Beginner:");
    expect(messages(read(text).problems)).toEqual([
      `error ${line("Outcome Orientation")}: Line ${line("Vision &")} has a behavior of the same name. Please give each its own.`,
      `error ${line("Advanced:")}: Line ${line("Beginner:")} has a level of the same name. Please give each its own.`,
    ]);
  });

  it("a name of 500 characters", () => {
    const { problems } = read(documentText.replace("Market Awareness", "x".repeat(500)));
    expect(messages(problems)).toEqual([
      `error ${line("Market Awareness")}: This behavior’s name has 500 characters. Cairn takes up to 200.`,
    ]);
  });

  it("a definition that is too long, and not a description", () => {
    const long = "word ".repeat(1_000).trim();
    const text = documentText
      .replace("Monitoring customer needs", long)
      .replace("Product Owners strong in", `Product Owners strong in ${long}`);
    expect(messages(read(text).problems)).toEqual([
      `error ${line("Market Awareness")}: This definition has 5,044 characters. Cairn takes up to 4,000.`,
    ]);
  });

  it("ten thousand behaviors, at once", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `  • Behavior ${index}: What it is.`).join("\n");
    const { problems, lines } = read(documentText.replace("Key Behaviors:\n", `Key Behaviors:\n${many}\n`));
    expect(messages(problems)).toEqual(["error 3001: This has 10,038 lines. Cairn reads up to 3,000 lines."]);
    expect(lines).toEqual([]);
    const hundred = read(documentText.replace("Key Behaviors:\n", `Key Behaviors:\n${many.split("\n").slice(0, 100).join("\n")}\n`));
    expect(messages(hundred.problems)).toEqual(["error 50: There are 107 behaviors. Cairn takes up to 40."]);
  });
});

describe("hostile text", () => {
  it("is text", () => {
    const script = '<script>alert("1")</script> & <b>bold</b>';
    expect(read(documentText.replace("Crafting and evolving", script)).content.behaviors[0]?.definition).toContain(script);
  });

  it("that nobody sees is left out, and said with its line", () => {
    const parsed = read(documentText.replace("Vision &", "\u202eVi\u200bsi\u200don\u0000 &"));
    expect(parsed.content).toEqual(content);
    expect(messages(parsed.problems)).toEqual([
      "warning 11: This held a right-to-left override (U+202E), a zero-width space (U+200B), a zero-width joiner (U+200D) and others, which nobody sees. It was left out.",
    ]);
  });

  it("in a script from right to left, with the joiners that it needs, stays; and so do emoji", () => {
    const names = ["שיתוף פעולה", "می‌خواهم", "Families 👨‍👩‍👧"];
    const parsed = read(
      documentText
        .replace("Vision & Strategy", names[0] ?? "")
        .replace("Outcome Orientation", names[1] ?? "")
        .replace("Market Awareness", names[2] ?? ""),
    );
    expect(parsed.content.behaviors.slice(0, 3).map(({ name }) => name)).toEqual(names);
    expect(parsed.problems).toEqual([]);
  });

  it("of a million signs of any kind takes no long time", () => {
    for (const sign of [":", " ", "-", "• ", "*", "o ", "\u200d", "1. "]) {
      const begin = process.cpuUsage();
      read(`Purpose:\n${sign.repeat(100_000)}\nKey Behaviors:\n• ${sign.repeat(100_000)}x\nLevels:\n• ${sign.repeat(100_000)}`);
      expect(process.cpuUsage(begin).user / 1_000).toBeLessThan(5_000);
    }
  });
});

const word = fc.stringMatching(/^[A-Za-zÄÖÜäöüßéèñ’'&0-9]{2,10}$/);
const words = (maxLength: number) => fc.array(word, { minLength: 1, maxLength }).map((list) => list.join(" "));
const sentence = words(12).map((text) => `Does ${text}.`);
const prose = fc.array(sentence, { minLength: 1, maxLength: 3 }).map((paragraphs) => paragraphs.join("\n\n"));
const distinct = <Item extends { name: string }>(item: fc.Arbitrary<Item>, minLength: number, maxLength: number) =>
  fc.uniqueArray(item, { minLength, maxLength, selector: ({ name }) => name.normalize("NFKC").toLowerCase().replaceAll("’", "'") });

const anyContent: fc.Arbitrary<DocumentContent> = fc.record({
  name: words(4).map((text) => `The ${text}`),
  purpose: prose,
  description: prose,
  behaviors: distinct(fc.record({ name: words(4).map((text) => `B ${text}`), definition: sentence }), 1, 12),
  levels: distinct(
    fc.record({ name: words(2).map((text) => `L ${text}`), descriptors: fc.array(sentence, { minLength: 1, maxLength: 4 }) }),
    1,
    8,
  ),
  summary: prose,
});

describe("whatever the words", () => {
  it("what was written is read again, with any number of behaviors and levels", () => {
    fc.assert(
      fc.property(anyContent, (any) => {
        const text = writeDocument(any as unknown as typeof source);
        const parsed = read(text);
        expect(parsed.content).toEqual(any);
        expect(parsed.problems).toEqual([]);
        expect(writeDocument(parsed.content as unknown as typeof source)).toBe(text);
      }),
    );
  });

  it("no line is dropped, and every part of a line is in it", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...documentText.split("\n"),
        ...COMMENT_FORM.split("\n"),
        "Purpose: It is.",
        "Examples:",
        "\t• ",
        ":",
        "•:",
        " - x",
        "o Y:",
      ),
      sentence,
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom("\n", "\r\n", "\r"), (pieces, end) => {
        const parsed = read(pieces.join(end));
        const invisible = /[\p{Cc}\p{Cs}\p{Cf}]/gu;
        const seen = (text: string) => text.replace(invisible, "");
        expect(seen(parsed.lines.map(({ text }) => text).join(""))).toBe(seen(pieces.join("")));
        expect(parsed.lines.map(({ number }) => number)).toEqual(parsed.lines.map((_, index) => index + 1));
        for (const { text, role, parts } of parsed.lines) {
          for (const part of parts) expect(text).toContain(part.text);
          expect(role === "blank").toBe(text.trim() === "");
        }
        const taken = parsed.lines.flatMap(({ parts }) => parts).map((part) => part.text);
        const kept = [parsed.content.name, parsed.content.purpose, parsed.content.description, parsed.content.summary];
        const listed = parsed.content.behaviors.flatMap(({ name, definition }) => [name, definition]);
        const levelled = parsed.content.levels.flatMap(({ name, descriptors }) => [name, ...descriptors]);
        const letters = (texts: string[]) => texts.join("").replace(/\s/g, "").split("").toSorted().join("");
        expect(letters(taken)).toBe(letters([...kept, ...listed, ...levelled]));
      }),
      { numRuns: 200 },
    );
  });
});
