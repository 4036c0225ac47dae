import { createServer } from "node:net";
import { beforeEach, describe, expect, it } from "vitest";
import type { Account } from "@/lib/access/actor";
import { countSignUp, isInvited } from "@/lib/data/invitation/internal/invitations";
import {
  acceptInvitation,
  createInvitationLink,
  declineInvitation,
  inviteByEmail,
  resendInvitation,
  revokeInvitation,
  sendInvitations,
} from "@/lib/data/invitation/mutations";
import { getInvitation, previewInvitations } from "@/lib/data/invitation/queries";
import { changeRole, leaveTeam, removeFromTeam } from "@/lib/data/team/mutations";
import { getTeamPage, getTeamPeople, listMyTeams } from "@/lib/data/team/queries";
import { getDatabase } from "@/lib/db/client";
import { hashToken } from "@/lib/platform/token";
import { actorOf, makeAccount, makeGuest } from "../factories/account";
import { makeSubmitted } from "../factories/assessment";
import { makeTeam } from "../factories/team";
import { later, now } from "../factories/time";
import { readEverything, useDatabase } from "./database";

useDatabase();

let coach: Account;
let member: Account;
let teamId: string;

beforeEach(async () => {
  const [first, second] = [await makeAccount({ name: "Cora Coach" }), await makeAccount({ name: "Mia Member", email: "mia@example.org" })];
  teamId = await makeTeam({ coaches: [first], members: [second] });
  coach = await actorOf(first.userId);
  member = await actorOf(second.userId);
});

const tokenOf = (url: string) => url.slice(url.lastIndexOf("/") + 1);

async function makeLink({ role = "member" as "member" | "coach", days = 7, uses = 1 } = {}): Promise<string> {
  return tokenOf((await createInvitationLink(coach, teamId, { role, days, uses }, now)).url);
}

const idOf = async (token: string) => (await getDatabase().invitation.findUniqueOrThrow({ where: { tokenHash: hashToken(token) } })).id;

describe("a link", () => {
  it("is kept as a hash only", async () => {
    const token = await makeLink();
    expect(token).toMatch(/^[\w-]{43}$/);
    const everything = JSON.stringify(await readEverything(), (_key, value) => (typeof value === "bigint" ? String(value) : value));
    expect(everything).not.toContain(token);
    expect(everything).toContain(hashToken(token));
  });

  it("tells who invites, to what and as what, and who will coach; signed out as well", async () => {
    const token = await makeLink({ role: "coach" });
    for (const actor of [null, await makeGuest(), await makeAccount()]) {
      expect(await getInvitation(actor, token, now)).toEqual({
        state: "open",
        teamName: "Orion",
        role: "coach",
        inviterName: "Cora Coach",
        coachNames: ["Cora Coach"],
        expiresAt: later(7),
        isForOne: true,
      });
    }
  });

  it("says nothing but how it ended, once it has", async () => {
    const [revoked, declined, expired, used] = [await makeLink(), await makeLink(), await makeLink(), await makeLink()];
    await revokeInvitation(coach, await idOf(revoked), now);
    await declineInvitation(null, declined, now);
    await acceptInvitation(await makeAccount(), used, now);
    expect(await getInvitation(null, revoked, now)).toEqual({ state: "revoked" });
    expect(await getInvitation(null, declined, now)).toEqual({ state: "declined" });
    expect(await getInvitation(null, expired, later(7))).toEqual({ state: "expired" });
    expect(await getInvitation(null, used, now)).toEqual({ state: "used up" });
    const stranger = await makeAccount();
    const before = await getDatabase().membership.findMany();
    for (const token of [revoked, declined, used]) {
      await expect(acceptInvitation(stranger, token, now)).rejects.toMatchObject({
        code: "Conflict",
        message: expect.stringMatching(/Ask/),
      });
    }
    await expect(acceptInvitation(stranger, expired, later(7))).rejects.toMatchObject({ code: "Conflict" });
    expect(await getDatabase().membership.findMany()).toEqual(before);
  });

  it.each(["forged", "", "x".repeat(10_000), "a\u0000b", "\ud800", "' OR 1=1 --"])(
    "that is none looks like one that was never there: %j",
    async (token) => {
      const stranger = await makeAccount();
      expect(await getInvitation(stranger, token, now)).toEqual({ state: "unknown" });
      await expect(acceptInvitation(stranger, token, now)).rejects.toMatchObject({ code: "NotFound" });
      await expect(declineInvitation(null, token, now)).rejects.toMatchObject({ code: "NotFound" });
      expect(await isInvited(hashToken(token), now)).toBe(false);
    },
  );
});

