/** Rules for the tree: names, head comments, reasons for suppressions, and a documented environment. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

/** Tracked files and new ones alike, without what git ignores. */
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((file) => file !== "" && existsSync(path.join(root, file)));
const source = files.filter((file) => /\.(ts|tsx|mjs|cjs)$/.test(file));

test("there is a tree to look at", () => {
  expect(source.length).toBeGreaterThan(20);
});

describe("names", () => {
  const named = files.filter((file) => /^(app|components|lib|scripts|tests)\//.test(file));

  test("are in kebab case; a URL's folders may be dynamic or grouped", () => {
    const segment = /^(\.?[a-z0-9]+([.-][a-z0-9]+)*|\([a-z0-9-]+\)|\[(\.\.\.)?[a-zA-Z]+\]|_[a-z0-9-]+)(\.[a-z0-9-]+)*$/;
    expect(named.filter((file) => !file.split("/").every((part) => segment.test(part)))).toEqual([]);
  });

  test("say what a module owns: no utils, no barrels", () => {
    expect(named.filter((file) => /(^|\/)(utils?|helpers?|misc|common|index)\.(ts|tsx|mjs|cjs)$/.test(file))).toEqual([]);
  });
});

describe("rooms", () => {
  const NOUNS = [
    "account",
    "agenda",
    "assessment",
    "cohort",
    "competency",
    "growth",
    "invitation",
    "overview",
    "review",
    "round",
    "sharing",
    "team",
    "workspace",
  ];
  /** What each layer has beside the nouns. */
  const LAYERS: Record<string, string[]> = { "lib/domain": ["request", "text"], "lib/data": [], components: ["charts", "ui"] };

  test.each(Object.entries(LAYERS))("%s has a room for each noun that it knows, and no other", (layer, besides) => {
    const inLayer = files.filter((file) => file.startsWith(`${layer}/`)).map((file) => file.slice(layer.length + 1).split("/"));
    const names = inLayer.map(([room = "", ...rest]) => (rest.length === 0 ? `a file, ${room}` : room));
    expect(names.length).toBeGreaterThan(10);
    expect([...new Set(names)].filter((name) => ![...NOUNS, ...besides].includes(name))).toEqual([]);
    expect(besides.filter((name) => !names.includes(name))).toEqual([]);
  });

  test("each noun has one somewhere", () => {
    const has = (noun: string) => files.some((file) => Object.keys(LAYERS).some((layer) => file.startsWith(`${layer}/${noun}/`)));
    expect(NOUNS.filter((noun) => !has(noun))).toEqual([]);
  });

  test("in lib/data a noun has queries, mutations and what is internal, and nothing else", () => {
    const inside = files.filter((file) => file.startsWith("lib/data/"));
    const shape = /^lib\/data\/[a-z]+\/((queries|mutations)(\.ts|\/[a-z0-9-]+\.ts)|internal\/[a-z0-9-]+(\.test)?\.ts)$/;
    expect(inside.filter((file) => !shape.test(file))).toEqual([]);
  });

  test("no file stands beside a folder of its own name", () => {
    const folders = new Set(source.map((file) => path.posix.dirname(file)));
    const stem = (file: string) => file.replace(/(\.(test|test-support|spec))?\.[a-z]+$/, "");
    // Next's own names: a page may stand beside the folder of a deeper address.
    expect(source.filter((file) => !file.startsWith("app/") && folders.has(stem(file)))).toEqual([]);
  });

  test("no two files of a noun's room have one name", () => {
    const named = source.filter((file) => /^(lib\/domain|components)\/[a-z]+\//.test(file) || /^lib\/data\/[a-z]+\/internal\//.test(file));
    const keyOf = (file: string) => {
      const layer = Object.keys(LAYERS).find((each) => file.startsWith(`${each}/`)) ?? "";
      return `${layer} ${file.slice(layer.length + 1).split("/")[0]} ${path.posix.basename(file)}`;
    };
    const keys = named.map(keyOf);
    expect(named.filter((_file, index) => keys.indexOf(keys[index] ?? "") !== keys.lastIndexOf(keys[index] ?? ""))).toEqual([]);
  });
});

test("server actions stand in actions.ts, in the folder of a page, and every actions.ts has some", () => {
  const app = source.filter((file) => /^(app|components|lib)\//.test(file) && !/\.test\.tsx?$/.test(file));
  const withActions = app.filter((file) => /^\s*["']use server["'];/m.test(read(file)));
  expect(withActions).toEqual(app.filter((file) => /^app\/(.*\/)?actions\.ts$/.test(file)));
  expect(
    app.filter(
      (file) =>
        /actions?\.tsx?$/.test(path.posix.basename(file)) && !/^(app\/(.*\/)?actions|lib\/actions\/define-(form-)?action)\.ts$/.test(file),
    ),
  ).toEqual([]);
});

test("one comment heads each module", () => {
  // Next's own file names already say what an app file is; a declaration of ambient types owns nothing.
  const conventional = /^app\/(.*\/)?(page|layout|loading|not-found|error|global-error|route|icon|template)\.tsx?$/;
  const modules = source.filter((file) => /^(app|components|lib|scripts)\//.test(file) && !/\.test\.tsx?$/.test(file));
  // A directive must be a module's first statement, and the imports may come before the comment too.
  const headed = /^(["']use (client|server)["'];\s*)?(import\s[^;]*;\s*)*(\/\*\*|\/\/)/;
  expect(modules.filter((file) => !conventional.test(file) && !headed.test(read(file)))).toEqual([]);
});

test("each suppression carries its reason", () => {
  const suppression = /(oxlint-disable|eslint-disable|biome-ignore|@ts-expect-error|@ts-ignore|@ts-nocheck)/;
  const reasoned = /(oxlint-disable|eslint-disable)[^\n]* -- \S+ \S+|biome-ignore[^\n:]+: \S+ \S+|@ts-expect-error:? \S+ \S+/;
  const bare = source
    .filter((file) => !file.startsWith("tests/architecture/"))
    .flatMap((file) =>
      read(file)
        .split("\n")
        .map((line, index) => ({ line, place: `${file}:${index + 1}` })),
    )
    .filter(({ line }) => suppression.test(line) && !reasoned.test(line));
  expect(bare.map(({ place }) => place)).toEqual([]);
});

describe("the environment", () => {
  /** Set by Node and Next themselves. */
  const given = new Set(["NODE_ENV", "NEXT_RUNTIME"]);
  const tests = new Set(["DATABASE_URL_TEST", "CHROMIUM_PATH"]);
  const schema = read("lib/platform/environment.ts").match(/z\.object\(\{([\s\S]*?)\n\}\)/)?.[1] ?? "";
  const variables = [...schema.matchAll(/^ {2}([A-Z][A-Z0-9_]*):/gm)].map(([, name]) => name ?? "").filter((name) => !given.has(name));

  test("is read from a schema that this test can see", () => {
    expect(variables).toContain("DATABASE_URL");
  });

  test("is described in .env.example, the whole of it and nothing else", () => {
    const described = [...read(".env.example").matchAll(/^#? ?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name);
    expect(described.toSorted()).toEqual(variables.toSorted());
  });

  test("is described in the README, the whole of it and nothing else", () => {
    const described = [...read("README.md").matchAll(/^\| `([A-Z][A-Z0-9_]*)` \|/gm)].map(([, name]) => name ?? "");
    expect(described.filter((name) => !tests.has(name)).toSorted()).toEqual(variables.toSorted());
  });
});

test("every script of package.json is in the README", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const readme = read("README.md");
  const named = (name: string) => readme.includes(`npm run ${name}`) || readme.includes(`npm ${name}`);
  expect(Object.keys(scripts).filter((name) => !named(name))).toEqual([]);
});
