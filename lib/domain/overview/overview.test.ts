import { describe, expect, it } from "vitest";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import type { Round } from "@/lib/domain/round/round";
import {
  BY_DAY,
  cellsOf,
  chooseView,
  columnsOf,
  entryOf,
  type HeatmapRow,
  movesOf,
  type OverviewQuery,
  parseOverviewQuery,
  roundsToCompare,
  type SharedSubmission,
  sortRows,
  spreadsOf,
} from "./overview";

const { source } = productManagement;
const columns = columnsOf(productManagement);
const [first, second] = source.behaviors.map(({ id }) => id) as [string, string];

const day = (number: number) => new Date(Date.UTC(2026, 5, number));

function submission(submitted: number, more: Partial<SharedSubmission> = {}): SharedSubmission {
  return {
    assessmentId: `on-${submitted}`,
    revisionId: "one",
    competencyId: "product-management",
    submittedAt: day(submitted),
    withdrawnAt: null,
    isShown: true,
    ...more,
  };
}

function round(name: string, from: number, to: number, competencyId = "product-management"): Round {
  return { roundId: name, name, competencyId, openedAt: day(from), dueAt: day(to), closedAt: null, timeZone: "UTC", blindReviews: false };
}

describe("what stands for a person", () => {
  const view = { competencyId: "product-management", round: null };

  it("is the latest that they share, of the competency", () => {
    const submissions = [submission(1), submission(9), submission(5), submission(20, { competencyId: "another" })];
    expect(entryOf(submissions, view)).toMatchObject({ kind: "shown", submission: { assessmentId: "on-9" } });
    expect(entryOf([], view)).toEqual({ kind: "not-shared" });
  });

  it("in a round is the latest in its window", () => {
    const submissions = [submission(1), submission(4), submission(5), submission(9)];
    expect(entryOf(submissions, { ...view, round: round("Q1", 2, 9) })).toMatchObject({ submission: { assessmentId: "on-5" } });
    expect(entryOf(submissions, { ...view, round: round("Q2", 10, 20) })).toEqual({ kind: "not-shared" });
  });

  it("is hidden where the latest is, though an earlier one is not", () => {
    expect(entryOf([submission(1), submission(9, { isShown: false })], view)).toEqual({ kind: "hidden" });
  });

  it("is that it was withdrawn only where nothing else is shared", () => {
    const withdrawn = [submission(3, { withdrawnAt: day(6), isShown: false }), submission(9, { withdrawnAt: day(5), isShown: false })];
    expect(entryOf(withdrawn, view)).toEqual({ kind: "withdrawn", withdrawnAt: day(6) });
    expect(entryOf([...withdrawn, submission(1)], view)).toMatchObject({ kind: "shown", submission: { assessmentId: "on-1" } });
  });
});

describe("which view an address asks for", () => {
  const rounds = [round("Q3", 20, 30), round("Other", 10, 19, "another"), round("Q1", 1, 9)];
  const people = [{ submissions: [submission(1)] }, { submissions: [submission(2), submission(25, { competencyId: "another" })] }];
  const choose = (asked: Partial<OverviewQuery>) => chooseView(people, rounds, { round: "", competency: "", ...asked }).view;

  it("is the latest of what most people share, unless it names a round or a competency", () => {
    expect(choose({})).toEqual({ competencyId: "product-management", round: null });
    expect(choose({ competency: "another" })).toEqual({ competencyId: "another", round: null });
    expect(choose({ round: "Other" })).toMatchObject({ competencyId: "another", round: { name: "Other" } });
    expect(choose({ round: "Q1" })).toMatchObject({ competencyId: "product-management", round: { name: "Q1" } });
  });

  it.each([{ round: "gone" }, { competency: "gone" }, { round: "gone", competency: "gone" }])("%j falls back to that", (asked) => {
    expect(choose(asked)).toEqual({ competencyId: "product-management", round: null });
  });

  it("leaves out a round of another competency than the one that is named", () => {
    expect(choose({ round: "Q1", competency: "another" })).toEqual({ competencyId: "another", round: null });
  });

  it("is none where there is nothing; where all was withdrawn, it still says that", () => {
    const nothing = { round: "", competency: "" };
    expect(chooseView([{ submissions: [] }], [], nothing)).toEqual({ view: null, competencyIds: [] });
    const withdrawn = [{ submissions: [submission(1, { withdrawnAt: day(2) })] }];
    expect(chooseView(withdrawn, [], nothing)).toEqual({ view: { competencyId: "product-management", round: null }, competencyIds: [] });
  });

  it("compares a round with the one before it of its competency; without one the newest", () => {
    const compared = (name: string | null) =>
      roundsToCompare([...rounds, round("Q0", 0, 1)], {
        competencyId: "product-management",
        round: rounds.find((each) => each.name === name) ?? null,
      });
    expect(compared(null)).toMatchObject({ later: { name: "Q3" }, earlier: { name: "Q1" } });
    expect(compared("Q1")).toMatchObject({ later: { name: "Q1" }, earlier: { name: "Q0" } });
    expect(roundsToCompare([round("Q0", 0, 1)], { competencyId: "product-management", round: null })).toBeNull();
  });
});