describe("accepting", () => {
  it("joins as what the link says, and is in the audit", async () => {
    const joining = await makeAccount();
    expect(await acceptInvitation(joining, await makeLink({ role: "coach" }), now)).toEqual({ teamId });
    expect(await listMyTeams(joining)).toEqual([{ teamId, name: "Orion", role: "coach", peopleCount: 3 }]);
    expect(await getDatabase().auditEntry.findMany({ where: { action: "team.joined" } })).toMatchObject([
      { actorRef: joining.auditRef, teamId, detail: { team: "Orion", role: "coach", by: "invitation" } },
    ]);
  });

  it("takes an account", async () => {
    const token = await makeLink();
    for (const actor of [null, await makeGuest()]) {
      await expect(acceptInvitation(actor, token, now)).rejects.toMatchObject({ code: "Unauthenticated" });
    }
  });

  it("counts a use once a person, also of those who click twice at once", async () => {
    const token = await makeLink({ uses: 3 });
    const joining = await makeAccount();
    await Promise.all([1, 2, 3, 4].map(() => acceptInvitation(joining, token, now)));
    await acceptInvitation(joining, token, now);
    expect(await getDatabase().invitation.findMany({ select: { uses: true } })).toEqual([{ uses: 1 }]);
    expect(await getDatabase().auditEntry.count({ where: { action: "team.joined" } })).toBe(1);
    expect(await getInvitation(joining, token, now)).toEqual({ state: "joined", teamId, teamName: "Orion" });
  });

  it.each([1, 2])("lets in no more than the limit of %i, however many accept at the same moment", async (uses) => {
    const token = await makeLink({ uses });
    const crowd = await Promise.all(Array.from({ length: 6 }, () => makeAccount()));
    const results = await Promise.allSettled(crowd.map((each) => acceptInvitation(each, token, now)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(uses);
    for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "Conflict" });
    expect(await getDatabase().membership.count({ where: { teamId } })).toBe(2 + uses);
    expect(await getDatabase().invitation.findMany({ select: { uses: true } })).toEqual([{ uses }]);
  });

  it("makes a member a coach, and a coach never a member", async () => {
    await acceptInvitation(member, await makeLink({ role: "coach" }), now);
    expect((await actorOf(member.userId)).teams).toEqual([{ teamId, role: "coach" }]);
    const token = await makeLink({ role: "member" });
    await acceptInvitation(coach, token, now);
    expect((await actorOf(coach.userId)).teams).toEqual([{ teamId, role: "coach" }]);
    expect(await getInvitation(null, token, now)).toMatchObject({ state: "open" });
  });

  it("of an invitation to the workspace is for those without an account", async () => {
    const admin = await makeAccount({ isAdmin: true });
    const token = tokenOf((await createInvitationLink(admin, null, { role: "coach", days: 1, uses: 1 }, now)).url);
    await expect(acceptInvitation(member, token, now)).rejects.toMatchObject({ code: "Conflict" });
    expect(await isInvited(hashToken(token), now)).toBe(true);
    const results = await Promise.all(
      [1, 2, 3].map(() => getDatabase().$transaction((transaction) => countSignUp(transaction, hashToken(token), now))),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await getDatabase().invitation.findMany({ select: { uses: true, signUps: true } })).toEqual([{ uses: 1, signUps: 1 }]);
    expect(await isInvited(hashToken(token), now)).toBe(false);
  });
});

it("to a team lets no more people create an account than may accept it, and is used when one does", async () => {
  const token = await makeLink({ uses: 2 });
  const results = await Promise.all(
    [1, 2, 3, 4].map(() => getDatabase().$transaction((transaction) => countSignUp(transaction, hashToken(token), now))),
  );
  expect(results.filter(Boolean)).toHaveLength(2);
  expect(await isInvited(hashToken(token), now)).toBe(false);
  const newcomer = await makeAccount();
  await acceptInvitation(newcomer, token, now);
  expect((await actorOf(newcomer.userId)).teams).toEqual([{ teamId, role: "member" }]);
});

