import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { type Advice, adviseOnField, type LowerAnchor, readingEase, similarity } from "./advice";
import { type DraftFields, fieldPaths, fieldsOf, levelIdsOf } from "./draft";

const ANCHOR = "anchors.value-management.guide";
const SHIPPED = fieldsOf(productManagement);

/** The anchor below this one, where the path is an anchor's and not of the lowest level. */
function lowerAnchor(path: string, fields: DraftFields, levelIds: readonly string[]): LowerAnchor | null {
  const [head, behaviorId, levelId] = path.split(".");
  const below = head === "anchors" ? levelIds[levelIds.indexOf(levelId ?? "") - 1] : undefined;
  if (below === undefined) return null;
  return { levelName: fields[`levels.${below}.name`] ?? "", text: fields[`anchors.${behaviorId}.${below}`] ?? "" };
}

function adviseOn(fields: DraftFields): Advice[] {
  return fieldPaths(fields).flatMap((path) => adviseOnField(path, fields[path] ?? "", lowerAnchor(path, fields, levelIdsOf(fields))));
}

/** The advice on the shipped competency with this anchor instead of its own, there and at the level above. */
function onAnchor(text: string): Advice[] {
  return adviseOn({ ...SHIPPED, [ANCHOR]: text }).filter(({ path }) => path.startsWith("anchors.value-management."));
}

function kindsOn(text: string): string[] {
  return onAnchor(text).map(({ kind }) => kind);
}

it("is quiet on the whole shipped module", () => {
  expect(adviseOn(SHIPPED)).toEqual([]);
});

describe("an anchor", () => {
  it.each([
    ["empty", ""],
    ["empty", " \n "],
    ["length", `Helps Product Owners weigh ${"one lean case after another ".repeat(6)}for a shared budget.`],
    ["filler", "Helps Product Owners effectively weigh business cases for a shared budget."],
    ["filler", "Is able to weigh business cases for a shared budget."],
    ["filler", "Regularly helps Product Owners weigh business cases for a shared budget."],
    ["two ideas", "Helps Product Owners weigh business cases and coaches the executives who fund them."],
    ["two ideas", "Helps Product Owners weigh business cases, then presents their choice to a sponsor."],
    ["two ideas", "Helps Product Owners weigh business cases; keeps a shared budget."],
    ["two ideas", "Helps Product Owners weigh business cases. Keeps a shared budget."],
    ["two ideas", "Helps Product Owners weigh business cases as well as risks in a shared budget."],
    [
      "reading ease",
      "Facilitates organizational prioritization methodologies, leveraged communication infrastructure, stakeholder identification, and accountability considerations.",
    ],
    ["hidden character", "Helps Product Owners weigh\u200b business cases for a shared budget."],
    ["hidden character", "Helps Product Owners weigh \u202ebusiness cases\u202c for a shared budget."],
  ])("gets advice about %s: %s", (kind, text) => {
    expect(kindsOn(text)).toContain(kind);
  });

  it.each([
    "Helps Product Owners weigh risks and opportunities for a shared budget.",
    "Compares costs and prices across products before the portfolio’s budget is set.",
    "Reads results, from launch to retirement, with the people who sell the product.",
    "Keeps the team’s 👩‍💻 in the budget talks of three products.",
  ])("gets none where there is none to give: %s", (text) => {
    expect(onAnchor(text)).toEqual([]);
  });

  it("names the words that can go, each once", () => {
    expect(onAnchor("Very openly shows very plain budgets and really plain costs to other Product Owners.")[0]?.message).toBe(
      "Leave out “Very”, “really”: the sentence says the same without.",
    );
  });

  it("that says nearly what its lower neighbor says is told so, with the neighbor's name", () => {
    const advanced = productManagement.additions.anchors["value-management"]?.advanced ?? "";
    const alike = onAnchor(advanced.replace("measuring", "carefully measuring")).filter(({ kind }) => kind === "alike");
    expect(alike).toEqual([{ path: ANCHOR, kind: "alike", message: expect.stringContaining("nearly the same as Advanced") }]);
  });

  it("that differs from its neighbor by degree alone says nearly the same", () => {
    expect(similarity("Sometimes asks customers why they chose it.", "Consistently asks customers why they chose it.")).toBe(1);
  });
});

