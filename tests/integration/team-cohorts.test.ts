import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Account } from "@/lib/access/actor";
import { publishCohortIfDue, publishDueCohorts } from "@/lib/data/cohort/internal/team-cohorts";
import { getTeamAggregate, previewTeamAggregate } from "@/lib/data/cohort/queries";
import { withdrawSharesOf } from "@/lib/data/sharing/internal/shares";
import { shareAssessment, withdrawShare } from "@/lib/data/sharing/mutations";
import { previewShare } from "@/lib/data/sharing/queries";
import { getDatabase } from "@/lib/db/client";
import { NO_OPPORTUNITY } from "@/lib/domain/assessment/timed-rating";
import { DRAW_AFTER_DAYS, isRevealing } from "@/lib/domain/cohort/team-cohort";
import { countsOf, decided, eventsAt, MINIMUM, type Played, type PlayedEvent, play } from "@/lib/domain/cohort/team-cohort.test-support";
import { getEnvironment } from "@/lib/platform/environment";
import { actorOf, makeAccount, makeGuest } from "../factories/account";
import { makeSubmitted } from "../factories/assessment";
import { behaviorIds, levelIds } from "../factories/competency";
import { makeReviewRow } from "../factories/review-row";
import { makeRound } from "../factories/round";
import { makeSubmissions } from "../factories/sharing";
import { makeTeam } from "../factories/team";
import { later, NOW, now } from "../factories/time";
import { useDatabase } from "./database";
import { notFound } from "./errors";

useDatabase();

/** The same answer to every behavior. */
async function makeSubmission(userId: string, answers: string, submittedAt: Date): Promise<string> {
  const [id = ""] = await makeSubmissions([{ userId, answers, submittedAt }]);
  return id;
}

async function leave(teamId: string, userId: string, at: Date): Promise<void> {
  await getDatabase().$transaction(async (transaction) => {
    await transaction.membership.delete({ where: { teamId_userId: { teamId, userId } } });
    await withdrawSharesOf(transaction, { userId, teamId }, at);
  });
}

const [low = "", middle = "", high = ""] = levelIds;
const usualMinimum = getEnvironment().MIN_GROUP_SIZE;
afterEach(() => {
  getEnvironment().MIN_GROUP_SIZE = usualMinimum;
});

