import { describe, expect, it } from "vitest";
import { productManagement as competency } from "@/lib/domain/competency/product-management/product-management";
import { PAIRINGS, type TeamAnswers, workshopSections } from "./workshop";

const ids = competency.source.behaviors.map(({ id }) => id);
const [vision, outcome, market, value, stakeholder, lifecycle, risk] = ids as [string, string, string, string, string, string, string];

/** Ranks in the competency's order; null is "no opportunity yet". */
function person(userId: string, ranks: readonly (number | null)[], focuses: string[] = []): TeamAnswers {
  return { userId, ranks: new Map(ids.map((id, index) => [id, ranks[index] ?? null])), focuses };
}

const sections = (people: readonly TeamAnswers[], names: Record<string, string> = {}) =>
  workshopSections({ competency, people, openToPairing: new Map(Object.entries(names)) });
const keysOf = (made: ReturnType<typeof sections>) => made.map(({ title, points }) => [title, ...points.map(({ key }) => key)]);

describe("what the team has in common and where it is split", () => {
  it("is nothing with nobody, with one person, and where all are at the same level", () => {
    expect(sections([])).toEqual([]);
    expect(sections([person("a", [0, 1, 2, 3, 4, 0, 1])])).toEqual([]);
    expect(sections(Array.from({ length: 200 }, (_, index) => person(`p${index}`, [2, 2, 2, 2, 2, 2, 2])))).toEqual([]);
  });

  it("is told for two, with the model's question and an exercise, and without a name or a number of people", () => {
    const made = sections([person("a", [0, 2, 2, 2, 2, 2, 4]), person("b", [0, 2, 2, 2, 2, 0, 4])], { a: "Ann Able", b: "Ben Bold" });
    expect(keysOf(made)).toEqual([
      ["What we have in common", `strength:${risk}`, `edge:${vision}`],
      ["Where we are split", `split:${lifecycle}`],
    ]);
    const [common] = made;
    const guidance = competency.additions.guidance[vision]?.beginner;
    expect(common?.points[1]).toEqual({
      key: `edge:${vision}`,
      heading: "Vision & Strategy: an edge in common",
      why: "Half of the team or more are at Beginner, with most to gain together.",
      question: `${guidance?.question}\nTo try together: ${guidance?.practices[0]?.name}. ${guidance?.practices[0]?.begin}`,
    });
    expect(common?.points[0]?.why).toBe("More than half of the team are at Catalyst: the team’s highest level in any behavior.");
    expect(JSON.stringify(made)).not.toMatch(/Ann|Ben|\b(?:one|two|1|2) (?:people|person|members?)\b/i);
  });

  it("is one strength, two edges and three splits at most; what ties with them comes if there is time", () => {
    const made = sections([person("a", [4, 4, 0, 0, 0, 2, 2]), person("b", [4, 4, 0, 0, 0, 2, 2])]);
    expect(keysOf(made)).toEqual([
      ["What we have in common", `strength:${vision}`, `edge:${market}`, `edge:${value}`],
      ["If there is time", `strength:${outcome}`, `edge:${stakeholder}`],
    ]);
    const split = sections([person("a", [0, 0, 0, 0, 0, 2, 2]), person("b", [4, 4, 4, 4, 4, 2, 2])]);
    expect(keysOf(split)).toEqual([
      ["Where we are split", `split:${vision}`, `split:${outcome}`, `split:${market}`],
      ["If there is time", `split:${value}`, `split:${stakeholder}`],
    ]);
  });

  it("leaves “no opportunity yet” out of every level", () => {
    const made = sections([person("a", [null, 2, 2, 2, 2, 2, 4]), person("b", [null, 2, 2, 2, 2, 2, 4])]);
    expect(JSON.stringify(made)).not.toContain(vision);
  });
});

describe("pairings", () => {
  const able = person("a", [3, 2, 2, 2, 2, 2, 2]);
  const bold = person("b", [1, 2, 2, 2, 2, 2, 2], [vision]);
  const pairsOf = (made: ReturnType<typeof sections>) => made.find(({ title }) => title === PAIRINGS)?.points ?? [];

  it("are none where nobody opted in, or one of the two did not", () => {
    expect(pairsOf(sections([able, bold]))).toEqual([]);
    expect(pairsOf(sections([able, bold], { a: "Ann Able" }))).toEqual([]);
    expect(pairsOf(sections([able, bold], { b: "Ben Bold" }))).toEqual([]);
  });

  it("are none for whoever opted in and shares nothing", () => {
    expect(pairsOf(sections([bold], { a: "Ann Able", b: "Ben Bold" }))).toEqual([]);
  });

  it("say who wants to grow and who can share, and the level of neither", () => {
    const [pair, ...more] = pairsOf(sections([able, bold], { a: "Ann Able", b: "Ben Bold" }));
    expect(more).toEqual([]);
    expect(pair).toEqual({
      key: `pair:b:${vision}`,
      heading: "Ben Bold and Ann Able: Vision & Strategy",
      why: "Ben Bold wants to grow in Vision & Strategy. Ann Able can share how they work.",
      question:
        "Thirty minutes together: Ann Able shows one recent piece of work, and Ben Bold asks what was decided and why. What will Ben Bold try first?",
    });
    expect(JSON.stringify(pair)).not.toMatch(new RegExp(`weak|${competency.source.levels.map(({ name }) => name).join("|")}`));
  });

  it("name nobody else of a large team, in the model's order", () => {
    const others = Array.from({ length: 198 }, (_, index) =>
      person(`p${index}`, index % 2 ? [0, 0, 0, 0, 0, 0, 0] : [4, 4, 4, 4, 4, 4, 4], [risk]),
    );
    const open = { a: "Ann Able", b: "Ben Bold", p1: "Pia Pair" };
    const made = sections([able, bold, ...others], open);
    expect(pairsOf(made).map(({ key }) => key)).toEqual([`pair:b:${vision}`, `pair:p1:${risk}`]);
    expect(JSON.stringify(made)).not.toMatch(/p2|p3/);
  });

  it("are of behaviors that the newest words still ask about", () => {
    const retired = { ...bold, ranks: new Map([["retired", 0]]), focuses: ["retired"] };
    const knows = { ...able, ranks: new Map([["retired", 4]]) };
    expect(pairsOf(sections([knows, retired], { a: "Ann Able", b: "Ben Bold" }))).toEqual([]);
  });
});
