import { describe, expect, it } from "vitest";
import { readDueDay, roundNameSchema, timeZoneSchema } from "./round-form";

const now = new Date("2026-11-26T09:00:00Z");

function errorFor(day: string, timeZone = "Europe/Berlin", at = now): string {
  const due = readDueDay(day, timeZone, at);
  return due.ok ? "" : due.error;
}

describe("a due day", () => {
  it.each([
    ["2026-11-26", "Europe/Berlin", "2026-11-26T23:00:00Z"],
    ["2026-11-26", "Pacific/Pago_Pago", "2026-11-27T11:00:00Z"],
    ["2027-03-28", "Europe/Berlin", "2027-03-28T22:00:00Z"],
    ["2028-11-26", "UTC", "2028-11-27T00:00:00Z"],
  ])("%s in %s is due at %s", (day, timeZone, dueAt) => {
    expect(readDueDay(day, timeZone, now)).toEqual({ ok: true, dueAt: new Date(dueAt) });
  });

  it.each([
    ["", "Choose the day"],
    ["2026-02-30", "no such day"],
    ["2027-02-29", "no such day"],
    ["2026-13-01", "no such day"],
    ["30.11.2026", "Write it as 2026-11-30"],
    ["20261130", "Write it as 2026-11-30"],
    ["2026-11-30T10:00", "Write it as 2026-11-30"],
    ["2026-11-25", "November 25, 2026 is over already in Europe/Berlin time"],
    ["0001-01-01", "over already"],
    ["2028-11-27", "more than two years away"],
    ["9999-12-31", "more than two years away"],
  ])("%j is none, and it says why", (day, words) => {
    expect(errorFor(day)).toContain(words);
  });

  it("is over where it is tomorrow already, though it is today elsewhere", () => {
    const evening = new Date("2026-11-26T11:00:00Z");
    expect(errorFor("2026-11-26", "Pacific/Kiritimati", evening)).toBe(
      "November 26, 2026 is over already in Pacific/Kiritimati time. Choose a later day.",
    );
    expect(errorFor("2026-11-26", "UTC", evening)).toBe("");
  });

  it("is over at the moment at which it ends, and not a millisecond before", () => {
    expect(errorFor("2026-10-25", "Europe/Berlin", new Date("2026-10-25T22:59:59.999Z"))).toBe("");
    expect(errorFor("2026-10-25", "Europe/Berlin", new Date("2026-10-25T23:00:00Z"))).toContain("over already");
  });

  it("is none where a zone left it out", () => {
    expect(errorFor("2011-12-30", "Pacific/Apia", new Date("2011-12-01T00:00:00Z"))).toContain("no such day");
    expect(errorFor("2011-12-30", "Pacific/Auckland", new Date("2011-12-01T00:00:00Z"))).toBe("");
  });
});

describe("a time zone", () => {
  it.each([
    ["Europe/Berlin", "Europe/Berlin"],
    ["europe/berlin", "Europe/Berlin"],
    ["America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"],
    ["Asia/Kolkata", "Asia/Kolkata"],
    ["UTC", "UTC"],
  ])("%s is known as %s", (typed, name) => {
    expect(timeZoneSchema.parse(typed)).toBe(name);
  });

  it.each(["", "+02:00", "Europe/Atlantis", "a".repeat(65), "Europe/Ber\u0000lin", "[u-ca=hebrew]", 5, undefined])(
    "%j is none",
    (typed) => {
      expect(timeZoneSchema.safeParse(typed).error?.issues[0]?.message).toBe("Choose a time zone from the list.");
    },
  );

  it("is each that this server lists", () => {
    const unknown = Intl.supportedValuesOf("timeZone").filter((name) => !timeZoneSchema.safeParse(name).success);
    expect(unknown).toEqual([]);
  });
});

it("a round's name is one line", () => {
  expect(roundNameSchema.parse("  Q4\r\nBcc: all@example.org ")).toBe("Q4 Bcc: all@example.org");
  expect(roundNameSchema.safeParse(" ").error?.issues[0]?.message).toBe("Give the round a name.");
  expect(roundNameSchema.safeParse("x".repeat(81)).success).toBe(false);
});
