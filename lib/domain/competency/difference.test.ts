import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { comparabilityOf } from "./comparability";
import type { CompetencyModel } from "./competency-model";
import {
  type ChosenMeanings,
  changesSchema,
  differenceBetween,
  type RecordedChange,
  recordedChanges,
  withMeanings,
  wordDifference,
} from "./difference";
import { BEHAVIOR_ORDER, behaviorIdsOf, competencyOf, type DraftFields, fieldsOf, LEVEL_ORDER, levelIdsOf } from "./draft";

const shipped = fieldsOf(productManagement);
const [b1 = "", b2 = "", b3 = ""] = behaviorIdsOf(shipped);
const [l1 = "", l2 = "", l3 = ""] = levelIdsOf(shipped);
const behaviors = behaviorIdsOf(shipped);
const levels = levelIdsOf(shipped);
const anchor = `anchors.${b1}.${l2}`;

function reordered(ids: readonly string[], from: number, to: number): string {
  const rest = ids.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ids[from], ...rest.slice(to)].join("\n");
}

function keysOf(after: DraftFields, before = shipped): string[] {
  return differenceBetween(before, after).changes.map(({ key }) => key);
}

describe("word by word", () => {
  it("tells what went and what came, and keeps the rest", () => {
    expect(wordDifference("Keeps it in order.", "Keeps all in order.")).toEqual([
      { text: "Keeps ", kind: "same" },
      { text: "it", kind: "gone" },
      { text: "all", kind: "new" },
      { text: " in order.", kind: "same" },
    ]);
  });

  it("gives back both texts, whatever they are", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "\n", "ü", "<i>", "🪨", "."), maxLength: 60 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const words = wordDifference(before, after);
        expect(
          words
            .filter(({ kind }) => kind !== "new")
            .map((word) => word.text)
            .join(""),
        ).toBe(before);
        expect(
          words
            .filter(({ kind }) => kind !== "gone")
            .map((word) => word.text)
            .join(""),
        ).toBe(after);
      }),
    );
  });

  it("ends soon for long texts that share nothing", () => {
    const [before, after] = ["v", "w"].map((letter) => Array.from({ length: 6_000 }, (_, index) => `${letter}${index}`).join(" "));
    expect(wordDifference(before ?? "", after ?? "")).toHaveLength(2);
  });
});

describe("a difference", () => {
  it("is nothing between a model and itself, whatever is retired besides", () => {
    const stray = { ...shipped, "behaviors.gone.name": "Retired long ago", "anchors.gone.novice": "x" };
    expect(differenceBetween(shipped, stray)).toEqual({ general: [], levels: [], behaviors: [], changes: [] });
  });

  it("groups by behavior, with general texts apart, and asks of an anchor's words what they mean", () => {
    const after = { ...shipped, [anchor]: "Other words.", summary: "Another summary.", [`guidance.${b1}.${l1}.question`]: "Why?" };
    const difference = differenceBetween(shipped, after);
    expect(difference.general).toMatchObject([{ path: "summary", kind: "reworded", after: "Another summary." }]);
    expect(difference.levels).toEqual([]);
    expect(difference.behaviors).toMatchObject([
      {
        id: b1,
        name: productManagement.source.behaviors[0]?.name,
        changes: [{ key: `anchor/${b1}/${l2}/reworded`, meaning: "wording", canChoose: true }],
        fields: [{ path: anchor }, { path: `guidance.${b1}.${l1}.question` }],
      },
    ]);
  });

  it.each<[what: string, after: DraftFields, keys: string[]]>([
    ["a behavior goes", { ...shipped, [BEHAVIOR_ORDER]: behaviors.slice(1).join("\n") }, [`behavior/${b1}/retired`]],
    ["a behavior moves", { ...shipped, [BEHAVIOR_ORDER]: reordered(behaviors, 0, 3) }, [`behavior/${b1}/moved`]],
    ["a level goes", { ...shipped, [LEVEL_ORDER]: levels.slice(1).join("\n") }, [`level/${l1}/retired`]],
    ["a level moves", { ...shipped, [LEVEL_ORDER]: reordered(levels, 0, levels.length - 1) }, [`level/${l1}/moved`]],
    [
      "a behavior appears",
      { ...shipped, [BEHAVIOR_ORDER]: [...behaviors, "new-one"].join("\n"), "behaviors.new-one.name": "New" },
      ["behavior/new-one/added"],
    ],
    [
      "a level appears",
      { ...shipped, [LEVEL_ORDER]: [...levels, "new-one"].join("\n"), "levels.new-one.name": "New" },
      ["level/new-one/added"],
    ],
  ])("is one of meaning where %s", (_what, after, keys) => {
    expect(keysOf(after)).toEqual(keys);
    expect(differenceBetween(shipped, after).changes.map(({ meaning }) => meaning)).toEqual(["meaning"]);
  });

  it("names as few moves as there are", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(behaviors, { minLength: behaviors.length }), (order) => {
        const moves = keysOf({ ...shipped, [BEHAVIOR_ORDER]: order.join("\n") });
        const stayed = order.filter((id) => !moves.includes(`behavior/${id}/moved`));
        expect(stayed).toEqual(behaviors.filter((id) => stayed.includes(id)));
        expect(moves.length === 0).toBe(order.join() === behaviors.join());
      }),
    );
  });

  it("takes what an admin said of these very words, and not of others, nor of what appears or goes", () => {
    const after = { ...shipped, [anchor]: "Other words.", [BEHAVIOR_ORDER]: behaviors.slice(0, -1).join("\n") };
    const key = `anchor/${b1}/${l2}/reworded`;
    const retired = `behavior/${behaviors.at(-1)}/retired`;
    const { changes } = differenceBetween(shipped, after);
    const chosen: ChosenMeanings = Object.fromEntries(
      changes.map((change) => [
        change.key,
        { meaning: change.key === key ? ("meaning" as const) : ("wording" as const), words: change.words },
      ]),
    );
    const meanings = (fields: DraftFields) =>
      Object.fromEntries(withMeanings(differenceBetween(shipped, fields), chosen).changes.map((change) => [change.key, change.meaning]));
    expect(meanings(after)).toEqual({ [key]: "meaning", [retired]: "meaning" });
    expect(meanings({ ...after, [anchor]: "Yet other words." })).toEqual({ [key]: "wording", [retired]: "meaning" });
  });

  it("is kept with a revision and read again", () => {
    const after = { ...shipped, [anchor]: "Other words.", [`levels.${l1}.name`]: "Starter" };
    const recorded = recordedChanges(differenceBetween(shipped, after));
    expect(changesSchema.parse(JSON.parse(JSON.stringify(recorded)))).toEqual(recorded);
    expect(recorded).toHaveLength(2);
  });
});

