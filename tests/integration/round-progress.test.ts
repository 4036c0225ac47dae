import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { Account, Actor } from "@/lib/access/actor";
import { getCurrentRevision } from "@/lib/data/competency/internal/revisions";
import * as rounds from "@/lib/data/round/mutations";
import * as progress from "@/lib/data/round/queries";
import { leaveTeam } from "@/lib/data/team/mutations";
import { getDatabase } from "@/lib/db/client";
import { actorOf, makeAccount, makeGuest } from "../factories/account";
import { makeStarted, makeSubmitted } from "../factories/assessment";
import { makeTeam } from "../factories/team";
import { later, now } from "../factories/time";
import { useDatabase } from "./database";
import { statementsOf } from "./statements";

useDatabase();

const ASKED = { name: "Q2", dueDay: "2026-06-30", timeZone: "Europe/Berlin", blindReviews: true };

let coach: Account;
let member: Account;
let teamId: string;

beforeEach(async () => {
  const [cora, mia] = [await makeAccount({ name: "Cora" }), await makeAccount({ name: "Mia" })];
  teamId = await makeTeam({ coaches: [cora], members: [mia] });
  coach = await actorOf(cora.userId);
  member = await actorOf(mia.userId);
  await getDatabase().membership.updateMany({ data: { joinedAt: later(-100) } });
});

const open = async (asked: Partial<Parameters<typeof rounds.openRound>[2]> = {}, at = now) =>
  (await rounds.openRound(coach, teamId, { ...ASKED, ...asked }, at)).roundId;

async function share(assessmentId: string, withTeamId = teamId): Promise<void> {
  await getDatabase().share.create({ data: { assessmentId, teamId: withTeamId, sharedAt: now, withEvidence: true } });
}

/** A separate competency with the shipped one's texts. */
async function makeOtherCompetency(): Promise<string> {
  const content = { ...(await getCurrentRevision()).competency, id: "other" };
  await getDatabase().revision.create({ data: { id: "other", competencyId: "other", number: 1, content } });
  return "other";
}

async function submit(assessmentId: string, submittedAt: Date): Promise<void> {
  await getDatabase().assessment.update({ where: { id: assessmentId }, data: { submittedAt, openFor: null } });
}

