import { expect, it } from "vitest";
import { type AuditFilter, auditParams, parseAuditFilter, parseCursor, writeCursor } from "./audit-filter";
import { auditActionLabel, describeDetail } from "./audit-wording";

const nothing: AuditFilter = { action: null, person: "", personId: "", team: "", teamId: "", from: "", to: "" };

it("reads what it wrote", () => {
  const filter: AuditFilter = {
    action: "team.joined",
    person: "Zoë",
    personId: "p",
    team: "Orion",
    teamId: "t",
    from: "2026-02-28",
    to: "2028-02-29",
  };
  expect(parseAuditFilter(auditParams(filter))).toEqual(filter);
  expect(parseAuditFilter(auditParams(nothing))).toEqual(nothing);
});

it.each([
  { action: "toString" },
  { action: "team.*" },
  { from: "2026-02-30" },
  { from: "yesterday" },
  { to: "9999-99-99" },
  { to: "2026-2-3" },
  { person: "\u0000" },
])("asks for nothing by %j", (params) => {
  expect(parseAuditFilter(params)).toEqual(nothing);
});

it("goes on after an entry, and from the newest where it cannot be read", () => {
  const cursor = { at: new Date("2026-06-15T12:00:00.123Z"), id: "a.b-c" };
  expect(parseCursor(writeCursor(cursor))).toEqual(cursor);
  for (const text of ["", "1", "x.y", ".", "99999999999999.a", `1.${"x".repeat(81)}`]) expect(parseCursor(text)).toBeNull();
});

it("says facts in words", () => {
  expect(describeDetail({ team: "Orion", role: "coach", withEvidence: false, count: 12 })).toBe("as coach, ratings only, how many 12");
  expect(describeDetail({ team: "Orion", withEvidence: true, withPlan: false })).toBe("with evidence");
  expect(describeDetail({ team: "Orion", withEvidence: true, withPlan: true })).toBe("with evidence, with focus and plan");
  expect(describeDetail({ team: "Orion", withEvidence: false, withPlan: true })).toBe("without evidence, with focus and plan");
  expect(describeDetail({ with: "password" })).toBe("with password");
  expect(auditActionLabel("person.disabled")).toBe("disabled");
  expect(auditActionLabel("something.newer")).toBe("something.newer");
});
