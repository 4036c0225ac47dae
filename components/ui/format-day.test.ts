import { expect, it } from "vitest";
import { formatDay, readInZone } from "./format-day";

it("names UTC where nobody said where the reader is", () => {
  expect(formatDay(new Date("2026-11-26T17:44:00Z"))).toBe("November 26, 2026 (UTC)");
});

it.each([undefined, "", "Mars/Olympus", "x".repeat(1_000), "__proto__"])("ignores %j for a zone", (name) => {
  expect(() => readInZone(name)).not.toThrow();
});
