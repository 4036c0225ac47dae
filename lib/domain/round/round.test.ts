import { describe, expect, it } from "vitest";
import { countProgress, dueDay, endOfDay, isLateFor, isOpenAt, progressIn, remindFrom, roundEnd } from "./round";

const at = (text: string) => new Date(text);
const DAY = 24 * 60 * 60 * 1000;

describe("the end of a day", () => {
  it.each([
    ["an ordinary one", "2026-11-30", "Europe/Berlin", "2026-11-30T23:00:00Z"],
    ["UTC", "2026-11-30", "UTC", "2026-12-01T00:00:00Z"],
    ["an offset of quarters", "2026-11-30", "Asia/Kathmandu", "2026-11-30T18:15:00Z"],
    ["the day before clocks go forward", "2026-03-28", "Europe/Berlin", "2026-03-28T23:00:00Z"],
    ["the day of 23 hours", "2026-03-29", "Europe/Berlin", "2026-03-29T22:00:00Z"],
    ["the day of 25 hours", "2026-10-25", "Europe/Berlin", "2026-10-25T23:00:00Z"],
    ["the day of 23 hours in New York", "2026-03-08", "America/New_York", "2026-03-09T04:00:00Z"],
    ["the day of 25 hours in New York", "2026-11-01", "America/New_York", "2026-11-02T05:00:00Z"],
    ["before a midnight that does not exist, in Cairo", "2026-04-23", "Africa/Cairo", "2026-04-23T22:00:00Z"],
    ["before a midnight that does not exist, in Beirut", "2026-03-28", "Asia/Beirut", "2026-03-28T22:00:00Z"],
    ["before a midnight that did not exist, in São Paulo", "2018-11-03", "America/Sao_Paulo", "2018-11-04T03:00:00Z"],
    ["a day without its first hour", "2018-11-04", "America/Sao_Paulo", "2018-11-05T02:00:00Z"],
    ["before a day that a zone left out", "2011-12-29", "Pacific/Apia", "2011-12-30T10:00:00Z"],
    ["a leap day", "2028-02-29", "UTC", "2028-03-01T00:00:00Z"],
    ["the last of a year", "2026-12-31", "Pacific/Kiritimati", "2026-12-31T10:00:00Z"],
  ])("%s", (_what, day, timeZone, end) => {
    const dueAt = endOfDay(day, timeZone);
    expect(dueAt).toEqual(at(end));
    expect(dueDay({ dueAt, timeZone })).toBe(day);
  });

  it.each([
    ["2026-02-30", "UTC"],
    ["2026-02-29", "UTC"],
    ["2026-13-01", "UTC"],
    ["tomorrow", "UTC"],
    ["2026-11-30", "Europe/Atlantis"],
  ])("is none for %s in %s", (day, timeZone) => {
    expect(() => endOfDay(day, timeZone)).toThrow(RangeError);
  });
});

describe("the window", () => {
  const round = { openedAt: at("2026-11-01T09:00:00Z"), dueAt: at("2026-11-30T23:00:00Z"), closedAt: null };
  const closed = { ...round, closedAt: at("2026-11-20T12:00:00Z") };

  it("takes its first moment and not its last", () => {
    expect(isOpenAt(round, at("2026-11-01T08:59:59.999Z"))).toBe(false);
    expect(isOpenAt(round, at("2026-11-01T09:00:00Z"))).toBe(true);
    expect(isOpenAt(round, at("2026-11-30T22:59:59.999Z"))).toBe(true);
    expect(isOpenAt(round, at("2026-11-30T23:00:00Z"))).toBe(false);
  });

  it("ends with whichever comes first, its due moment or a coach who closes it", () => {
    expect(roundEnd(closed)).toEqual(at("2026-11-20T12:00:00Z"));
    expect(roundEnd({ ...round, closedAt: at("2026-12-05T00:00:00Z") })).toEqual(round.dueAt);
    expect(isOpenAt(closed, at("2026-11-20T12:00:00Z"))).toBe(false);
  });

  it("tells for 30 days that something came too late", () => {
    expect(isLateFor(round, new Date(round.dueAt.getTime() - 1))).toBe(false);
    expect(isLateFor(round, round.dueAt)).toBe(true);
    expect(isLateFor(round, new Date(round.dueAt.getTime() + 30 * DAY - 1))).toBe(true);
    expect(isLateFor(round, new Date(round.dueAt.getTime() + 30 * DAY))).toBe(false);
    expect(isLateFor(closed, at("2026-11-21T00:00:00Z"))).toBe(true);
  });

  const before = { submittedAt: at("2026-10-31T00:00:00Z"), isShared: true };
  const within = { submittedAt: at("2026-11-10T00:00:00Z"), isShared: false };
  const after = { submittedAt: at("2026-12-02T00:00:00Z"), isShared: true };
  const begun = { submittedAt: null, isShared: false };

  it.each([
    ["not-begun", []],
    ["not-begun", [before, after]],
    ["in-progress", [before, begun]],
    ["submitted", [begun, within]],
    ["submitted", [before, within, after]],
    ["shared", [{ ...within, isShared: true }, within, begun]],
  ] as const)("a member is %s by what falls into it", (progress, submissions) => {
    expect(progressIn(round, submissions)).toBe(progress);
  });

  it("opened again, it takes what came late", () => {
    expect(progressIn(round, [after])).toBe("not-begun");
    expect(progressIn({ ...round, dueAt: at("2026-12-05T23:00:00Z") }, [after])).toBe("shared");
  });
});

it("counts each state, also those that nobody is in", () => {
  expect(countProgress(["shared", "not-begun", "shared"])).toEqual({ "not-begun": 1, "in-progress": 0, submitted: 0, shared: 2 });
});

it.each([
  ["two days before, where there are weeks", "2026-11-01T00:00:00Z", "2026-11-28T00:00:00Z"],
  ["two days before, where there are four days", "2026-11-26T00:00:00Z", "2026-11-28T00:00:00Z"],
  ["in the second half of three days", "2026-11-27T00:00:00Z", "2026-11-28T12:00:00Z"],
  ["in the second half of an hour", "2026-11-29T23:00:00Z", "2026-11-29T23:30:00Z"],
])("reminds %s", (_what, calledAt, from) => {
  expect(remindFrom({ dueAt: at("2026-11-30T00:00:00Z") }, at(calledAt))).toEqual(at(from));
});