describe("a team of six", () => {
  let members: Account[];
  let coach: Account;
  let teamId: string;
  let submissions: string[];
  const answers = [low, low, middle, middle, high, NO_OPPORTUNITY];

  beforeEach(async () => {
    members = [];
    for (const name of ["A", "B", "C", "D", "E", "F"]) members.push(await makeAccount({ name }));
    coach = await makeAccount({ name: "Coach" });
    teamId = await makeTeam({ coaches: [coach], members });
    members = await Promise.all(members.map(({ userId }) => actorOf(userId)));
    coach = await actorOf(coach.userId);
    submissions = [];
    for (const [index, { userId }] of members.entries()) submissions.push(await makeSubmission(userId, answers[index] ?? low, now));
  });

  const share = (index: number, at = now) =>
    shareAssessment(
      members[index] ?? null,
      { assessmentId: submissions[index] ?? "", teamId },
      { withEvidence: false, withPlan: false },
      at,
    );
  const shareAll = async () => {
    for (const index of members.keys()) await share(index);
  };
  const seen = (index = 0, at = now) => getTeamAggregate(members[index] ?? null, teamId, at);

  it("is drawn with the last one's share, and holds counts and names of levels and nothing of a person", async () => {
    for (const [index, more] of [4, 3, 2, 1].entries()) {
      await share(index);
      expect(await seen()).toEqual({ minGroupSize: 5, cohort: null, isHeldBack: false, next: { kind: "needs-more", more } });
    }
    await share(4);
    expect(await seen()).toEqual({
      minGroupSize: 5,
      cohort: null,
      isHeldBack: false,
      next: { kind: "scheduled", at: later(DRAW_AFTER_DAYS) },
    });
    await share(5);
    const { cohort, next } = await seen();
    expect(next).toEqual({ kind: "needs-more", more: 5 });
    expect(Object.keys(cohort ?? {}).toSorted()).toEqual(["behaviors", "distributions", "drawnAt", "levels", "size"]);
    expect(cohort).toMatchObject({ size: 6, drawnAt: now });
    expect(cohort?.distributions[0]).toEqual({
      behaviorId: behaviorIds[0],
      shown: { counts: [2, 2, 1, 0, 0], noOpportunity: 1, medianLevelId: middle },
    });
    const text = JSON.stringify(cohort);
    for (const id of [...members.map(({ userId }) => userId), ...submissions]) expect(text).not.toContain(id);
  });

  it("is drawn by the hourly look a week after there were enough, without who comes later", async () => {
    for (const index of [0, 1, 2, 3, 4]) await share(index);
    expect(await publishDueCohorts(new Date(later(DRAW_AFTER_DAYS).getTime() - 1))).toBe(0);
    expect(await publishDueCohorts(later(DRAW_AFTER_DAYS))).toBe(1);
    expect(await publishDueCohorts(later(DRAW_AFTER_DAYS))).toBe(0);
    const before = (await seen()).cohort;
    expect(before?.size).toBe(5);
    // Not one of the five counts changes by the sixth.
    await share(5, later(8));
    expect(await publishDueCohorts(later(60))).toBe(0);
    expect((await seen()).cohort).toEqual(before);
  });

  it("waits for a coach from whom a blind round hides answers in it, until the last of those is reviewed or skipped", async () => {
    await shareAll();
    await makeRound(teamId, { openedAt: now, blindReviews: true });
    const theirs = (viewer: Account) => getTeamAggregate(viewer, teamId, now);
    expect(await seen()).toMatchObject({ cohort: { size: 6 }, isHeldBack: false });
    for (const [index, assessmentId] of submissions.entries()) {
      expect([index, await theirs(coach)]).toMatchObject([index, { cohort: null, isHeldBack: true }]);
      const settled = index % 2 ? { committedAt: now } : { skippedAt: now };
      await makeReviewRow({ assessmentId, teamId, coachId: coach.userId }, { startedAt: now, ...settled });
    }
    expect(await theirs(coach)).toMatchObject({ cohort: { size: 6 }, isHeldBack: false });
  });

  it("is for the team: members and coaches, and nobody else", async () => {
    await shareAll();
    const outsider = await makeAccount();
    const otherCoach = await makeAccount();
    const former = await makeAccount();
    const admin = await makeAccount({ isAdmin: true });
    await makeTeam({ name: "Vega", coaches: [otherCoach] });
    for (const actor of [null, await makeGuest(), outsider, await actorOf(otherCoach.userId), former, admin]) {
      await expect(getTeamAggregate(actor, teamId, now)).rejects.toEqual(notFound);
      await expect(previewTeamAggregate(actor, { teamId, assessmentId: submissions[0] ?? "" }, now)).rejects.toEqual(notFound);
    }
    for (const id of ["", "a\u0000b", "\ud800"]) await expect(getTeamAggregate(coach, id, now)).rejects.toEqual(notFound);
    expect(await getTeamAggregate(coach, teamId, now)).toEqual(await seen());
  });

  it("goes as a whole when somebody in it stops sharing, and comes back the same when they share again", async () => {
    await shareAll();
    const whole = await seen();
    await withdrawShare(members[2] ?? null, { assessmentId: submissions[2] ?? "", teamId }, later(1));
    expect((await seen()).cohort).toBeNull();
    // The five who are left are never counted again.
    expect(await publishDueCohorts(later(30))).toBe(0);
    expect(await getDatabase().teamCohort.count()).toBe(1);
    await share(2, later(31));
    expect(await seen(0, later(31))).toEqual(whole);
  });

  it("goes when somebody in it leaves, or deletes their account", async () => {
    await shareAll();
    await leave(teamId, members[3]?.userId ?? "", later(1));
    expect((await seen()).cohort).toBeNull();
    expect(await publishDueCohorts(later(30))).toBe(0);
    await getDatabase().membership.create({ data: { teamId, userId: members[3]?.userId ?? "", role: "member", joinedAt: later(2) } });
    expect((await seen()).cohort).toBeNull();
    await share(3, later(3));
    expect((await seen()).cohort?.size).toBe(6);
    await getDatabase().user.delete({ where: { id: members[4]?.userId ?? "" } });
    expect((await seen()).cohort).toBeNull();
    expect(await publishDueCohorts(later(30))).toBe(0);
  });

  it("gives way to a newer one, drawn from new shares only, and is shown again when that one breaks", async () => {
    await shareAll();
    const first = (await seen()).cohort;
    for (const [index, { userId }] of members.entries())
      submissions[index] = await makeSubmission(userId, [low, high][index % 2] ?? low, later(40));
    for (const index of members.keys()) await share(index, later(40));
    const second = (await seen()).cohort;
    expect(second?.distributions[0]?.shown).toMatchObject({ counts: [3, 0, 3, 0, 0], noOpportunity: 0 });
    await withdrawShare(members[0] ?? null, { assessmentId: submissions[0] ?? "", teamId }, later(41));
    expect((await seen()).cohort).toEqual(first);
  });

  it("counts each person once: of two shared before it was drawn, the later", async () => {
    await share(0);
    const newer = await makeSubmission(members[0]?.userId ?? "", high, later(1));
    await shareAssessment(members[0] ?? null, { assessmentId: newer, teamId }, { withEvidence: false, withPlan: false }, later(1));
    for (const index of [1, 2, 3, 4, 5]) await share(index, later(1));
    const { cohort } = await seen();
    expect(cohort?.size).toBe(6);
    expect(cohort?.distributions[0]?.shown).toMatchObject({ counts: [1, 2, 2, 0, 0] });
    expect((await seen()).next).toEqual({ kind: "needs-more", more: 5 });
  });

  it("is not shown to fewer than a group that was made larger since", async () => {
    await shareAll();
    getEnvironment().MIN_GROUP_SIZE = 6;
    expect((await seen()).cohort?.size).toBe(6);
    getEnvironment().MIN_GROUP_SIZE = 7;
    expect((await seen()).cohort).toBeNull();
    expect((await getTeamAggregate(coach, teamId, now)).cohort).toBeNull();
  });

  it("shows no behavior in which all answers but one are the same", async () => {
    await getDatabase().rating.updateMany({ where: { behaviorId: behaviorIds[1] ?? "" }, data: { answer: low } });
    await getDatabase().rating.updateMany({
      where: { behaviorId: behaviorIds[2] ?? "", assessmentId: { not: submissions[0] ?? "" } },
      data: { answer: high },
    });
    await shareAll();
    const { cohort } = await seen();
    expect(cohort?.distributions.map(({ shown }) => (typeof shown === "string" ? shown : "shown")).slice(0, 4)).toEqual([
      "shown",
      "too-alike",
      "too-alike",
      "shown",
    ]);
  });

  it("is previewed as the team will see it, without being drawn", async () => {
    for (const index of [0, 1, 2, 3]) await share(index);
    const preview = await previewShare(
      members[4] ?? null,
      { assessmentId: submissions[4] ?? "", teamId },
      { withEvidence: false, withPlan: false },
      now,
    );
    expect(await getDatabase().teamCohort.count()).toBe(0);
    await share(4);
    expect(await seen(4)).toEqual(preview.team);
    const last = await previewShare(
      members[5] ?? null,
      { assessmentId: submissions[5] ?? "", teamId },
      { withEvidence: false, withPlan: false },
      now,
    );
    expect(last.team).toEqual({ minGroupSize: 5, cohort: null, isHeldBack: false, next: { kind: "due" } });
    expect(await getDatabase().teamCohort.count()).toBe(0);
  });

  it("is not shown to a member who coaches one of its people elsewhere, and so knows their answers by name", async () => {
    await shareAll();
    expect((await seen(0)).cohort?.size).toBe(6);
    const elsewhere = await makeTeam({ name: "Vega", coaches: [members[0] as Account], members: [members[1] as Account] });
    expect((await seen(0)).cohort).toBeNull();
    expect((await seen(1)).cohort?.size).toBe(6);
    // Also for what they saw before that person left.
    await shareAssessment(
      members[1] ?? null,
      { assessmentId: submissions[1] ?? "", teamId: elsewhere },
      { withEvidence: false, withPlan: false },
      now,
    );
    await leave(elsewhere, members[1]?.userId ?? "", now);
    expect((await seen(0)).cohort).toBeNull();
  });

  it("is drawn once, however many look at the same moment", async () => {
    await getDatabase().share.createMany({
      data: submissions.map((assessmentId) => ({ assessmentId, teamId, sharedAt: now, withEvidence: false })),
    });
    const drawn = await Promise.all(Array.from({ length: 8 }, () => publishCohortIfDue(teamId, now)));
    expect(drawn.filter(Boolean)).toHaveLength(1);
    expect(await getDatabase().teamCohort.count()).toBe(1);
    expect((await seen()).cohort?.size).toBe(6);
  });

  it("never holds an assessment that another team's cohort holds, also when both are drawn at the same moment", async () => {
    for (let round = 0; round < 10; round++) {
      await getDatabase().teamCohort.deleteMany();
      await getDatabase().share.deleteMany();
      await getDatabase().assessment.updateMany({ data: { isInTeamCohort: false } });
      const other = await makeTeam({ name: `Vega ${round}`, members });
      await getDatabase().share.createMany({
        data: [teamId, other].flatMap((team) =>
          submissions.map((assessmentId) => ({ assessmentId, teamId: team, sharedAt: now, withEvidence: false })),
        ),
      });
      await Promise.all([publishCohortIfDue(teamId, now), publishCohortIfDue(other, now)]);
      await publishDueCohorts(now);
      expect(await getDatabase().teamCohort.count()).toBe(1);
      expect(await getDatabase().share.count({ where: { cohortId: { not: null } } })).toBe(6);
    }
  });
});

