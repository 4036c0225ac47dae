import { expect, it } from "vitest";
import { teamNameSchema } from "./team-name";

it.each([
  ["  Orion  ", "Orion"],
  ["Orion\r\nBcc: all@example.org", "Orion Bcc: all@example.org"],
  ["Ori\u202eno", "Ori no"],
  ["🚀", "🚀"],
  ["x".repeat(80), "x".repeat(80)],
])("%j becomes %j", (typed, name) => {
  expect(teamNameSchema.parse(typed)).toBe(name);
});

it.each(["", " \n ", "\u200b", "x".repeat(81), "a\u0000b", "a\ud800"])("%j is refused in a sentence", (typed) => {
  expect(teamNameSchema.safeParse(typed).error?.issues[0]?.message).toMatch(/\.$|has \d+\.$/);
});
