import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { type AccessAction, isAllowed, type Role, RULES } from "@/lib/access/rules";
import {
  assessmentsWhere,
  invitationsWhere,
  membershipsWhere,
  type OwnerAction,
  sharesWhere,
  type TeamAction,
  teamsWhere,
} from "@/lib/access/where";
import { shareAssessment } from "@/lib/data/sharing/mutations";
import { leaveTeam } from "@/lib/data/team/mutations";
import { getDatabase } from "@/lib/db/client";
import { actorOf, makeAccount, makeGuest } from "../factories/account";
import { makeAnswered, makeSubmitted } from "../factories/assessment";
import { makeTeam } from "../factories/team";
import { now } from "../factories/time";
import { useDatabase } from "./database";

useDatabase();

const actions = Object.keys(RULES) as AccessAction[];
const rolesOf = (action: AccessAction): readonly Role[] => RULES[action];

/** Every rule that a fragment can be made from. */
const ofTeam = actions.filter((action): action is TeamAction =>
  rolesOf(action).every((role) => role === "member" || role === "coach" || role === "admin"),
);
const ofOwner = actions.filter((action): action is OwnerAction => rolesOf(action).includes("owner"));

let people: Record<string, Actor>;
let teamIds: string[];

beforeEach(async () => {
  const given = [];
  for (let index = 0; index < 6; index++) given.push((await makeAccount()).userId);
  const [coach = "", member = "", elsewhere = "", former = "", both = "", outside = ""] = given;
  const of = (...ids: string[]) => Promise.all(ids.map(actorOf));
  const orion = await makeTeam({ coaches: await of(coach, former), members: await of(member, both) });
  const vega = await makeTeam({ name: "Vega", coaches: await of(elsewhere, both), members: await of(coach) });
  teamIds = [orion, vega];
  await leaveTeam(await actorOf(former), orion, now);
  people = {
    guest: await makeGuest(),
    account: await actorOf(outside),
    member: await actorOf(member),
    coach: await actorOf(coach),
    "coach of another": await actorOf(elsewhere),
    "member, and coach of another": await actorOf(both),
    "former coach": await actorOf(former),
    admin: await makeAccount({ isAdmin: true }),
  };
});

it("there are rules of both kinds", () => {
  expect(ofTeam).toEqual(expect.arrayContaining(["team.see", "team.manage", "review.give", "teams.list"]));
  expect(ofOwner).toEqual(expect.arrayContaining(["assessment.answer", "sharing.decide", "agreedLevel.record"]));
});

describe.each(ofTeam)("%s", (action) => {
  it("selects the teams that the rule allows", async () => {
    for (const [name, actor] of Object.entries(people)) {
      const selected = (await getDatabase().team.findMany({ where: teamsWhere(actor, action) })).map(({ id }) => id);
      const allowed = teamIds.filter((teamId) => isAllowed(actor, action, { teamId }));
      expect([name, selected.toSorted()]).toEqual([name, allowed.toSorted()]);
    }
  });

  it("selects one's own memberships whose role the rule names", async () => {
    const all = await getDatabase().membership.findMany();
    for (const [name, actor] of Object.entries(people)) {
      const selected = await getDatabase().membership.findMany({ where: membershipsWhere(actor, action) });
      const plain = actor.kind === "account" ? { ...actor, isAdmin: false } : actor;
      const allowed = all.filter(({ userId, teamId }) => userId === actor.userId && isAllowed(plain, action, { teamId }));
      expect([name, selected.map(({ teamId }) => teamId).toSorted()]).toEqual([name, allowed.map(({ teamId }) => teamId).toSorted()]);
    }
  });

  it("selects the shares and invitations of those teams, and never one's own share where the rule says so", async () => {
    const [orion = "", vega = ""] = teamIds;
    for (const name of ["member", "coach", "member, and coach of another"]) {
      const owner = people[name] as Actor;
      const assessmentId = await makeSubmitted(owner, now);
      const inTeams = owner.kind === "account" ? owner.teams.map(({ teamId }) => teamId) : [];
      for (const teamId of inTeams) await shareAssessment(owner, { assessmentId, teamId }, { withEvidence: false, withPlan: false }, now);
    }
    for (const teamId of [orion, vega, null]) {
      await getDatabase().invitation.create({
        data: { id: randomUUID(), teamId, role: "member", tokenHash: randomUUID(), createdAt: now, expiresAt: now, maxUses: 1 },
      });
    }
    const shares = await getDatabase().share.findMany({ include: { assessment: { select: { ownerId: true } } } });
    expect(shares).toHaveLength(5);
    const invitations = await getDatabase().invitation.findMany();
    for (const [name, actor] of Object.entries(people)) {
      const shown = await getDatabase().share.findMany({ where: sharesWhere(actor, action) });
      const readable = shares.filter(({ teamId, assessment: { ownerId } }) => isAllowed(actor, action, { teamId, ownerId }));
      const idOf = ({ assessmentId, teamId }: { assessmentId: string; teamId: string }) => `${assessmentId} ${teamId}`;
      expect([name, shown.map(idOf).toSorted()]).toEqual([name, readable.map(idOf).toSorted()]);
      const selected = await getDatabase().invitation.findMany({ where: invitationsWhere(actor, action) });
      const managed = invitations.filter(({ teamId }) => isAllowed(actor, action, teamId === null ? {} : { teamId }));
      expect([name, selected.map(({ id }) => id).toSorted()]).toEqual([name, managed.map(({ id }) => id).toSorted()]);
    }
  });
});

describe.each(ofOwner)("%s", (action) => {
  it("selects one's own assessments in the state that the rule asks for", async () => {
    const [guest, member] = [people.guest as Actor, people.member as Actor];
    for (const owner of [guest, member]) {
      await makeSubmitted(owner, now);
      await makeAnswered(owner);
    }
    const all = await getDatabase().assessment.findMany();
    expect(all).toHaveLength(4);
    for (const [name, actor] of Object.entries(people)) {
      const selected = await getDatabase().assessment.findMany({ where: assessmentsWhere(actor, action) });
      const allowed = all.filter(({ ownerId, submittedAt }) => isAllowed(actor, action, { ownerId, isSubmitted: submittedAt !== null }));
      expect([name, selected.map(({ id }) => id).toSorted()]).toEqual([name, allowed.map(({ id }) => id).toSorted()]);
      expect(allowed.length > 0).toBe(actor === guest || actor === member);
    }
  });
});