describe("answers across revisions", () => {
  const step = (change: Partial<RecordedChange> & Pick<RecordedChange, "unit" | "kind">): RecordedChange => ({
    behaviorId: null,
    levelId: null,
    meaning: "meaning",
    ...change,
  });
  const competency = (changes: DraftFields): CompetencyModel => competencyOf(productManagement.id, { ...shipped, ...changes });
  const anchorStep = step({ unit: "anchor", kind: "reworded", behaviorId: b1, levelId: l2 });
  const reworded = competency({ [anchor]: "Other words." });

  it("all compare where only wording changed", () => {
    const { brokenBehaviorIds, keepsAnswer } = comparabilityOf(productManagement, reworded, [{ ...anchorStep, meaning: "wording" }]);
    expect([...brokenBehaviorIds]).toEqual([]);
    for (const behaviorId of behaviors)
      for (const answer of [...levels, "no-opportunity"]) expect(keepsAnswer(behaviorId, answer)).toBe(true);
  });

  it("lose one anchor's answer and one behavior's trend where that anchor means something else", () => {
    const { brokenBehaviorIds, keepsAnswer } = comparabilityOf(productManagement, reworded, [anchorStep]);
    expect([...brokenBehaviorIds]).toEqual([b1]);
    expect([l1, l2, l3, "no-opportunity"].map((answer) => keepsAnswer(b1, answer))).toEqual([true, false, true, true]);
    expect(keepsAnswer(b2, l2)).toBe(true);
  });

  it("compare again where the words were changed and changed back", () => {
    const { brokenBehaviorIds } = comparabilityOf(productManagement, productManagement, [anchorStep, anchorStep]);
    expect([...brokenBehaviorIds]).toEqual([]);
  });

  it("lose every trend, and keep only “no opportunity yet”, where the scale is another", () => {
    const other = competency({ [LEVEL_ORDER]: levels.slice(1).join("\n") });
    const { brokenBehaviorIds, keepsAnswer } = comparabilityOf(productManagement, other, [
      step({ unit: "level", kind: "retired", levelId: l1 }),
    ]);
    expect([...brokenBehaviorIds]).toEqual(expect.arrayContaining(behaviors));
    expect([l1, l2, "no-opportunity"].map((answer) => keepsAnswer(b1, answer))).toEqual([false, false, true]);
  });

  it("lose a behavior that went, even where nothing was recorded", () => {
    const other = competency({ [BEHAVIOR_ORDER]: behaviors.slice(1).join("\n") });
    const { brokenBehaviorIds, keepsAnswer } = comparabilityOf(productManagement, other, []);
    expect([...brokenBehaviorIds]).toEqual([b1]);
    expect([keepsAnswer(b1, "no-opportunity"), keepsAnswer(b3, l3)]).toEqual([false, true]);
  });

  it("keep those at other levels where one level's words mean something else", () => {
    const other = competency({ [`levels.${l2}.name`]: "Something else" });
    const { brokenBehaviorIds, keepsAnswer } = comparabilityOf(productManagement, other, [
      step({ unit: "level", kind: "reworded", levelId: l2 }),
    ]);
    expect(brokenBehaviorIds.size).toBe(behaviors.length);
    expect([l1, l2].map((answer) => keepsAnswer(b1, answer))).toEqual([true, false]);
  });

  it("are broken where a behavior was retired on the way and came back with other words", () => {
    const { brokenBehaviorIds } = comparabilityOf(productManagement, reworded, [
      step({ unit: "behavior", kind: "retired", behaviorId: b1 }),
      step({ unit: "behavior", kind: "added", behaviorId: b1 }),
    ]);
    expect([...brokenBehaviorIds]).toEqual([b1]);
  });

  it("follow what was said of a move", () => {
    const other = competency({ [BEHAVIOR_ORDER]: reordered(behaviors, 0, 3) });
    const move = step({ unit: "behavior", kind: "moved", behaviorId: b1 });
    expect([...comparabilityOf(productManagement, other, [move]).brokenBehaviorIds]).toEqual([b1]);
    expect([...comparabilityOf(productManagement, other, [{ ...move, meaning: "wording" }]).brokenBehaviorIds]).toEqual([]);
  });
});
