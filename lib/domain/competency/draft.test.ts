import { describe, expect, it } from "vitest";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import {
  BEHAVIOR_ORDER,
  behaviorIdsOf,
  competencyOf,
  emptyFields,
  fieldError,
  fieldKind,
  fieldPaths,
  fieldsOf,
  findGaps,
  isInCompetency,
  LEVEL_ORDER,
  levelIdsOf,
  moved,
  newId,
} from "./draft";

const shipped = fieldsOf(productManagement);
const id = productManagement.id;

describe("a model taken apart", () => {
  it("is put together again exactly, and has no gaps", () => {
    expect(competencyOf(id, shipped)).toEqual(productManagement);
    expect(findGaps(shipped)).toEqual([]);
  });

  it("has each of its texts in a field that exists and that takes it", () => {
    for (const [path, text] of Object.entries(shipped)) {
      if (path === BEHAVIOR_ORDER || path === LEVEL_ORDER) continue;
      expect([path, fieldKind(path) && fieldError(path, text)]).toEqual([path, null]);
    }
    expect(fieldPaths(shipped).filter((path) => fieldKind(path) === null)).toEqual([]);
    const known = new Set(fieldPaths(shipped));
    expect(Object.keys(shipped).filter((path) => !known.has(path))).toEqual([BEHAVIOR_ORDER, LEVEL_ORDER]);
  });

  it("keeps the words of what is retired, and leaves them out of the model", () => {
    const [first = "", ...rest] = behaviorIdsOf(shipped);
    const without = { ...shipped, [BEHAVIOR_ORDER]: rest.join("\n") };
    expect(competencyOf(id, without).source.behaviors.map((behavior) => behavior.id)).toEqual(rest);
    expect(JSON.stringify(competencyOf(id, without))).not.toContain(productManagement.source.behaviors[0]?.definition);
    expect(isInCompetency(`behaviors.${first}.name`, without)).toBe(false);
    expect(isInCompetency(`anchors.${rest[0]}.novice-that-never-was`, without)).toBe(false);
    expect(competencyOf(id, { ...without, [BEHAVIOR_ORDER]: behaviorIdsOf(shipped).join("\n") })).toEqual(productManagement);
  });

  it("is the source's words alone where a document has no more", () => {
    const { source } = productManagement;
    const gaps = findGaps(fieldsOf({ source }));
    expect(gaps.every(({ path }) => /^(anchors|guidance|opportunities|behaviors\..*\.shortName)/.test(path))).toBe(true);
    expect(gaps.filter(({ path }) => path.startsWith("anchors."))).toHaveLength(source.behaviors.length * source.levels.length);
  });
});

describe("gaps", () => {
  it.each(fieldPaths(shipped).filter((path) => shipped[path] !== undefined && !path.includes(".practices.")))(
    "name %s where it is empty or blank",
    (path) => {
      expect(findGaps({ ...shipped, [path]: " \n " })).toMatchObject([{ path }]);
    },
  );

  it("say where, in words", () => {
    const [behavior, level] = [productManagement.source.behaviors[0], productManagement.source.levels[1]];
    const anchor = `anchors.${behavior?.id}.${level?.id}`;
    expect(findGaps({ ...shipped, [anchor]: "" })).toEqual([
      { path: anchor, message: `${behavior?.name} at ${level?.name}: the anchor is missing.` },
    ]);
    expect(findGaps({ ...shipped, summary: "" })).toEqual([{ path: "summary", message: "The summary is missing." }]);
  });

  it("let the third practice be left out whole, and not in part", () => {
    const base = `guidance.${behaviorIdsOf(shipped)[0]}.${levelIdsOf(shipped)[0]}.practices.2`;
    const without = { ...shipped, [`${base}.name`]: "", [`${base}.begin`]: "", [`${base}.author`]: "", [`${base}.title`]: "" };
    expect(findGaps(without)).toEqual([]);
    expect(findGaps({ ...without, [`${base}.begin`]: "Begin" }).map(({ path }) => path)).toEqual([
      `${base}.name`,
      `${base}.author`,
      `${base}.title`,
    ]);
  });

  it("are in an address that is none, in too many lines, too few levels and no behaviors", () => {
    for (const address of ["not an address", "javascript:alert(1)", "data:text/html,x"]) {
      expect(findGaps({ ...shipped, "attribution.url": address })).toMatchObject([{ path: "attribution.url" }]);
    }
    const evidence = `guidance.${behaviorIdsOf(shipped)[0]}.${levelIdsOf(shipped)[0]}.evidence`;
    expect(findGaps({ ...shipped, [evidence]: "a\nb\nc\nd" })).toMatchObject([{ path: evidence }]);
    expect(findGaps(emptyFields("New")).map(({ path }) => path)).toEqual(expect.arrayContaining([BEHAVIOR_ORDER, LEVEL_ORDER, "purpose"]));
  });
});

describe("a field", () => {
  it.each([
    "",
    "constructor",
    "__proto__",
    "names",
    "name.",
    "behaviors..name",
    "behaviors.X.name",
    "behaviors.a.names",
    BEHAVIOR_ORDER,
    `a${"-b".repeat(900)}`,
  ])("does not exist under “%s”", (path) => {
    expect(fieldKind(path)).toBeNull();
    expect(fieldError(path, "x")).toMatch(/does not exist/);
  });

  it("refuses what is too long or cannot be stored, and takes markup as text", () => {
    expect(fieldError("name", "x".repeat(201))).toBe("Please keep this to 200 characters or fewer: it has 201.");
    expect(fieldError("name", "x".repeat(200))).toBeNull();
    expect(fieldError("purpose", "a\u0000b")).toMatch(/null character/);
    expect(fieldError("purpose", "<script>alert(1)</script>")).toBeNull();
  });
});

describe("an id", () => {
  it("comes from a name and is never one that was used, nor a reserved one", () => {
    expect(newId("Über-Führung & “Mut”", new Set(), "behavior")).toBe("uber-fuhrung-and-mut");
    expect(newId("Mut", new Set(["mut", "mut-2"]), "behavior")).toBe("mut-3");
    expect(newId("No opportunity", new Set(), "level")).toBe("no-opportunity-2");
    expect(newId("Review", new Set(), "behavior")).toBe("review-2");
    expect(newId("勇気", new Set(), "behavior")).toBe("behavior");
    expect(newId("x".repeat(500), new Set(), "level")).toHaveLength(60);
  });
});

describe("moving", () => {
  it("takes one place up or down, and nothing past the ends", () => {
    expect(moved(["a", "b", "c"], "b", "up")).toEqual(["b", "a", "c"]);
    expect(moved(["a", "b", "c"], "b", "down")).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b"], "a", "up")).toBeNull();
    expect(moved(["a", "b"], "b", "down")).toBeNull();
    expect(moved(["a", "b"], "z", "down")).toBeNull();
  });
});
