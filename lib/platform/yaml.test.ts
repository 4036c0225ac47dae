import { describe, expect, it } from "vitest";
import { parseYaml, writeYaml } from "./yaml";

function errorFor(text: string) {
  const answer = parseYaml(text);
  return "error" in answer ? { error: answer.error, line: answer.line } : null;
}

function valueOf(text: string): unknown {
  const answer = parseYaml(text);
  return "error" in answer ? answer : answer.value;
}

it("is YAML 1.2: yes and dates are text, and a billion laughs is none", () => {
  expect(valueOf("a: yes\nb: 2026-11-23\nc: |\n  two\n  lines\nd: >-\n  one\n  line\n")).toEqual({
    a: "yes",
    b: "2026-11-23",
    c: "two\nlines\n",
    d: "one line",
  });
});

it("knows the line of a value", () => {
  const answer = parseYaml("a:\n  - b: 1\n\n  - b: 2\n");
  expect("lineOf" in answer && [["a", 1, "b"], ["a", 1, "x"], []].map((path) => answer.lineOf(path))).toEqual([4, 4, 1]);
});

it("writes what it reads", () => {
  const value = { a: ["yes", "no", "- x", "a: b", "# c", "1", "", " x ", "line\nline"], b: { "c d": "“’”" } };
  expect(valueOf(writeYaml(value, "about"))).toEqual(value);
  const shared = { x: "1" };
  expect(writeYaml({ a: shared, b: shared }, "about")).not.toContain("&");
});

describe("refuses with its line", () => {
  it.each([
    ["a name twice", "a: 1\nb: 2\na: 3\n", "This name stands here a second time, or is none.", 3],
    ["a tag", "a: 1\nb: !!js/function 'x'\n", "Tags (!) are not taken. Please write the value alone.", 2],
    ["a tag of its own", "a: !own x\n", "Tags (!) are not taken. Please write the value alone.", 1],
    ["binary", "a: !!binary aGk=\n", "Tags (!) are not taken. Please write the value alone.", 1],
    ["a second document", "a: 1\n---\nb: 2\n", "A second document begins here. Please keep it to one.", 2],
    ["tabs", "a:\n\tb: 1\n", "Please indent with spaces: YAML takes no tabs.", 2],
  ])("%s", (_, text, error, line) => {
    expect(errorFor(text)).toEqual({ error, line });
  });

  it("what is no YAML", () => {
    expect(errorFor("a: 'x\nb: 2\n")?.error).toMatch(/^This is not YAML: /);
    expect(errorFor("a: *nobody\n")?.error).toBeTruthy();
    expect(errorFor("a: [1, 2\nb: 3")?.error).toMatch(/^This is not YAML: /);
  });
});

describe("does no harm", () => {
  /** In milliseconds of this process's own work, whatever else the machine does. */
  const timed = (text: string) => {
    const begin = process.cpuUsage();
    const error = errorFor(text);
    return { error, took: process.cpuUsage(begin).user / 1_000 };
  };

  it("a billion laughs", () => {
    const names = [..."abcdefghi"];
    const laughs = names
      .map(
        (name, index) =>
          `${name}: &${name} [${
            index === 0
              ? '"lol"'
              : Array(9)
                  .fill(`*${names[index - 1]}`)
                  .join(", ")
          }]`,
      )
      .join("\n");
    const { error, took } = timed(laughs);
    expect(error?.error).toMatch(/aliases/);
    expect(took).toBeLessThan(2_000);
  });

  it("a few aliases that grow, and one that holds itself", () => {
    const few = [
      "a: &a [x, x, x, x, x, x]",
      "b: &b [*a, *a, *a, *a, *a, *a, *a, *a]",
      "c: &c [*b, *b, *b, *b, *b, *b, *b, *b]",
      "d: [*c, *c, *c, *c, *c, *c, *c, *c]",
    ].join("\n");
    expect(errorFor(few)?.error).toMatch(/aliases/);
    expect(errorFor("x: 1\na: &a [b, {c: *a}]\n")).toEqual({ error: "This alias (*) stands inside of what it repeats.", line: 2 });
    expect(valueOf("a: &a [b]\nc: *a\n")).toEqual({ a: ["b"], c: ["b"] });
  });

  it.each([
    ["brackets", "[".repeat(150_000)],
    ["lines", "a: b\n".repeat(20_000)],
    ["a million characters", "x".repeat(1_000_000)],
    ["names in brackets", "? [a]\n: b\n"],
    ["braces", "{a: ".repeat(40_000)],
    ["brackets that close", `${"[".repeat(900)}${"]".repeat(900)}`],
    ["hyphens", `${"- ".repeat(200_000)}x`],
    ["questions", `${"? ".repeat(200_000)}x`],
    ["steps", Array.from({ length: 1_000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n")],
    ["anchors", "&a ".repeat(30_000)],
    ["colons", ":".repeat(100_000)],
    ["quotes", '"'.repeat(100_000)],
  ])(
    "nothing but %s",
    (_, text) => {
      const { error, took } = timed(text);
      expect(error?.error ?? "").not.toBe("");
      expect(took).toBeLessThan(6_000);
    },
    60_000,
  );

  it("depth, at once: it is seen before anything is built", () => {
    for (const sign of ["[", "{a: ", "- ", "? "]) {
      const { error, took } = timed(sign.repeat(300_000 / sign.length));
      expect(error).toEqual({ error: "This is nested more than 32 deep.", line: null });
      expect(took).toBeLessThan(100);
    }
  });

  it("thousands of names, which are well, and no more than any model has", () => {
    const names = (length: number) => Array.from({ length }, (_, index) => `k${index}: b`).join("\n");
    const { error, took } = timed(names(7_000));
    expect(error).toBeNull();
    expect(took).toBeLessThan(6_000);
    expect(timed(names(20_000)).error?.error).toBe("This has more names and values than any model.");
  }, 60_000);

  it("a name that is special to JavaScript", () => {
    const value = valueOf("__proto__:\n  polluted: 1\nconstructor: 2\n") as object;
    expect(Object.keys(value)).toEqual(["__proto__", "constructor"]);
    expect("polluted" in {}).toBe(false);
  });
});
