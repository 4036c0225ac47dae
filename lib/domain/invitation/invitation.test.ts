import { describe, expect, it } from "vitest";
import { z } from "zod";
import { invitationState, linkFields, MOST_USES } from "./invitation";

const now = new Date("2026-06-15T12:00:00Z");
const before = new Date(now.getTime() - 1);
const after = new Date(now.getTime() + 1);
const open = { revokedAt: null, declinedAt: null, expiresAt: after, uses: 0, maxUses: 1 };

describe("invitationState", () => {
  it.each([
    ["open", open],
    ["open", { ...open, uses: 4, maxUses: 5 }],
    ["expired", { ...open, expiresAt: now }],
    ["expired", { ...open, expiresAt: before }],
    ["used up", { ...open, uses: 1 }],
    ["used up", { ...open, uses: 1, expiresAt: before }],
    ["declined", { ...open, declinedAt: before, expiresAt: before }],
    ["revoked", { ...open, revokedAt: before, declinedAt: before, uses: 1, expiresAt: before }],
  ])("is %s", (state, invitation) => {
    expect(invitationState(invitation, now)).toBe(state);
  });
});

describe("a link's form", () => {
  const parse = (fields: object) => z.strictObject(linkFields).safeParse({ role: "member", days: "7", uses: "10", ...fields });

  it("is read into numbers", () => {
    expect(parse({ uses: ` ${MOST_USES} ` }).data).toEqual({ role: "member", days: 7, uses: MOST_USES });
  });

  it.each([
    { role: "admin" },
    { days: "8" },
    { days: "" },
    { uses: "0" },
    { uses: `${MOST_USES + 1}` },
    { uses: "1.5" },
    { uses: "-1" },
    { uses: "1e2" },
    { uses: "" },
  ])("refuses %j", (fields) => {
    expect(parse(fields).success).toBe(false);
  });
});