describe("how far each member is", () => {
  const seen = async (at = later(5)) => (await progress.getTeamRounds(coach, teamId, at)).open?.members.map((each) => each.progress);

  it("goes from not begun to shared, and back where a share is withdrawn", async () => {
    await open();
    expect(await seen()).toEqual(["not-begun"]);
    const assessmentId = await makeStarted(member);
    expect(await seen()).toEqual(["in-progress"]);
    await submit(assessmentId, later(2));
    expect(await seen()).toEqual(["submitted"]);
    await share(assessmentId);
    expect(await seen()).toEqual(["shared"]);
    await getDatabase().share.updateMany({ data: { withdrawnAt: later(4) } });
    expect(await seen()).toEqual(["submitted"]);
  });

  it("counts no submission from before or after, none of another competency, and no share with another team", async () => {
    await makeSubmitted(member, later(-1));
    const roundId = await open();
    expect(await seen()).toEqual(["not-begun"]);
    const assessmentId = await makeSubmitted(member, later(1));
    const otherId = await makeTeam({ name: "Vega", members: [member] });
    await share(assessmentId, otherId);
    expect(await seen()).toEqual(["submitted"]);
    const competencyId = await makeOtherCompetency();
    await getDatabase().round.update({ where: { id: roundId }, data: { competencyId } });
    expect(await seen()).toEqual(["not-begun"]);
  });

  it("leaves out coaches, who has left, and who cannot sign in", async () => {
    const [gone, disabled] = [await makeAccount({ name: "Gone" }), await makeAccount({ name: "Disabled" })];
    const rows = [gone, disabled].map(({ userId }) => ({ teamId, userId, role: "member" as const, joinedAt: now }));
    await getDatabase().membership.createMany({ data: rows });
    await open();
    await leaveTeam(await actorOf(gone.userId), teamId, later(1));
    await getDatabase().user.update({ where: { id: disabled.userId }, data: { disabledAt: now } });
    const { open: shown, memberCount } = await progress.getTeamRounds(coach, teamId, later(2));
    expect(shown?.members).toEqual([{ userId: member.userId, name: "Mia", progress: "not-begun" }]);
    expect(memberCount).toBe(1);
  });

  it("is empty where the team is, and says nothing wrong", async () => {
    await open();
    await leaveTeam(member, teamId, later(1));
    const { open: shown, memberCount } = await progress.getTeamRounds(coach, teamId, later(2));
    expect([shown?.members, memberCount]).toEqual([[], 0]);
  });

  it("stays with a round that has ended, of those who were there; only the newest may be opened again", async () => {
    const first = await open();
    const assessmentId = await makeSubmitted(member, later(1));
    await share(assessmentId);
    await rounds.closeRound(coach, { teamId, roundId: first }, later(2));
    const newcomer = await makeAccount({ name: "Newcomer" });
    await getDatabase().membership.create({ data: { teamId, userId: newcomer.userId, role: "member" as const, joinedAt: later(3) } });
    const next = await open({ name: "Q3", dueDay: "2026-06-25", blindReviews: false }, later(4));
    const { open: shown, past } = await progress.getTeamRounds(coach, teamId, later(30));
    expect(shown).toBeNull();
    expect(past.map(({ roundId, of, submitted, shared, isNewest }) => ({ roundId, of, submitted, shared, isNewest }))).toEqual([
      { roundId: next, of: 2, submitted: 0, shared: 0, isNewest: true },
      { roundId: first, of: 1, submitted: 1, shared: 1, isNewest: false },
    ]);
  });

  it("never holds an answer or evidence, shared or not", async () => {
    await open();
    const assessmentId = await makeSubmitted(member, later(1), "guide");
    await share(assessmentId);
    for (const page of [
      await progress.getTeamRounds(coach, teamId, later(2)),
      await progress.findOpenRound(coach, teamId, later(2)),
      await progress.findOpenRound(member, teamId, later(2)),
    ]) {
      expect(JSON.stringify(page)).not.toMatch(/guide|Evidence/);
    }
  });

  it("takes as many statements for sixty members and three rounds as for five", async () => {
    const { revisionId } = await getCurrentRevision();
    const join = async (count: number) => {
      const userIds = Array.from({ length: count }, () => randomUUID());
      await getDatabase().user.createMany({ data: userIds.map((id) => ({ id, name: "N", email: `${id}@example.org` })) });
      await getDatabase().membership.createMany({
        data: userIds.map((userId) => ({ teamId, userId, role: "member" as const, joinedAt: now })),
      });
      const submissions = userIds.flatMap((ownerId) =>
        [1, 3, 5].map((day) => ({ id: randomUUID(), ownerId, revisionId, startedAt: now, submittedAt: later(day) })),
      );
      await getDatabase().assessment.createMany({ data: submissions });
      await getDatabase().share.createMany({
        data: submissions.map(({ id }) => ({ assessmentId: id, teamId, sharedAt: later(6), withEvidence: false })),
      });
    };
    for (const [index, name] of ["One", "Two", "Three"].entries()) {
      const roundId = await open({ name }, later(index * 2));
      if (index < 2) await rounds.closeRound(coach, { teamId, roundId }, later(index * 2 + 1.5));
    }
    await join(4);
    const read = () => statementsOf(() => progress.getTeamRounds(coach, teamId, later(6)));
    const readLine = () => statementsOf(() => progress.findOpenRound(coach, teamId, later(6)));
    const [few, fewForLine] = [await read(), await readLine()];
    await join(55);
    expect((await read()).length).toBe(few.length);
    expect((await readLine()).length).toBe(fewForLine.length);
    const { open: shown, past } = await progress.getTeamRounds(coach, teamId, later(6));
    expect(shown?.members.filter((each) => each.progress === "shared")).toHaveLength(59);
    expect(past.map(({ of, submitted, shared }) => [of, submitted, shared])).toEqual([
      [60, 59, 59],
      [60, 59, 59],
    ]);
  });
});

