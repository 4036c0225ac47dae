import { describe, expect, it } from "vitest";
import { safePath } from "./safe-path";

describe("safePath", () => {
  it.each(["/", "/teams", "/join/abc-DEF_1", "/results/1/share?with=evidence"])("leads to %s", (path) => {
    expect(safePath(path)).toBe(path);
  });

  it.each([
    undefined,
    "",
    "teams",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/./\\evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " /teams",
    "/\u0000",
    `/${"x".repeat(500)}`,
  ])("refuses %j", (path) => {
    expect(safePath(path)).toBeNull();
  });
});
