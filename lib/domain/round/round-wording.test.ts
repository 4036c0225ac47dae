import { expect, it } from "vitest";
import { describeDue, describeEnd, describeOpening } from "./round-wording";

const berlin = { dueAt: new Date("2026-11-30T23:00:00Z"), timeZone: "Europe/Berlin", closedAt: null };

it("a due moment is said as its day, and whose day it is", () => {
  expect(describeDue(berlin)).toBe("the end of November 30, 2026 (Europe/Berlin time)");
  expect(describeDue({ dueAt: new Date("2026-12-01T00:00:00Z"), timeZone: "UTC" })).toBe("the end of November 30, 2026 (UTC)");
  expect(describeDue({ dueAt: new Date("2026-12-01T05:00:00Z"), timeZone: "America/New_York" })).toContain("(America/New York time)");
});

it("an end is told as closed by a coach only where that came first", () => {
  expect(describeEnd(berlin)).toBe("ended with November 30, 2026 (Europe/Berlin time)");
  expect(describeEnd({ ...berlin, closedAt: new Date("2026-11-20T23:30:00Z") })).toBe(
    "was closed on November 21, 2026 (Europe/Berlin time)",
  );
  expect(describeEnd({ ...berlin, closedAt: new Date("2026-12-02T00:00:00Z") })).toBe("ended with November 30, 2026 (Europe/Berlin time)");
});

it("a beginning is told by the day there", () => {
  expect(describeOpening({ openedAt: new Date("2026-11-01T23:30:00Z"), timeZone: "Europe/Berlin" })).toBe("November 2, 2026");
});
