import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { Account, Actor } from "@/lib/access/actor";
import { type AccessAction, isAllowed } from "@/lib/access/rules";
import * as invitationMutations from "@/lib/data/invitation/mutations";
import * as invitationQueries from "@/lib/data/invitation/queries";
import * as teamMutations from "@/lib/data/team/mutations";
import * as teamQueries from "@/lib/data/team/queries";
import { getDatabase } from "@/lib/db/client";
import { createToken } from "@/lib/platform/token";
import { actorOf, makeAccount, makeGuest } from "../factories/account";
import { makeTeam } from "../factories/team";
import { DAY, NOW, now } from "../factories/time";
import { readEverything, useDatabase } from "./database";
import { wholeErrorOf, wholeNotFound } from "./errors";

const invitations = { ...invitationQueries, ...invitationMutations };

const teams = { ...teamQueries, ...teamMutations };

useDatabase();

type Workspace = { teamId: string; memberId: string; invitationId: string; token: string };
type Call = (actor: Actor | null, workspace: Workspace) => Promise<unknown>;

const link = { role: "member" as const, days: 7, uses: 3 };

/** Every function about one team or one invitation, and its rule. */
const ofTeam: Record<string, { rule: AccessAction; call: Call }> = {
  getTeamPage: { rule: "team.see", call: (actor, { teamId }) => teams.getTeamPage(actor, teamId) },
  leaveTeam: { rule: "team.leave", call: (actor, { teamId }) => teams.leaveTeam(actor, teamId, now) },
  getTeamPeople: { rule: "team.manage", call: (actor, { teamId }) => teams.getTeamPeople(actor, teamId, {}, now) },
  renameTeam: { rule: "team.manage", call: (actor, { teamId }) => teams.renameTeam(actor, teamId, "Vega", now) },
  deleteTeam: { rule: "team.manage", call: (actor, { teamId }) => teams.deleteTeam(actor, teamId, now) },
  changeRole: {
    rule: "team.manage",
    call: (actor, { teamId, memberId }) => teams.changeRole(actor, { teamId, userId: memberId }, "coach", now),
  },
  removeFromTeam: {
    rule: "team.manage",
    call: (actor, { teamId, memberId }) => teams.removeFromTeam(actor, { teamId, userId: memberId }, now),
  },
  createInvitationLink: { rule: "team.manage", call: (actor, { teamId }) => invitations.createInvitationLink(actor, teamId, link, now) },
  inviteByEmail: {
    rule: "team.manage",
    call: async (actor, { teamId }) =>
      (await invitations.inviteByEmail(actor, teamId, { email: "new@example.org", role: "member" }, now)).delivery,
  },
  previewInvitations: {
    rule: "team.manage",
    call: (actor, { teamId }) => invitations.previewInvitations(actor, teamId, { text: "new@example.org", role: "member" }, now),
  },
  sendInvitations: {
    rule: "team.manage",
    call: async (actor, { teamId }) => {
      const invitees = [{ address: "new@example.org", name: "", role: "member" as const }];
      return (await invitations.sendInvitations(actor, teamId, { invitees, again: false }, now)).delivery;
    },
  },
  revokeInvitation: { rule: "team.manage", call: (actor, { invitationId }) => invitations.revokeInvitation(actor, invitationId, now) },
  resendInvitation: {
    rule: "team.manage",
    call: async (actor, { invitationId }) => (await invitations.resendInvitation(actor, invitationId, now)).delivery,
  },
};

/** Those about the workspace as a whole. */
const ofWorkspace: Record<string, { rule: AccessAction; call: Call }> = {
  createTeam: { rule: "team.create", call: (actor) => teams.createTeam(actor, { name: "Lyra", asCoach: true }, now) },
  listWorkspaceInvitations: { rule: "people.manage", call: (actor) => invitations.listWorkspaceInvitations(actor, now) },
  "createInvitationLink, without a team": {
    rule: "people.manage",
    call: (actor) => invitations.createInvitationLink(actor, null, link, now),
  },
  "inviteByEmail, without a team": {
    rule: "people.manage",
    call: async (actor) => (await invitations.inviteByEmail(actor, null, { email: "new@example.org", role: "member" }, now)).delivery,
  },
  "previewInvitations, without a team": {
    rule: "people.manage",
    call: (actor) => invitations.previewInvitations(actor, null, { text: "new@example.org", role: "member" }, now),
  },
  "sendInvitations, without a team": {
    rule: "people.manage",
    call: async (actor) => {
      const invitees = [{ address: "new@example.org", name: "", role: "coach" as const }];
      return (await invitations.sendInvitations(actor, null, { invitees, again: false }, now)).delivery;
    },
  },
};