it("speaks of each empty field of a draft that has hardly begun, but not of what may be left out", () => {
  const advice = adviseOn({ "order.behaviors": "b1", "order.levels": "l1\nl2" });
  expect(new Set(advice.map(({ kind }) => kind))).toEqual(new Set(["empty"]));
  const paths = advice.map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths).toEqual(expect.arrayContaining(["purpose", "behaviors.b1.name", "levels.l1.descriptors", "anchors.b1.l2"]));
  expect(paths).toContain("guidance.b1.l1.practices.1.name");
  expect(paths).not.toContain("guidance.b1.l1.practices.2.name");
});

it("takes each line of a list by itself", () => {
  const lines = "They plan with care.\n".repeat(40);
  expect(adviseOn({ ...SHIPPED, "levels.guide.descriptors": lines })).toEqual([]);
  const long = `${lines}They ${"plan with care and ".repeat(15)}rest.`;
  expect(adviseOn({ ...SHIPPED, "levels.guide.descriptors": long }).map(({ kind }) => kind)).toEqual(["length"]);
});

it("holds prose to the length of its sentences, not of its whole", () => {
  expect(adviseOn({ ...SHIPPED, summary: `${"They plan the work with care. ".repeat(30)}` })).toEqual([]);
  expect(adviseOn({ ...SHIPPED, summary: `They plan ${"the work and ".repeat(20)}rest.` }).map(({ kind, path }) => [kind, path])).toEqual([
    ["length", "summary"],
  ]);
});

it("keeps a chart's short names short", () => {
  expect(adviseOn({ ...SHIPPED, "behaviors.value-management.shortName": "Value-Management-and-More" }).map(({ kind }) => kind)).toEqual([
    "length",
  ]);
});

describe("reading ease", () => {
  it("orders texts as readers would", () => {
    const easy = readingEase("The cat sat on the mat. The dog ran to the red ball. It was a good day.");
    const plain = readingEase("Writes a vision and roadmap for their own product, in words that the team quotes when planning a Sprint.");
    const hard = readingEase(
      "Organizational prioritization methodologies necessitate communication infrastructure, identification, and accountability considerations across the whole organization.",
    );
    expect(easy).toBeGreaterThan(90);
    expect(plain).toBeGreaterThan(50);
    expect(plain).toBeLessThan(easy as number);
    expect(hard).toBeLessThan(0);
  });

  it("says nothing of few words or of other scripts", () => {
    expect(readingEase("Organizational prioritization.")).toBeNull();
    expect(readingEase("Продукт ".repeat(20))).toBeNull();
  });
});

describe("whatever is typed", () => {
  const typed = fc.oneof(fc.string({ unit: "binary", maxLength: 400 }), fc.lorem({ maxCount: 60 }), fc.constant("a, ".repeat(2_000)));

  it("gives only sentences, all at paths that it was given", () => {
    fc.assert(
      fc.property(typed, (text) => {
        for (const { message } of onAnchor(text)) expect(message).toMatch(/^.+[.]$/su);
      }),
    );
  });

  it("finds every text like itself, and likeness the same both ways", () => {
    fc.assert(
      fc.property(typed, typed, (one, other) => {
        expect(similarity(one, one)).toBe(1);
        expect(similarity(one, other)).toBe(similarity(other, one));
        expect(similarity(one, other)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("takes no longer than typing does, even where somebody pastes a book", () => {
    const book = "and coaches ; very ".repeat(5_000);
    const before = performance.now();
    onAnchor(book);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
