/** Documents tell what is there: their paths and links exist, and the decisions are numbered without a gap. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((file) => file !== "" && existsSync(path.join(root, file)));
const folders = new Set(files.flatMap((file) => file.split("/").map((_part, index, parts) => parts.slice(0, index).join("/"))));
const names = new Set(files.map((file) => path.posix.basename(file)));
const tops = new Set(files.map((file) => file.split("/", 1)[0]));

const documents = files.filter((file) => file.endsWith(".md"));
/** A record of a decision keeps the names of its day. */
const today = documents.filter((file) => /^[^/]+\.md$|^docs\/[^/]+\.md$/.test(file) && file !== "CHANGELOG.md");

/** Written by the build, and ignored by git. */
const GENERATED = ["lib/db/generated"];

/** What stands in backticks, without blocks of code. */
const quoted = (text: string) => [...text.replaceAll(/^```[\s\S]*?^```/gm, "").matchAll(/`([^`\n]+)`/g)].map(([, words = ""]) => words);

/** Whether this names a file or a folder of the tree: a path from its top, or a file's name alone. */
function isPath(words: string): boolean {
  if (!/^[\w.@()[\]*-]+(\/[\w.@()[\]*-]+)*\/?$/.test(words)) return false;
  return words.includes("/") ? tops.has(words.split("/", 1)[0]) : /^[\w-][\w.-]*\.(ts|tsx|mjs|cjs|css|json|prisma|md|yml)$/.test(words);
}

/** A star stands for one part of a path. */
function exists(words: string): boolean {
  const wanted = words.replace(/\/$/, "");
  if (GENERATED.includes(wanted) || files.includes(wanted) || folders.has(wanted)) return true;
  if (!wanted.includes("/")) return names.has(wanted);
  if (!wanted.includes("*")) return false;
  const pattern = wanted.split("*").map((part) => part.replaceAll(/[.()[\]]/g, "\\$&"));
  const regex = new RegExp(`^${pattern.join("[^/]+")}$`);
  return [...files, ...folders].some((each) => regex.test(each));
}

describe("each path in", () => {
  test.each(today)("%s exists", (document) => {
    expect(quoted(read(document)).filter((words) => isPath(words) && !exists(words))).toEqual([]);
  });

  test("a document is seen, and one that is not there too", () => {
    expect(today.flatMap((document) => quoted(read(document)).filter(isPath)).length).toBeGreaterThan(30);
    expect(["lib/server", "server.mjs", "lib/data/*/internal"].filter((words) => isPath(words) && exists(words))).toHaveLength(3);
    expect(["lib/nowhere", "nowhere.mjs", "lib/data/*/nowhere"].filter((words) => isPath(words) && !exists(words))).toHaveLength(3);
  });
});

test.each(documents)("each link to a file in %s leads somewhere", (document) => {
  const targets = [...read(document).matchAll(/\]\(([^)\s#]+)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
  const lost = targets.filter((target) => {
    const place = path.posix.join(path.posix.dirname(document), target).replace(/\/$/, "");
    return !files.includes(place) && !folders.has(place);
  });
  expect(lost).toEqual([]);
});

describe("docs/architecture.md", () => {
  const block = read("docs/architecture.md").match(/^```\n(app\/[\s\S]*?)^```/m)?.[1] ?? "";

  test("has each layer of lib in its tree, and no other", () => {
    const drawn = [
      ...(block
        .slice(block.indexOf("lib/"))
        .split(/\n(?=\S)/, 1)[0]
        ?.matchAll(/^ {2}([a-z]+)\//gm) ?? []),
    ].map(([, name = ""]) => name);
    const layers = [...folders].filter((folder) => /^lib\/[^/]+$/.test(folder)).map((folder) => folder.slice("lib/".length));
    expect(drawn.toSorted()).toEqual(layers.toSorted());
  });

  test("names who may import whom for each layer", () => {
    const rows = [...read("docs/architecture.md").matchAll(/^\| (`[^|]+`) \|/gm)].map(([, cell = ""]) => cell).join(" ");
    const layers = [...folders].filter((folder) => /^lib\/[^/]+$/.test(folder));
    expect([...layers, "app", "components", "prisma/seed"].filter((layer) => !rows.includes(`\`${layer}\``))).toEqual([]);
  });
});

describe("decisions", () => {
  const records = documents.filter((file) => file.startsWith("docs/decisions/"));

  test("are numbered from 1 on, without a gap and each once", () => {
    expect(records.map((file) => path.posix.basename(file).slice(0, 5)).toSorted()).toEqual(
      records.map((_file, index) => `${String(index + 1).padStart(4, "0")}-`),
    );
  });

  test.each(records)("%s begins with its number", (record) => {
    expect(read(record)).toMatch(new RegExp(`^# ${Number(path.posix.basename(record).slice(0, 4))}\\. \\S`));
  });

  test("that code refers to are there", () => {
    const numbers = new Set(records.map((record) => path.posix.basename(record).slice(0, 4)));
    const code = files.filter((file) => /\.(ts|tsx|mjs|cjs|json|h)$/.test(file) && file !== "tests/architecture/docs.test.ts");
    const references = code.flatMap((file) => [...read(file).matchAll(/docs\/decisions\/(\d{4})([\w-]*\.md)?/g)]);
    const lost = references.filter(([whole, number = "", rest]) => (rest ? !files.includes(whole) : !numbers.has(number)));
    expect(lost.map(([whole]) => whole)).toEqual([]);
  });
});
