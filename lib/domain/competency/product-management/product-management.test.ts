import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { competencyModelSchema, type Guidance, type Opportunity } from "@/lib/domain/competency/competency-model";
import { productManagement } from "./product-management";

const { source, additions } = productManagement;
const behaviorIds = source.behaviors.map(({ id }) => id);
const levelIds = source.levels.map(({ id }) => id);

const documentText = readFileSync(new URL("../../../../tests/fixtures/product-management.txt", import.meta.url), "utf8");

/** Every text of a value, however deep. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(textsIn) : [];
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu) ?? [];
}

it("has the shape of a model, with every addition in place", () => {
  expect(competencyModelSchema.parse(productManagement)).toEqual(productManagement);
  expect([behaviorIds.length, levelIds.length]).toEqual([7, 5]);
});

describe("the source", () => {
  it("is the document, word for word and nothing else", () => {
    const bullet = "  • ";
    const lines = [
      source.name,
      "",
      "Purpose:",
      source.purpose,
      "",
      "Description:",
      source.description,
      "",
      "Key Behaviors:",
      "",
      ...source.behaviors.map(({ name, definition }) => `${bullet}${name}: ${definition}`),
      "",
      "Development Path (Competency Levels):",
      "",
      ...source.levels.flatMap(({ name, descriptors }) => [
        `${bullet}${name}:`,
        ...descriptors.map((descriptor) => `  ${bullet}${descriptor}`),
      ]),
      "",
      "Summary:",
      source.summary,
      "",
    ];
    expect(lines.join("\n")).toBe(documentText);
  });

  it("holds nothing beside the document's words but ids and the attribution", () => {
    const { attribution, ...words } = source;
    const ids = new Set([...behaviorIds, ...levelIds]);
    for (const text of textsIn(words)) if (!ids.has(text)) expect(documentText).toContain(text);
    expect(attribution).toEqual({ title: "Product Owner Growth Wheel", url: "https://productownergrowthwheel.org" });
  });
});

describe("the anchors", () => {
  const anchors = behaviorIds.flatMap((behaviorId) =>
    levelIds.map((levelId) => [`${behaviorId} at ${levelId}`, additions.anchors[behaviorId]?.[levelId] ?? ""] as const),
  );
  const FILLERS =
    /\b(?:effective(?:ly)?|strong(?:ly)?|consistent(?:ly)?|efficient(?:ly)?|successful(?:ly)?|proactive(?:ly)?|appropriate(?:ly)?|regular(?:ly)?|highly|very|really|clearly|deeply|always|often|significant(?:ly)?|robust|seamless(?:ly)?|holistic(?:ally)?|continuous(?:ly)?|actively|greatly|various)\b/i;

  it("are 35, each of its own words", () => {
    expect(anchors).toHaveLength(35);
    expect(new Set(anchors.map(([, anchor]) => anchor.toLowerCase())).size).toBe(35);
  });

  it.each(anchors)("%s obeys the rules", (_, anchor) => {
    expect(anchor.split(/\s+/).length).toBeLessThanOrEqual(30);
    expect(anchor).toMatch(/^[A-Z][a-z]+s /);
    expect(anchor.match(/[.!?](?=\s|$)/g)).toEqual(["."]);
    expect(anchor).toMatch(/[\p{L}]\.$/u);
    expect(anchor).not.toMatch(FILLERS);
    expect(anchor).not.toMatch(/["'\n]|;| {2}/);
    expect(anchor.trim()).toBe(anchor);
  });
});

describe("the guidance", () => {
  const atLevels = behaviorIds.flatMap((behaviorId) =>
    levelIds.flatMap((levelId): [string, Guidance][] => {
      const piece = additions.guidance[behaviorId]?.[levelId];
      return piece === undefined ? [] : [[`${behaviorId} at ${levelId}`, piece]];
    }),
  );
  const withoutOpportunity = behaviorIds.flatMap((behaviorId): [string, Opportunity][] => {
    const piece = additions.opportunities[behaviorId];
    return piece === undefined ? [] : [[`${behaviorId}, no opportunity yet`, piece]];
  });
  const pieces: [string, Guidance | Opportunity][] = [...atLevels, ...withoutOpportunity];

  it("has 35 pieces, and seven more for no opportunity yet", () => {
    expect([atLevels.length, withoutOpportunity.length]).toEqual([35, 7]);
  });

  it.each(pieces)("%s has two or three practices of different names, and plan halves that fit the sentence", (_, piece) => {
    expect([2, 3]).toContain(piece.practices.length);
    expect(new Set(piece.practices.map(({ name }) => name)).size).toBe(piece.practices.length);
    for (const half of [piece.plan.when, piece.plan.then]) {
      expect(half).not.toMatch(/[.,;:…]$/);
      expect(half).not.toMatch(/^(?:if|when|whenever|then|I will|I’ll)\b/i);
      expect(half.trim()).toBe(half);
    }
    expect(piece.question).toMatch(/\?$/);
    for (const { begin } of piece.practices) expect(begin).toMatch(/[.?]”?$/);
  });

  it("begins no two practices with the same line", () => {
    const begins = pieces.flatMap(([, piece]) => piece.practices.map(({ begin }) => begin.toLowerCase()));
    expect(begins.filter((line, index) => begins.indexOf(line) < index)).toEqual([]);
  });

  it("repeats no run of eight words, within a piece or between two", () => {
    const seen = new Map<string, string>();
    const repeated: string[] = [];
    for (const [where, piece] of pieces) {
      // Names and origins of practices are given, and may well recur: only our own sentences are held apart.
      const { practices, ...rest } = piece;
      for (const text of [...textsIn(rest), ...practices.map(({ begin }) => begin)]) {
        const words = wordsOf(text);
        for (let start = 0; start + 8 <= words.length; start++) {
          const run = words.slice(start, start + 8).join(" ");
          const before = seen.get(run);
          if (before !== undefined) repeated.push(`${before} / ${where}: ${run}`);
          seen.set(run, where);
        }
      }
    }
    expect(seen.size).toBeGreaterThan(1000);
    expect(repeated).toEqual([]);
  });
});

it("is set with typographic quotes, and no stray space", () => {
  const { attribution: _, ...words } = source;
  for (const text of [...textsIn(words), ...textsIn(additions)]) {
    expect(text).not.toMatch(/["']/);
    expect(text).not.toMatch(/\s{2}|^\s|\s$|\n/);
  }
});
