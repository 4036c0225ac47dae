import { describe, expect, it } from "vitest";
import type { Account, Actor } from "./actor";
import { type AccessAction, CONDITIONS, isAllowed, ROLES, type Role, RULES } from "./rules";

const account: Account = {
  userId: "ada",
  kind: "account",
  name: "Ada",
  email: "ada@example.org",
  isAdmin: false,
  auditRef: "ref",
  sessionId: "session",
  teams: [],
};

/** A person of each role, toward the team "orion" and what "grace" owns. */
const people: Record<Role, Actor | null> = {
  nobody: null,
  guest: { userId: "guest", kind: "guest", keptUntil: new Date(0) },
  // Disabled users have no session.
  disabled: null,
  account,
  member: { ...account, teams: [{ teamId: "orion", role: "member" }] },
  coach: { ...account, teams: [{ teamId: "orion", role: "coach" }] },
  "coach of another": {
    ...account,
    teams: [
      { teamId: "vega", role: "coach" },
      { teamId: "lyra", role: "member" },
    ],
  },
  // A former coach has no role in the team.
  "former coach": account,
  admin: { ...account, isAdmin: true },
  owner: { ...account, userId: "grace" },
};

const actions = Object.keys(RULES) as AccessAction[];

describe.each(ROLES)("%s", (role) => {
  it.each(actions)("%s: as the table says", (action) => {
    const allowed: readonly Role[] = RULES[action];
    // An owner is an account as well, and may do what accounts may do.
    const expected = allowed.includes(role) || (role === "owner" && allowed.includes("account"));
    const { isSubmitted, isOwn } = CONDITIONS[action] ?? {};
    // What no condition is about: in the state that the row asks for, and another's where it is for others' alone.
    const toward = { teamId: "orion", ownerId: isOwn === false ? "linus" : "grace", isSubmitted: isSubmitted ?? true };
    expect(isAllowed(people[role], action, toward)).toBe(expected);
  });

  it("nothing in the other state, and never one's own where the row says so", () => {
    for (const action of actions) {
      const { isSubmitted, isOwn } = CONDITIONS[action] ?? {};
      const toward = { teamId: "orion", ownerId: "grace" };
      const inOther = isSubmitted !== undefined && isAllowed(people[role], action, { ...toward, isSubmitted: !isSubmitted });
      const ofOwn = isOwn === false && isAllowed(people[role], action, { ...toward, ownerId: people[role]?.userId ?? "" });
      expect([action, inOther, ofOwn]).toEqual([action, false, false]);
    }
  });
});

it("leaves a former coach and somebody disabled nothing of what they had", () => {
  for (const action of actions) {
    const allowed: readonly Role[] = RULES[action];
    expect([action, allowed.includes("former coach")]).toEqual([action, allowed.includes("account")]);
    // Whose sessions are dead may what nobody may.
    expect([action, allowed.includes("disabled")]).toEqual([action, allowed.includes("nobody")]);
  }
});

it("lets somebody who is several things do what any of them may", () => {
  const both: Account = { ...account, isAdmin: true, teams: [{ teamId: "orion", role: "member" }] };
  expect(isAllowed(both, "team.manage", { teamId: "orion" })).toBe(true);
  expect(isAllowed(both, "team.seeAggregate", { teamId: "orion" })).toBe(true);
  expect(isAllowed(both, "sharing.readRatings", { teamId: "orion" })).toBe(false);
});

it("an admin is not a coach: no action that shows a rating is theirs", () => {
  for (const action of ["assessment.read", "sharing.readRatings", "sharing.readEvidence", "team.seeAggregate"] as const) {
    expect(isAllowed(people.admin, action, { teamId: "orion", ownerId: "grace" })).toBe(false);
  }
});