describe("declining", () => {
  it("ends an invitation for one person, for good", async () => {
    const token = await makeLink();
    await declineInvitation(member, token, now);
    await declineInvitation(member, token, now);
    expect(await getDatabase().auditEntry.count({ where: { action: "invitation.declined" } })).toBe(1);
    expect(await isInvited(hashToken(token), now)).toBe(false);
  });

  it("of a link that several hold leaves it to the others", async () => {
    const token = await makeLink({ uses: 2 });
    await declineInvitation(null, token, now);
    expect(await getInvitation(null, token, now)).toMatchObject({ state: "open" });
  });

  it("comes too late once it was accepted", async () => {
    const token = await makeLink();
    await acceptInvitation(await makeAccount(), token, now);
    await expect(declineInvitation(null, token, now)).rejects.toMatchObject({ code: "Conflict" });
  });
});

describe("a list", () => {
  const text = "email,name,role\nanna@example.org,Anna,coach\nMIA@example.org,,\nasked@example.org,,\nbad,,\nanna@example.org,,";

  it("is previewed against who is there and who was asked, and nothing is written", async () => {
    await (await inviteByEmail(coach, teamId, { email: " Asked@Example.org ", role: "member" }, now)).delivery;
    const before = await readEverything();
    const report = await previewInvitations(coach, teamId, { text, role: "member" }, now);
    expect(report.ok && report.rows.map(({ line, outcome }) => [line, outcome.kind])).toEqual([
      [2, "invite"],
      [3, "in the team"],
      [4, "already invited"],
      [5, "refused"],
      [6, "duplicate"],
    ]);
    expect(await readEverything()).toEqual(before);
    const after = await previewInvitations(coach, teamId, { text: "asked@example.org", role: "member" }, later(14));
    expect(after.ok && after.rows[0]?.outcome.kind).toBe("invite");
  });

  it("with a broken quote or more than a megabyte is refused in a sentence", async () => {
    expect(await previewInvitations(coach, teamId, { text: 'email\na@example.org\n"b@example.org', role: "member" }, now)).toMatchObject({
      ok: false,
      error: expect.stringContaining("line 3"),
    });
    expect(await previewInvitations(coach, teamId, { text: "ü".repeat(500_001), role: "member" }, now)).toMatchObject({
      ok: false,
      error: expect.stringContaining("1 MB"),
    });
  });

  it("of ten thousand is previewed and written whole", async () => {
    const addresses = Array.from({ length: 10_000 }, (_, index) => `person${index}@example.org`);
    const report = await previewInvitations(coach, teamId, { text: addresses.join("\n"), role: "member" }, now);
    expect(report.ok && report.rows.filter(({ outcome }) => outcome.kind === "invite")).toHaveLength(10_000);
    const invitees = addresses.map((address) => ({ address, name: "", role: "member" as const }));
    // The last one fails: nobody is invited.
    const spoiled = [...invitees.slice(0, -1), { address: "=1+1", name: "", role: "member" as const }];
    await expect(sendInvitations(coach, teamId, { invitees: spoiled, again: false }, now)).rejects.toMatchObject({ code: "Invalid" });
    expect(await getDatabase().invitation.count()).toBe(0);
    expect(await getDatabase().auditEntry.count()).toBe(0);
  });

  it("is written once: what was invited meanwhile is left, or gets a new link that kills the old one", async () => {
    const invitees = ["anna@example.org", "mia@example.org", "ben@example.org"].map((address) => ({
      address,
      name: "",
      role: "member" as const,
    }));
    const first = await sendInvitations(coach, teamId, { invitees, again: false }, now);
    expect(first).toMatchObject({ invited: 2, again: 0, left: 1 });
    await first.delivery;
    const rows = await getDatabase().invitation.findMany({ orderBy: { email: "asc" } });
    expect(rows).toMatchObject([
      { email: "anna@example.org", maxUses: 1, sentAt: expect.any(Date) },
      { email: "ben@example.org", maxUses: 1, sentAt: expect.any(Date) },
    ]);
    expect(await sendInvitations(coach, teamId, { invitees, again: false }, now)).toMatchObject({ invited: 0, again: 0, left: 3 });
    expect(await getDatabase().invitation.findMany({ orderBy: { email: "asc" } })).toEqual(rows);
    const again = await sendInvitations(coach, teamId, { invitees, again: true }, now);
    expect(again).toMatchObject({ invited: 0, again: 2, left: 1 });
    await again.delivery;
    const renewed = await getDatabase().invitation.findMany({ orderBy: { email: "asc" } });
    expect(renewed.map(({ email }) => email)).toEqual(rows.map(({ email }) => email));
    expect(renewed.map(({ tokenHash }) => tokenHash)).not.toEqual(rows.map(({ tokenHash }) => tokenHash));
  });

  it("puts no address into the audit", async () => {
    await (await inviteByEmail(coach, teamId, { email: "anna@example.org", role: "coach" }, now)).delivery;
    expect(await getDatabase().auditEntry.findMany()).toMatchObject([
      {
        action: "invitation.created",
        actorRef: coach.auditRef,
        detail: { team: "Orion", by: "mail", count: 1, coaches: 1 },
      },
    ]);
  });
});

