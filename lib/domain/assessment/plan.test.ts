import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { planSchema, planSentence } from "./plan";

const good = { when: "the Sprint Review begins", then: "show our goal’s number" };

function problems(value: unknown): string[] {
  const result = planSchema.safeParse(value);
  return result.success ? [] : result.error.issues.map(({ message }) => message);
}

describe("planSchema", () => {
  it("trims, and keeps a half on one line", () => {
    expect(planSchema.parse({ when: "  the Sprint\r\nReview begins ", then: good.then })).toEqual(good);
  });

  it("takes 300 characters a half, counted after trimming", () => {
    expect(problems({ ...good, when: `  ${"x".repeat(300)}  ` })).toEqual([]);
    expect(problems({ ...good, then: "x".repeat(301) })).toEqual([
      "Please keep each half of the plan to 300 characters or fewer: this one has 301.",
    ]);
  });

  it.each(["", "   ", "If", "when …", "...", undefined, 7])("asks when, given %j", (when) => {
    expect(problems({ ...good, when })).toEqual([expect.stringMatching(/^Say when: /)]);
  });

  it.each(["", "\n", "then I will", "I’ll", "I", ".", null])("asks what, given %j", (then) => {
    expect(problems({ ...good, then })).toEqual([expect.stringMatching(/^Say what you will do then, /)]);
  });

  it("refuses what a database cannot hold, and keys that it does not know", () => {
    expect(problems({ ...good, when: "a\u0000b" })).toEqual([expect.stringMatching(/null character/)]);
    expect(problems({ ...good, then: "a\ud83e" })).toEqual([expect.stringMatching(/half of a character/)]);
    expect(problems({ ...good, owner: "me" })).toEqual([expect.stringMatching(/could not be read as a plan/)]);
    expect(problems("if, then")).toEqual([expect.stringMatching(/could not be read as a plan/)]);
  });
});

describe("planSentence", () => {
  it.each([
    ["the Sprint Review begins", "show our number", "If the Sprint Review begins, then I show our number."],
    ["If the Sprint Review begins,", "then I will show our number.", "If the Sprint Review begins, then I show our number."],
    ["When The review begins, then", "I’ll ask why.", "If the review begins, then I ask why."],
    ["Whenever Anna calls", "Ask why...", "If Anna calls, then I ask why."],
    ["I am stuck", "I'm going to call Ben", "If I am stuck, then I am going to call Ben."],
    ["Iffy news arrives", "will pause", "If Iffy news arrives, then I pause."],
    ["OKRs slip", "I’d rather ask: why?", "If OKRs slip, then I would rather ask: why?"],
    ["a stakeholder asks “When?”", "say “Not yet.”", "If a stakeholder asks “When?”, then I say “Not yet.”"],
    ["a  deal\nis lost", "THEN, I will I will call", "If a deal is lost, then I call."],
    ["thenar pain returns", "illustrate it", "If thenar pain returns, then I illustrate it."],
  ])("from %j and %j", (when, then, sentence) => {
    expect(planSentence({ when, then })).toBe(sentence);
  });

  it("leaves every starter of the content module as it is written", () => {
    const { guidance, opportunities } = productManagement.additions;
    const plans = [...Object.values(guidance).flatMap(Object.values), ...Object.values(opportunities)].map(({ plan }) => plan);
    expect(plans).toHaveLength(42);
    for (const plan of plans) {
      expect(planSchema.parse(plan)).toEqual(plan);
      expect(planSentence(plan)).toBe(`If ${plan.when}, then I ${plan.then}.`);
    }
  });

  it("doubles neither its own words nor its period, however a half is dressed", () => {
    const core = fc.constantFrom("call Ana", "the review begins", "ask “why”", "a metric is flat", "thank Ifeoma");
    const before = fc.constantFrom("", "If ", "if, ", "When ", "whenever ", "  ");
    const own = fc.constantFrom("", "Then ", "then, ", "then I will ", "I ", "I’ll ", "I'll ", "I will ", "will ");
    const after = fc.constantFrom("", ".", "..", "…", " .", ",", ";", "\n");
    fc.assert(
      fc.property(core, core, before, own, after, after, (when, then, prefix, own_, end, otherEnd) => {
        const sentence = planSentence(planSchema.parse({ when: `${prefix}${when}${end}`, then: `${own_}${then}${otherEnd}` }));
        expect(sentence).toBe(`If ${when}, then I ${then}.`);
      }),
    );
  });

  it("is one line that begins with If and ends with one mark, whatever passes the schema", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (when, then) => {
        const result = planSchema.safeParse({ when, then });
        fc.pre(result.success);
        const sentence = planSentence(result.data ?? good);
        expect(sentence).toMatch(/^If [^\n]+, then I [^\n]*[^\s.][^\n]*$/);
        expect(sentence).not.toMatch(/[.,;:]\.$/);
      }),
    );
  });
});