describe("a member's own part", () => {
  const own = async (at = later(5)) => (await progress.listOwnOpenRounds(await actorOf(member.userId), at))[0];

  it("says what to do next, all the way", async () => {
    expect(await own()).toBeUndefined();
    const roundId = await open();
    expect(await own()).toMatchObject({ roundId, teamId, teamName: "Orion", name: "Q2", progress: "not-begun", step: { kind: "start" } });
    const assessmentId = await makeStarted(member);
    expect(await own()).toMatchObject({ progress: "in-progress", step: { kind: "continue", assessmentId, answered: 0, total: 7 } });
    await submit(assessmentId, later(1));
    expect(await own()).toMatchObject({ progress: "submitted", step: { kind: "share", assessmentId } });
    await share(assessmentId);
    expect(await own()).toMatchObject({ progress: "shared", step: { kind: "done", assessmentId } });
    await rounds.closeRound(coach, { teamId, roundId }, later(3));
    expect(await own()).toBeUndefined();
  });

  it("leads to what was shared, also where a later one was not", async () => {
    await open();
    const shared = await makeSubmitted(member, later(1));
    await share(shared);
    await makeSubmitted(member, later(2));
    expect(await own()).toMatchObject({ progress: "shared", step: { kind: "done", assessmentId: shared } });
  });

  it("asks to finish what is in progress on another competency", async () => {
    await open({ competencyId: await makeOtherCompetency() });
    const assessmentId = await makeStarted(member);
    expect(await own()).toMatchObject({ competencyId: "other", progress: "not-begun", step: { kind: "finish-other", assessmentId } });
  });

  it("goes on with one that was set aside", async () => {
    await open();
    const assessmentId = await makeStarted(member);
    await getDatabase().assessment.update({ where: { id: assessmentId }, data: { openFor: null } });
    expect(await own()).toMatchObject({ progress: "in-progress", step: { kind: "continue", assessmentId } });
  });

  it("lists each of one's teams, first due first, and none where one coaches", async () => {
    await open();
    const coached = await makeTeam({ name: "Coached", coaches: [member] });
    const other = await makeTeam({ name: "Vega", coaches: [coach], members: [member] });
    await rounds.openRound(await actorOf(member.userId), coached, ASKED, now);
    await rounds.openRound(await actorOf(coach.userId), other, { ...ASKED, dueDay: "2026-06-20" }, now);
    const listed = await progress.listOwnOpenRounds(await actorOf(member.userId), later(1));
    expect(listed.map(({ teamName }) => teamName)).toEqual(["Vega", "Orion"]);
  });

  it("is nobody's without an account", async () => {
    await open();
    expect(await progress.listOwnOpenRounds(null, later(1))).toEqual([]);
    expect(await progress.listOwnOpenRounds(await makeGuest(), later(1))).toEqual([]);
  });
});

describe("what came too late", () => {
  const missed = async (assessmentId: string, at: Date, actor: Actor = member) =>
    (await progress.listMissedRounds(actor, assessmentId, at)).map(({ name, teamName }) => `${name} of ${teamName}`);

  it("says so before it is submitted and after, until the round is open again", async () => {
    const roundId = await open();
    const assessmentId = await makeStarted(member);
    expect(await missed(assessmentId, later(1))).toEqual([]);
    await rounds.closeRound(coach, { teamId, roundId }, later(2));
    expect(await missed(assessmentId, later(3))).toEqual(["Q2 of Orion"]);
    await submit(assessmentId, later(4));
    expect(await missed(assessmentId, later(50))).toEqual(["Q2 of Orion"]);
    await rounds.reopenRound(coach, { teamId, roundId }, "2026-06-25", later(5));
    expect(await missed(assessmentId, later(6))).toEqual([]);
    expect((await progress.getTeamRounds(coach, teamId, later(6))).open?.members[0]?.progress).toBe("submitted");
    expect(await missed(assessmentId, later(50))).toEqual([]);
  });

  it("says nothing where one submitted in time, joined later, or a month has passed", async () => {
    const roundId = await open();
    await rounds.closeRound(coach, { teamId, roundId }, later(2));
    const late = await makeSubmitted(member, later(3));
    expect(await missed(late, later(3))).toEqual(["Q2 of Orion"]);
    await getDatabase().membership.updateMany({ where: { userId: member.userId }, data: { joinedAt: later(2) } });
    expect(await missed(late, later(3))).toEqual([]);
    await getDatabase().membership.updateMany({ where: { userId: member.userId }, data: { joinedAt: now } });
    expect(await missed(await makeSubmitted(member, later(33)), later(40))).toEqual([]);
    await makeSubmitted(member, later(1));
    expect(await missed(late, later(3))).toEqual([]);
  });

  it("says nothing of a round that another one followed, nor to a coach of the team", async () => {
    const roundId = await open();
    await rounds.closeRound(coach, { teamId, roundId }, later(1));
    const [late, coachs] = [await makeSubmitted(member, later(2)), await makeSubmitted(coach, later(2))];
    expect(await missed(coachs, later(2), coach)).toEqual([]);
    await open({ name: "Q3" }, later(3));
    expect(await missed(late, later(4))).toEqual([]);
  });

  it("is one's own to know", async () => {
    const roundId = await open();
    await rounds.closeRound(coach, { teamId, roundId }, later(1));
    const late = await makeSubmitted(member, later(2));
    const guest = await makeGuest();
    for (const other of [coach, guest, null]) {
      await expect(progress.listMissedRounds(other, late, later(2))).rejects.toMatchObject({ code: "NotFound" });
    }
    for (const id of ["", "a\u0000b", "\ud800", randomUUID()]) {
      await expect(progress.listMissedRounds(member, id, later(2))).rejects.toMatchObject({ code: "NotFound" });
    }
    expect(await progress.listMissedRounds(guest, await makeStarted(guest), later(2))).toEqual([]);
  });
});
