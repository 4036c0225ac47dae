import { expect, it } from "vitest";
import { type CalendarEntry, calendarFile } from "./calendar";

const entry: CalendarEntry = {
  uid: "round-1@cairn",
  sequence: 2,
  dueAt: new Date("2026-11-30T23:00:00Z"),
  summary: "Q4: self-assessment due",
  description: "Product Management, for the team Orion.\nhttps://cairn.example.org",
  url: "https://cairn.example.org/",
  organizer: "no-reply@cairn.example.org",
  isCancelled: false,
};
const now = new Date("2026-11-26T09:00:00Z");

/** Content lines as in RFC 5545 (3.1): ended by CRLF, folded after at most 75 octets. */
function linesOf(file: string): string[] {
  expect(file.replaceAll("\r\n", "")).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
  for (const line of file.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  return file
    .replaceAll(/\r\n[ \t]/g, "")
    .split("\r\n")
    .filter(Boolean);
}

function propertyOf(file: string, name: string): string | undefined {
  const found = linesOf(file).filter((line) => line.split(/[:;]/, 1)[0] === name);
  expect(found.length).toBeLessThanOrEqual(1);
  return found[0]?.slice(found[0].indexOf(":") + 1);
}

it("is one entry that ends when it is due", () => {
  const { method, text } = calendarFile(entry, now);
  expect(method).toBe("PUBLISH");
  expect(linesOf(text)).toEqual([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Cairn//Cairn//EN",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    "UID:round-1@cairn",
    "SEQUENCE:2",
    "DTSTAMP:20261126T090000Z",
    "DTSTART:20261130T220000Z",
    "DTEND:20261130T230000Z",
    "SUMMARY:Q4: self-assessment due",
    "TRANSP:TRANSPARENT",
    "DESCRIPTION:Product Management\\, for the team Orion.\\nhttps://cairn.example.org",
    'ORGANIZER;CN="Cairn":mailto:no-reply@cairn.example.org',
    "URL;VALUE=URI:https://cairn.example.org/",
    "END:VEVENT",
    "END:VCALENDAR",
  ]);
});

it("cancels the same entry, by its UID", () => {
  const { method, text } = calendarFile({ ...entry, sequence: 3, isCancelled: true }, now);
  expect(method).toBe("CANCEL");
  expect(propertyOf(text, "METHOD")).toBe("CANCEL");
  expect(propertyOf(text, "UID")).toBe(entry.uid);
  expect(propertyOf(text, "SEQUENCE")).toBe("3");
  expect(propertyOf(text, "STATUS")).toBe("CANCELLED");
  expect(propertyOf(text, "ORGANIZER")).toBe("mailto:no-reply@cairn.example.org");
});

it.each([
  ["a line end", "Q4\r\nATTENDEE:mailto:eve@example.org", "Q4\\nATTENDEE:mailto:eve@example.org"],
  ["other line ends", "Q4\rEND:VEVENT\u2028END:VCALENDAR", "Q4\\nEND:VEVENT END:VCALENDAR"],
  ["control characters", "Q\u0000\u00074\u0085", "Q 4 "],
  ["what has a meaning there", "a, b; c \\n", "a\\, b\\; c \\\\n"],
])("takes no property from %s in a name", (_what, summary, written) => {
  expect(propertyOf(calendarFile({ ...entry, summary }, now).text, "SUMMARY")).toBe(written);
});

it("folds long names between characters", () => {
  const summary = `${"🪨ü".repeat(60)} end`;
  expect(propertyOf(calendarFile({ ...entry, summary }, now).text, "SUMMARY")).toBe(summary);
});