/** Functions that take the token of a link. */
const byToken: Record<string, { rule: AccessAction; call: Call }> = {
  getInvitation: { rule: "invitation.open", call: (actor, { token }) => invitations.getInvitation(actor, token, now) },
  declineInvitation: { rule: "invitation.open", call: (actor, { token }) => invitations.declineInvitation(actor, token, now) },
  acceptInvitation: { rule: "invitation.accept", call: (actor, { token }) => invitations.acceptInvitation(actor, token, now) },
};

/** Tested below by what it answers. */
const others = ["listMyTeams"];

/** Their rows stand in pairing.test.ts and admin-teams.test.ts. */
const inOtherFiles = ["choosePairing", "getPairingChoice", "getTeamsPage"];

const ROLES = ["nobody", "guest", "account", "member", "coach", "coach of another", "former coach", "admin"] as const;

let people: Record<(typeof ROLES)[number], Actor | null>;
let workspace: Workspace;
let otherTeamId: string;

beforeEach(async () => {
  const [account, member, other, former, coach, elsewhere] = [
    await makeAccount(),
    await makeAccount(),
    await makeAccount(),
    await makeAccount(),
    await makeAccount(),
    await makeAccount(),
  ];
  const teamId = await makeTeam({ coaches: [coach, former], members: [member, other] });
  otherTeamId = await makeTeam({ name: "Other", coaches: [elsewhere] });
  await teams.leaveTeam(former, teamId, now);
  const { token, tokenHash } = createToken();
  const invitationId = randomUUID();
  await getDatabase().invitation.create({
    data: { id: invitationId, teamId, role: "coach", tokenHash, email: "x@example.org", expiresAt: new Date(NOW + DAY), maxUses: 1 },
  });
  workspace = { teamId, memberId: other.userId, invitationId, token };
  people = {
    nobody: null,
    guest: await makeGuest(),
    account,
    member: await actorOf(member.userId),
    coach: await actorOf(coach.userId),
    "coach of another": await actorOf(elsewhere.userId),
    "former coach": await actorOf(former.userId),
    admin: await makeAccount({ isAdmin: true }),
  };
});

/** For a person with an account it looks like something that never existed; others are asked to sign in. */
const errorFor = (actor: Actor | null) =>
  actor?.kind === "account" ? wholeNotFound : expect.objectContaining({ code: "Unauthenticated" });

it("every exported function has its row here", () => {
  const named = [...Object.keys(ofTeam), ...Object.keys(ofWorkspace), ...Object.keys(byToken), ...others, ...inOtherFiles];
  expect([...Object.keys(teams), ...Object.keys(invitations)].toSorted()).toEqual(named.filter((name) => !name.includes(",")).toSorted());
});

describe.each(Object.entries({ ...ofTeam, ...ofWorkspace, ...byToken }))("%s", (_name, { rule, call }) => {
  it.each(ROLES)("by %s: does as the table says, and leaves everything alone otherwise", async (role) => {
    const actor = people[role];
    const before = await readEverything();
    const error = await wholeErrorOf(call(actor, workspace));
    if (isAllowed(actor, rule, { teamId: workspace.teamId })) return expect(error).toBeUndefined();
    expect(error).toEqual(errorFor(actor));
    expect(await readEverything()).toEqual(before);
  });
});

describe.each(Object.entries(ofTeam))("%s", (_name, { call }) => {
  it.each([
    ["missing", randomUUID()],
    ["empty", ""],
    ["with a null character", "a\u0000b"],
    ["half a character", "\ud800"],
  ])("an id that is %s looks like somebody else's", async (_what, id) => {
    const nowhere = { teamId: id, memberId: id, invitationId: id, token: id };
    for (const actor of Object.values(people)) expect(await wholeErrorOf(call(actor, nowhere))).toEqual(errorFor(actor));
  });
});

it("a person of another team cannot be reached through one's own", async () => {
  const elsewhere = people["coach of another"] as Account;
  for (const name of ["changeRole", "removeFromTeam"]) {
    const { call } = ofTeam[name] as { call: Call };
    expect(await wholeErrorOf(call(elsewhere, { ...workspace, teamId: otherTeamId }))).toEqual(wholeNotFound);
  }
});

it("the list of teams holds one's own and no other, whatever one may manage", async () => {
  for (const role of ROLES) {
    const actor = people[role];
    if (actor?.kind !== "account") await expect(teams.listMyTeams(actor)).rejects.toMatchObject({ code: "Unauthenticated" });
    else expect((await teams.listMyTeams(actor)).map(({ teamId }) => teamId)).toEqual(actor.teams.map(({ teamId }) => teamId));
  }
});
