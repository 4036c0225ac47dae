import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LocatedJson, parseLocatedJson } from "./located-json";

const parseOrNull = (text: string) => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
};

function read(text: string): LocatedJson {
  const located = parseLocatedJson(text);
  if ("error" in located) throw new Error(located.error);
  return located;
}

function errorIn(text: string) {
  const located = parseLocatedJson(text);
  if ("error" in located) return located;
  throw new Error("It was read");
}

describe("what JSON.parse reads", () => {
  it("is read alike, however it is spaced", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 1, "\t"), (value, space) => {
        const text = JSON.stringify(value, null, space);
        expect(read(text).value).toEqual(JSON.parse(text));
      }),
    );
  });

  it("is read alike where anything was put in, and refused where that is refused", () => {
    const sign = fc.constantFrom("{", "}", "[", "]", ",", ":", '"', "\\", "1", "e", "-", "tru", "true", "null", " ", "\n", "\u0000", "'");
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 12 }), (signs) => {
        const text = signs.join("");
        const located = parseLocatedJson(text);
        expect("error" in located ? null : { value: located.value }).toEqual(parseOrNull(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it("keeps a name that is special to JavaScript", () => {
    const { value } = read('{"__proto__": {"a": 1}, "constructor": 2}');
    expect(Object.keys(value as object)).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

it("knows the line of each value, and of what is around it where there is none", () => {
  const { lineOf } = read('{\n  "a": [\n    1,\n    {"b": 2}\n  ]\n}');
  expect([[], ["a"], ["a", 0], ["a", 1, "b"], ["a", 1, "c", 3], ["x"]].map(lineOf)).toEqual([1, 2, 3, 4, 4, 1]);
});

describe("refuses with the line", () => {
  it.each([
    ["a name twice", '{\n"a": 1,\n"a": 2}', 3],
    ["an end too early", '{"a":\n', 2],
    ["a missing comma", "[1\n2]", 2],
    ["an open quote", '\n"abc', 2],
    ["what follows", "{}\n{}", 2],
    ["nothing", "", 1],
    ["YAML", "name: x", 1],
  ])("%s", (_, text, line) => {
    expect(errorIn(text).line).toBe(line);
  });

  it("a text of a million characters, as it is", () => {
    for (const text of ["x".repeat(1_000_000), '\\"'.repeat(300_000)]) expect(read(JSON.stringify(text)).value).toBe(text);
  });

  it("a million brackets, at once", () => {
    expect(errorIn("[".repeat(1_000_000)).error).toContain("deep");
    expect(errorIn('{"a":'.repeat(200_000)).error).toContain("deep");
  });
});
