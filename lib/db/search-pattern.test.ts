import { expect, it } from "vitest";
import { globContaining, regexContaining } from "./search-pattern";

it("lets each letter stand in either case, beyond A to Z as well", () => {
  expect(globContaining("aÜ1")).toBe("*[aA][Üü]1*");
  expect(regexContaining("aÜ1")).toBe("[aA][Üü]1");
  expect(globContaining("ς")).toBe("*[ςΣσ]*");
});

it("takes what means something in a pattern for what it is", () => {
  expect(globContaining("*?[]^-\\")).toBe("*[*][?][[]]^-\\*");
  expect(regexContaining(".*+?()[]{}|^$\\")).toBe(".*+?()[]{}|^$\\".replace(/./g, "\\$&"));
});

it("leaves out forms of several characters", () => {
  expect(globContaining("ß")).toBe("*ß*");
});