describe("a person's cells", () => {
  const given = (answers: Record<string, string>, other = source) =>
    cellsOf(source, { source: other, answers: new Map(other.behaviors.map(({ id }) => [id, answers[id] ?? "no-opportunity"])) });

  it("name the level and its rank, or that there was no opportunity yet", () => {
    const cells = given({ [first]: "guide" });
    expect(cells).toHaveLength(source.behaviors.length);
    expect(cells.slice(0, 2)).toEqual([{ kind: "level", rank: 3, name: "Guide" }, { kind: "no-opportunity" }]);
  });

  it("on another scale have a name and no rank, and on a revision without the behavior were not asked", () => {
    const other = { ...source, behaviors: source.behaviors.slice(1), levels: source.levels.slice(1) };
    expect(given({ [second]: "guide" }, other).slice(0, 3)).toEqual([
      { kind: "not-asked" },
      { kind: "other-scale", name: "Guide" },
      { kind: "no-opportunity" },
    ]);
  });

  it("refuse what is no answer: leaving it out would make every count untrue", () => {
    expect(() => given({ [first]: "nonsense" })).toThrow("no such level");
    expect(() => cellsOf(source, { source, answers: new Map() })).toThrow("no such level");
  });
});

function row(name: string, entry: HeatmapRow["entry"] | string, submitted = 1): HeatmapRow {
  if (typeof entry !== "string") return { userId: name, name, entry };
  const answers = new Map(source.behaviors.map(({ id }) => [id, entry]));
  return { userId: name, name, entry: { kind: "shown", submittedAt: day(submitted), cells: cellsOf(source, { source, answers }) } };
}

describe("the order of people", () => {
  const rows = [
    row("Zoe", "beginner", 3),
    row("Ann", { kind: "not-shared" }),
    row("Bob", { kind: "hidden" }),
    row("Eve", "catalyst", 1),
    row("Cat", "no-opportunity", 2),
    row("Dan", { kind: "withdrawn", withdrawnAt: day(1) }),
    row("Fay", "beginner", 3),
    row("émile", "guide", 2),
  ];
  const names = (query: Partial<OverviewQuery>) => sortRows(rows, columns, { sort: "", order: "asc", ...query }).map(({ name }) => name);

  it("is by name, in the alphabet and not by letter codes", () => {
    expect(names({})).toEqual(["Ann", "Bob", "Cat", "Dan", "émile", "Eve", "Fay", "Zoe"]);
    expect(names({ order: "desc" })).toEqual(["Zoe", "Fay", "Eve", "émile", "Dan", "Cat", "Bob", "Ann"]);
    expect(names({ sort: "nonsense" })).toEqual(names({}));
  });

  it("by a behavior is by rank, with those without one last both ways, and equals by name", () => {
    expect(names({ sort: first })).toEqual(["Fay", "Zoe", "émile", "Eve", "Cat", "Bob", "Dan", "Ann"]);
    expect(names({ sort: first, order: "desc" })).toEqual(["Eve", "émile", "Fay", "Zoe", "Cat", "Bob", "Dan", "Ann"]);
  });

  it("by day is by when it was submitted", () => {
    expect(names({ sort: BY_DAY })).toEqual(["Eve", "Cat", "émile", "Fay", "Zoe", "Bob", "Dan", "Ann"]);
    expect(names({ sort: BY_DAY, order: "desc" })).toEqual(["Fay", "Zoe", "Cat", "émile", "Eve", "Bob", "Dan", "Ann"]);
  });
});

it("a spread counts what is shown, and nobody who is hidden or on another scale", () => {
  const other = { ...source, levels: source.levels.slice(1) };
  const foreign = cellsOf(source, { source: other, answers: new Map(source.behaviors.map(({ id }) => [id, "guide"])) });
  const rows = [
    row("Ann", "advanced"),
    row("Bob", "no-opportunity"),
    row("Cat", { kind: "hidden" }),
    row("Dan", { kind: "shown", submittedAt: day(1), cells: foreign }),
  ];
  expect(spreadsOf(5, columns, rows)[0]).toMatchObject({ behaviorId: first, counts: [0, 0, 1, 0, 0], noOpportunity: 1 });
});

it("moves are told of behaviors that mean the same, from two people's changes of mind on", () => {
  const all = (answer: string) => new Map(source.behaviors.map(({ id }) => [id, answer]));
  const pair = (before: string, after: string, broken: string[] = []) => ({
    earlier: all(before),
    later: { source, answers: all(after) },
    broken: new Set(broken),
  });
  const moves = movesOf(columns, [pair("beginner", "guide"), pair("beginner", "advanced", [first]), pair("no-opportunity", "catalyst")]);
  expect(moves).toHaveLength(source.behaviors.length - 1);
  expect(moves[0]).toEqual({ behaviorId: second, name: columns[1]?.name, up: 2, down: 0, of: 2 });
  expect(movesOf(columns, [pair("beginner", "guide"), pair("guide", "guide")])).toEqual([]);
});

describe("an address", () => {
  it.each([
    [{}, { round: "", competency: "", sort: "", order: "asc" }],
    [
      { round: ["a", "b"], competency: "c", sort: "d", order: "desc" },
      { round: "a", competency: "c", sort: "d", order: "desc" },
    ],
    [
      { round: "a\u0000", sort: "\ud800", order: "up" },
      { round: "", competency: "", sort: "", order: "asc" },
    ],
  ])("%j is read without an error", (params, query) => {
    expect(parseOverviewQuery(params)).toEqual(query);
  });

  it("has a name for the day that no behavior can have", () => {
    expect(BY_DAY).toMatch(/_/);
  });
});