describe("one address", () => {
  it.each(["", "anna", "a@example.org\r\nBcc: b@example.org", "a@example.org,b@example.org"])(
    "that is none is refused: %j",
    async (email) => {
      await expect(inviteByEmail(coach, teamId, { email, role: "member" }, now)).rejects.toMatchObject({
        code: "Invalid",
        fieldErrors: { email: expect.any(String) },
      });
      expect(await getDatabase().invitation.count()).toBe(0);
    },
  );

  it("of somebody in the team is refused; of anybody else the answer is the same, account or none", async () => {
    await makeAccount({ email: "has@example.org" });
    await expect(inviteByEmail(coach, teamId, { email: "MIA@example.org", role: "coach" }, now)).rejects.toMatchObject({
      code: "Conflict",
    });
    const answers = [];
    for (const email of ["has@example.org", "hasnot@example.org"]) {
      const { delivery, ...answer } = await inviteByEmail(coach, teamId, { email, role: "member" }, now);
      await delivery;
      answers.push(answer);
    }
    expect(answers[0]).toEqual(answers[1]);
  });
});

describe("sending again", () => {
  it("makes a new link, and the old one leads nowhere", async () => {
    await (await inviteByEmail(coach, teamId, { email: "anna@example.org", role: "member" }, now)).delivery;
    const [before] = await getDatabase().invitation.findMany();
    await (await resendInvitation(coach, before?.id ?? "", later(20))).delivery;
    const [after] = await getDatabase().invitation.findMany();
    expect(after).toMatchObject({ id: before?.id, expiresAt: later(34), sentAt: expect.any(Date) });
    expect(after?.tokenHash).not.toBe(before?.tokenHash);
  });

  it("is refused for a link that was handed on, and for one that was revoked", async () => {
    const id = await idOf(await makeLink());
    await expect(resendInvitation(coach, id, now)).rejects.toMatchObject({ code: "Conflict" });
    await (await inviteByEmail(coach, teamId, { email: "anna@example.org", role: "member" }, now)).delivery;
    const { id: mailed } = await getDatabase().invitation.findFirstOrThrow({ where: { email: { not: null } } });
    await revokeInvitation(coach, mailed, now);
    await revokeInvitation(coach, mailed, later(1));
    expect(await getDatabase().auditEntry.count({ where: { action: "invitation.revoked" } })).toBe(1);
    await expect(resendInvitation(coach, mailed, now)).rejects.toMatchObject({ code: "Conflict" });
  });
});

