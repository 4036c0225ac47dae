/** The retired words stay out: of identifiers, comments, copy, documents, file names and the database's models. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");

type RetiredWord = {
  /** In lower case. A word ends where a letter of the other case begins, so that "look" is found in `lastLook`. */
  words: readonly string[];
  instead: string;
  /** Ordinary English, retired only as a part of an identifier. */
  identifiersOnly?: true;
};

const RETIRED: readonly RetiredWord[] = [
  { words: ["picture", "pictures", "pictured"], instead: "cohort; in copy: team summary" },
  { words: ["tally", "tallies", "tallied"], instead: "cohort" },
  { words: ["glance", "glances"], instead: "overview" },
  { words: ["sitting", "sittings"], instead: "submission, self-assessment" },
  { words: ["sat"], instead: "submitted", identifiersOnly: true },
  { words: ["fault", "faults", "faulty"], instead: "error" },
  { words: ["refusal", "refusals"], instead: "error" },
  { words: ["refuse"], instead: "reject…, require…", identifiersOnly: true },
  { words: ["look", "looks"], instead: "view (what a coach was shown), variant (of a button)", identifiersOnly: true },
  { words: ["standing", "standings"], instead: "status" },
  { words: ["storey", "storeys", "story"], instead: "layer" },
  { words: ["house", "houses"], instead: "the name of what is meant: app, layer, folder" },
  { words: ["unstorable", "storable"], instead: "well-formed" },
  { words: ["told", "say"], instead: "describe…, format…", identifiersOnly: true },
];

/** Each is a phrase or a name that keeps its word, and the reason. */
const ALLOWED: readonly [phrase: RegExp, reason: string][] = [
  [/\bat a glance\b/gi, "a heading that people read, and plain English"],
  [/\bsitting in on\b/gi, "what somebody in the demo did"],
  [/\bpicture of the next five years\b/gi, "a vision, in the demo's words"],
];

/**
 * Not read: the competency's own text, migrations that were applied and the test that carries old tables over, files that
 * somebody else wrote, the changelog, and this table.
 */
const UNREAD =
  /^(?:lib\/domain\/competency\/product-management\/|prisma\/(?:sqlite|postgres)\/migrations\/|tests\/fixtures\/|docs\/screenshots\/|tests\/integration\/migrations\.test\.ts$|CHANGELOG\.md$|tests\/architecture\/words\.test\.ts$)/;

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((file) => /^(?:app|components|lib|scripts|tests|prisma|docs)\/|^[^/]+\.(?:ts|md|mjs)$/.test(file))
  .filter((file) => /\.(?:tsx?|mjs|cjs|css|prisma|md)$/.test(file) && !UNREAD.test(file) && existsSync(path.join(root, file)));

/** The word as a part of an identifier, and, unless it is ordinary English, by itself in any case. */
function patternOf({ words, identifiersOnly }: RetiredWord): RegExp {
  const lower = words.join("|");
  const capitalized = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("|");
  const upper = lower.toUpperCase();
  const alternatives = [
    `(?<=[a-z0-9])(?:${capitalized})(?![a-z])`,
    `(?<![A-Za-z])(?:${lower}|${capitalized})(?=[A-Z])`,
    `(?<=[A-Z0-9]_)(?:${upper})(?![A-Z])`,
    `(?<![A-Za-z])(?:${upper})(?=_?[A-Z]|\\b)`,
  ];
  if (!identifiersOnly) alternatives.push(`(?<![A-Za-z])(?:${lower}|${capitalized})(?![A-Za-z])`);
  return new RegExp(alternatives.join("|"), "g");
}

const patterns = RETIRED.map((retired) => ({ pattern: patternOf(retired), instead: retired.instead }));

/** Comments speak plainly: what a function gives back is said by "Returns", not by the word for a rating. */
const PHRASES: readonly [pattern: RegExp, instead: string][] = [
  [/(?:\/\*\*|^\s*\*) Answers (?!of\b|by\b|that\b|and\b|in\b|to\b|with\b|are\b)/gm, "Returns …"],
  [/; answers whether\b/g, "; returns whether"],
  [/\ba look (?:at .+ )?is written\b|\b(?:write|writes|wrote) (?:a|the) looks? down\b/gi, "a view is recorded"],
];

function retiredIn(text: string): string[] {
  let rest = text;
  for (const [phrase] of ALLOWED) rest = rest.replaceAll(phrase, (match) => match.replaceAll(/\S/g, "-"));
  const found: string[] = [];
  const report = (pattern: RegExp, instead: string) => {
    for (const match of rest.matchAll(pattern)) {
      const line = rest.slice(0, match.index).split("\n").length;
      found.push(`${line}: “${match[0].trim()}” → ${instead}`);
    }
  };
  for (const { pattern, instead } of patterns) report(pattern, instead);
  for (const [pattern, instead] of PHRASES) report(pattern, instead);
  return found;
}

describe("the retired words", () => {
  it.each([
    ["const lastLook = 1;", "looks"],
    ["const LOOKS = {};", "looks"],
    ["/** The team's picture. */", "pictures"],
    ["const fieldFault = isFaulty;", "faults"],
    ["model TeamTally {", "tallies"],
    ["/** Answers whether it did. */", "Returns"],
  ])("are found in %j", (text) => {
    expect(retiredIn(text)).not.toEqual([]);
  });

  it.each(["const byDefault = 1;", "They look at it, and are told so.", "an understanding", "Answers of one person", "at a glance"])(
    "are not seen in %j",
    (text) => {
      expect(retiredIn(text)).toEqual([]);
    },
  );

  it("are in no file", () => {
    expect(files.length).toBeGreaterThan(400);
    const found = files.flatMap((file) => retiredIn(readFileSync(path.join(root, file), "utf8")).map((what) => `${file}:${what}`));
    expect(found).toEqual([]);
  });

  it("are in no file's name", () => {
    const named = files.filter((file) => !file.startsWith("docs/decisions/"));
    expect(named.flatMap((file) => retiredIn(file).map((what) => `${file} ${what}`))).toEqual([]);
  });
});
