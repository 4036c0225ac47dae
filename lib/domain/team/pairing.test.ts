import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Candidate, type Pairing, pairUp } from "./pairing";

/** "value" and "market" are behaviors; ranks as 0 for Beginner. */
function candidate(userId: string, ranks: Record<string, number>, focuses: string[] = []): Candidate {
  return { userId, ranks: new Map(Object.entries(ranks)), focuses };
}

const guide = (userId: string, rank = 3) => candidate(userId, { value: rank });
const seeker = (userId: string, rank = 0) => candidate(userId, { value: rank }, ["value"]);
const said = (candidates: Candidate[]) => pairUp(candidates).map(({ seekerId, guideId, behaviorId }) => [seekerId, guideId, behaviorId]);

/** How many seekers each guide has. */
function loadsOf(pairs: readonly Pairing[]): number[] {
  return [...new Set(pairs.map(({ guideId }) => guideId))].map((id) => pairs.filter(({ guideId }) => guideId === id).length);
}

describe("who is paired", () => {
  it("is nobody among nobody, and nobody with themselves", () => {
    expect(pairUp([])).toEqual([]);
    expect(pairUp([seeker("a")])).toEqual([]);
  });

  it("is who chose a behavior as focus, with who is at Advanced or higher and two levels further", () => {
    expect(said([seeker("a"), guide("b", 2)])).toEqual([["a", "b", "value"]]);
    expect(said([seeker("a", 1), guide("b", 2)])).toEqual([]);
    expect(said([seeker("a", 1), guide("b", 3)])).toEqual([["a", "b", "value"]]);
    expect(said([seeker("a", 2), guide("b", 3)])).toEqual([]);
    expect(said([seeker("a", 2), guide("b", 4)])).toEqual([["a", "b", "value"]]);
    expect(said([seeker("a", 0), guide("b", 1)])).toEqual([]);
  });

  it("is nobody where the focus is not shared, or was not rated, or the other one rated something else", () => {
    expect(said([candidate("a", { value: 0 }), guide("b")])).toEqual([]);
    expect(said([candidate("a", {}, ["value"]), guide("b")])).toEqual([]);
    expect(said([seeker("a"), candidate("b", { market: 4 })])).toEqual([]);
  });

  it("is nobody in a team where all are at the same level", () => {
    expect(pairUp(Array.from({ length: 200 }, (_, index) => seeker(`p${index}`, 3)))).toEqual([]);
  });

  it("can be somebody who guides in one behavior and grows in another", () => {
    expect(said([candidate("a", { value: 4, market: 0 }, ["market"]), candidate("b", { value: 1, market: 3 }, ["value"])])).toEqual([
      ["a", "b", "market"],
      ["b", "a", "value"],
    ]);
  });

  it("is one pairing for each seeker, by the first focus that there is a guide for", () => {
    const both = candidate("a", { value: 0, market: 0 }, ["market", "value"]);
    expect(said([both, guide("b")])).toEqual([["a", "b", "value"]]);
    expect(said([both, guide("b"), candidate("c", { market: 3 })])).toEqual([["a", "c", "market"]]);
  });
});

describe("how the load is spread", () => {
  it("a second guide takes half, in the same order each time", () => {
    const people = [seeker("a"), seeker("b"), seeker("c"), seeker("d"), guide("x"), guide("y")];
    const pairs = said(people);
    expect(pairs.filter(([, by]) => by === "x")).toHaveLength(2);
    expect(pairs.filter(([, by]) => by === "y")).toHaveLength(2);
    expect(said(people.toReversed())).toEqual(pairs);
  });

  it("who can learn from one guide only has that one, and whoever was with them goes to another", () => {
    const people = [seeker("a"), seeker("b", 1), guide("x", 3), guide("y", 2)];
    expect(said(people)).toEqual([
      ["a", "y", "value"],
      ["b", "x", "value"],
    ]);
  });

  it("two hundred people are paired with nobody guiding more than they must", () => {
    const people = [
      ...Array.from({ length: 150 }, (_, index) => seeker(`s${index}`)),
      ...Array.from({ length: 50 }, (_, index) => guide(`g${index}`)),
    ];
    const pairs = pairUp(people);
    expect(pairs).toHaveLength(150);
    expect(loadsOf(pairs)).toEqual(Array.from({ length: 50 }, () => 3));
  });

  it("in every small team: each seeker with a guide has one, and the busiest guide has as few as can be", () => {
    const person = fc.record({
      value: fc.integer({ min: 0, max: 4 }),
      market: fc.integer({ min: 0, max: 4 }),
      focus: fc.subarray(["value", "market"]),
    });
    fc.assert(
      fc.property(fc.array(person, { maxLength: 6 }), (drawn) => {
        const people = drawn.map(({ value, market, focus }, index) => candidate(`p${index}`, { value, market }, focus));
        const isGuide = (one: Candidate, other: Candidate, behaviorId: string) =>
          one !== other &&
          (other.ranks.get(behaviorId) ?? 0) >= 2 &&
          (other.ranks.get(behaviorId) ?? 0) - (one.ranks.get(behaviorId) ?? 0) >= 2;
        const guidesOf = people.map((one) => [
          ...new Set(people.filter((other) => one.focuses.some((id) => isGuide(one, other, id))).map(({ userId }) => userId)),
        ]);
        const seekers = guidesOf.filter(({ length }) => length > 0);
        /** Every way to give each of them a guide. */
        function fewest(index: number, loads: ReadonlyMap<string, number>): number {
          const guides = seekers[index];
          if (!guides) return Math.max(0, ...loads.values());
          return Math.min(...guides.map((id) => fewest(index + 1, new Map([...loads, [id, (loads.get(id) ?? 0) + 1]]))));
        }
        const pairs = pairUp(people);
        expect(pairs).toHaveLength(seekers.length);
        for (const { seekerId, guideId, behaviorId } of pairs) {
          const [one, other] = [seekerId, guideId].map((id) => people.find(({ userId }) => userId === id) as Candidate);
          expect(one?.focuses.includes(behaviorId) && isGuide(one, other as Candidate, behaviorId)).toBe(true);
        }
        expect(Math.max(0, ...loadsOf(pairs))).toBe(fewest(0, new Map()));
        expect(pairUp(people.toReversed())).toEqual(pairs);
      }),
    );
  });
});