describe("a team", () => {
  it("shows its members names and roles, and nothing else", async () => {
    expect(await getTeamPage(member, teamId)).toEqual({
      teamId,
      name: "Orion",
      role: "member",
      people: [
        { name: "Cora Coach", role: "coach", isYou: false },
        { name: "Mia Member", role: "member", isYou: true },
      ],
      isLastCoach: false,
      sharedCount: 0,
      isOpenToPairing: false,
    });
    expect(await getTeamPage(coach, teamId)).toMatchObject({ isLastCoach: true });
  });

  it("counts nobody who is disabled as its coach", async () => {
    const second = await makeAccount({ name: "Dora" });
    await getDatabase().membership.create({ data: { teamId, userId: second.userId, role: "coach" } });
    expect(await getTeamPage(coach, teamId)).toMatchObject({ isLastCoach: false });
    await getDatabase().user.update({ where: { id: second.userId }, data: { disabledAt: now } });
    expect(await getTeamPage(coach, teamId)).toMatchObject({ isLastCoach: true });
    await expect(changeRole(coach, { teamId, userId: coach.userId }, "member", now)).rejects.toMatchObject({ code: "Conflict" });
  });

  it.each([
    ["coach", 0],
    ["member", 1],
  ] as const)("ends the sessions of a %s who is removed, where that takes a role away", async (role, left) => {
    const leaving = await makeAccount();
    const team = await makeTeam({ coaches: [coach, ...(role === "coach" ? [leaving] : [])], members: role === "member" ? [leaving] : [] });
    await removeFromTeam(await actorOf(coach.userId), { teamId: team, userId: leaving.userId }, now);
    expect(await getDatabase().session.count({ where: { userId: leaving.userId } })).toBe(left);
  });

  it("is handed over: another coach first, whose sessions end, and then one's own role", async () => {
    await expect(changeRole(coach, { teamId, userId: coach.userId }, "member", now)).rejects.toMatchObject({ code: "Conflict" });
    await changeRole(coach, { teamId, userId: member.userId }, "coach", now);
    expect(await getDatabase().session.count({ where: { userId: member.userId } })).toBe(0);
    await changeRole(coach, { teamId, userId: coach.userId }, "member", now);
    expect(await getDatabase().session.count({ where: { userId: coach.userId } })).toBe(1);
    await expect(changeRole(await actorOf(coach.userId), { teamId, userId: member.userId }, "member", now)).rejects.toMatchObject({
      code: "NotFound",
    });
  });

  it.each(["leaves", "is removed"])("withdraws what a person shared with it, and only that, when they %s it", async (way) => {
    const elsewhere = await makeTeam({ name: "Vega", members: [member] });
    const assessmentId = await makeSubmitted(member);
    const others = await makeSubmitted(coach);
    const shares = [
      { assessmentId, teamId },
      { assessmentId, teamId: elsewhere },
      { assessmentId: others, teamId },
    ];
    await getDatabase().share.createMany({ data: shares.map((share) => ({ ...share, sharedAt: now, withEvidence: true })) });
    expect(await getTeamPage(member, teamId)).toMatchObject({ sharedCount: 1 });
    if (way === "leaves") await leaveTeam(member, teamId, later(1));
    else await removeFromTeam(coach, { teamId, userId: member.userId }, later(1));
    const found = await getDatabase().share.findMany();
    expect(found.map((share) => [share.assessmentId, share.teamId, share.withdrawnAt])).toEqual(
      expect.arrayContaining([
        [assessmentId, teamId, later(1)],
        [assessmentId, elsewhere, null],
        [others, teamId, null],
      ]),
    );
    expect(await listMyTeams(member)).toMatchObject([{ teamId: elsewhere }]);
    const actions = (await getDatabase().auditEntry.findMany({ where: { subjectRef: member.auditRef } })).map(({ action }) => action);
    expect(actions.toSorted()).toEqual([way === "leaves" ? "team.left" : "team.memberRemoved", "sharing.withdrawn"].toSorted());
  });

  it("lists for its coach the people and the invitations that still matter", async () => {
    const [open, revoked, used] = [await makeLink({ uses: 5 }), await makeLink(), await makeLink()];
    await revokeInvitation(coach, await idOf(revoked), now);
    await acceptInvitation(await makeAccount({ name: "Una" }), used, now);
    const page = await getTeamPeople(coach, teamId, {}, now);
    expect(page).toMatchObject({ ownRole: "coach", coachCount: 1, peopleCount: 3, invitationCount: 1 });
    expect(page.people.map(({ name, isLastCoach }) => [name, isLastCoach])).toEqual([
      ["Cora Coach", true],
      ["Mia Member", false],
      ["Una", false],
    ]);
    expect(page.invitations).toMatchObject([{ invitationId: await idOf(open), uses: 0, maxUses: 5, state: "open", email: null }]);
    expect(await getTeamPeople(coach, teamId, { peoplePage: 2, invitationsPage: 2 }, now)).toMatchObject({ people: [], invitations: [] });
  });
});

it("a mail that no server takes leaves the invitation there, marked as not sent", async () => {
  // A port that was just free: nobody listens there.
  const port = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
  const { getEnvironment } = await import("@/lib/platform/environment");
  const environment = getEnvironment() as { SMTP_URL?: string | undefined };
  environment.SMTP_URL = `smtp://127.0.0.1:${port}`;
  try {
    await (await inviteByEmail(coach, teamId, { email: "anna@example.org", role: "member" }, now)).delivery;
  } finally {
    environment.SMTP_URL = undefined;
  }
  expect(await getDatabase().invitation.findMany()).toMatchObject([{ email: "anna@example.org", sentAt: null }]);
});