it("never draws an assessment again once the team that had it in a cohort is deleted", async () => {
  const members = await Promise.all(Array.from({ length: 5 }, () => makeAccount()));
  const submissions = await Promise.all(members.map((member) => makeSubmitted(member)));
  const draw = async (teamId: string) => {
    await getDatabase().share.createMany({
      data: submissions.map((assessmentId) => ({ assessmentId, teamId, sharedAt: new Date(NOW), withEvidence: false })),
    });
    return publishCohortIfDue(teamId, new Date(NOW));
  };
  const first = await makeTeam({ members });
  expect(await draw(first)).toBe(true);
  await getDatabase().team.delete({ where: { id: first } });
  expect(await draw(await makeTeam({ members }))).toBe(false);
});

describe("whatever happens, in any order", () => {
  const CATEGORY = [low, middle, NO_OPPORTUNITY];
  const WEIGHT: Record<PlayedEvent["kind"], number> = { share: 6, retake: 3, join: 2, hour: 2, withdraw: 1, leave: 1, week: 1, delete: 1 };
  /** 0 to 3 are in both teams, 4 and 5 in one each; 0 coaches the second team in half of the runs. */
  const startOf = (coachesElsewhere: boolean): Played => ({
    day: 0,
    submissions: [0, 1, 2, 3, 4, 5].map((owner) => ({ owner })),
    shares: [],
    cohorts: [],
    members: [[0, 1, 2, 3, 4], coachesElsewhere ? [1, 2, 5] : [0, 1, 2, 3, 5]],
    coaches: [[], coachesElsewhere ? [0] : []],
    gone: [],
  });

  async function playForReal(picks: number[], workspace: number[], coachesElsewhere: boolean): Promise<number> {
    await getDatabase().team.deleteMany();
    let played = startOf(coachesElsewhere);
    const people: Account[] = [];
    for (const _ of played.submissions) people.push(await makeAccount());
    const teams: string[] = [];
    for (const [index, members] of played.members.entries()) {
      const [inTeam, coaches] = [members, played.coaches[index] ?? []].map((list) => list.map((person) => people[person] as Account));
      const team = await makeTeam({ name: `${index}`, members: inTeam ?? [], coaches: coaches ?? [] });
      // Teams are processed in the order of their ids.
      const teamId = `${index}${team.slice(1)}`;
      await getDatabase().team.update({ where: { id: team }, data: { id: teamId } });
      teams.push(teamId);
    }
    const submissions: string[] = [];
    for (const { owner } of played.submissions) {
      submissions.push(
        await makeSubmission(
          people[owner]?.userId ?? "",
          CATEGORY[workspace[submissions.length] ?? 0] ?? low,
          new Date(NOW + submissions.length),
        ),
      );
    }
    let shown = 0;
    for (const pick of picks) {
      const bounds = { depth: 0, kinds: Object.keys(WEIGHT) as PlayedEvent["kind"][], retakes: 8, outsiders: [0, 1, 2, 3, 4, 5] };
      const events = [...eventsAt(played, bounds, people.length)]
        .filter((event) => event.kind !== "join" || !played.coaches[event.team]?.includes(event.person))
        .flatMap((event) => Array<PlayedEvent>(WEIGHT[event.kind]).fill(event));
      const event = events[pick % events.length] as PlayedEvent;
      const before = played;
      played = play(decided, played, event);
      const at = later(played.day);
      const userId = "person" in event ? (people[event.person]?.userId ?? "") : "";
      const teamId = "team" in event ? (teams[event.team] ?? "") : "";
      const actor = "person" in event && event.kind !== "delete" ? await actorOf(userId) : null;
      switch (event.kind) {
        case "share":
          await shareAssessment(
            actor,
            { assessmentId: submissions[before.submissions.findLastIndex(({ owner }) => owner === event.person)] ?? "", teamId },
            { withEvidence: false, withPlan: false },
            at,
          );
          break;
        case "withdraw": {
          const [index] = before.shares
            .filter(
              ({ team, withdrawn, submission }) =>
                team === event.team && !withdrawn && before.submissions[submission]?.owner === event.person,
            )
            .map(({ submission }) => submission)
            .toSorted((a, b) => b - a);
          await withdrawShare(actor, { assessmentId: submissions[index ?? -1] ?? "", teamId }, at);
          break;
        }
        case "leave":
          await leave(teamId, userId, at);
          break;
        case "join":
          await getDatabase().membership.create({ data: { teamId, userId, role: "member", joinedAt: at } });
          break;
        case "retake":
          submissions.push(
            await makeSubmission(userId, CATEGORY[workspace[submissions.length] ?? 0] ?? low, new Date(NOW + submissions.length)),
          );
          break;
        case "delete":
          await getDatabase().user.delete({ where: { id: userId } });
          break;
        case "hour":
        case "week":
          await publishDueCohorts(at);
          break;
      }
      for (const [team, members] of played.members.entries()) {
        for (const viewer of members) {
          const { cohort } = await getTeamAggregate(await actorOf(people[viewer]?.userId ?? ""), teams[team] ?? "", at);
          const expected = decided.cohort(played, team, viewer);
          const counts = expected && countsOf(expected, workspace);
          const real = cohort && { size: cohort.size, shown: cohort.distributions[0]?.shown };
          const asDecided = counts && {
            size: expected.length,
            shown: isRevealing(counts)
              ? "too-alike"
              : expect.objectContaining({ counts: [counts[0], counts[1], 0, 0, 0], noOpportunity: counts[2] }),
          };
          expect([event, viewer, team, real]).toEqual([event, viewer, team, asDecided]);
          if (cohort) shown++;
        }
      }
    }
    return shown;
  }

  it("the queries show what the simulation shows, which is known to tell nothing", { timeout: 120_000 }, async () => {
    getEnvironment().MIN_GROUP_SIZE = MINIMUM;
    let shown = 0;
    const sequences = fc.tuple(
      fc.array(fc.nat(), { minLength: 18, maxLength: 18 }),
      fc.array(fc.nat(2), { minLength: 14, maxLength: 14 }),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(sequences, async ([picks, workspace, coachesElsewhere]) => {
        shown += await playForReal(picks, workspace, coachesElsewhere);
      }),
      { numRuns: 6, seed: 3 },
    );
    // Sequences without a cohort would prove nothing.
    expect(shown).toBeGreaterThan(10);
  });
});
