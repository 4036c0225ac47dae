import { beforeEach, describe, expect, it, vi } from "vitest";
import { publishDueCohorts } from "@/lib/data/cohort/internal/team-cohorts";
import { getOrganizationSpread, getTeamAggregate } from "@/lib/data/cohort/queries";
import { listSubmittedAssessments } from "@/lib/data/growth/queries";
import { DemoError, isDemoWorkspace, prepareDemo } from "@/lib/data/workspace/internal/demo";
import { getDatabase } from "@/lib/db/client";
import { chooseFocus, parsePriorities } from "@/lib/domain/assessment/focus";
import { NO_OPPORTUNITY } from "@/lib/domain/assessment/timed-rating";
import { competencyModelSchema } from "@/lib/domain/competency/competency-model";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { isOpenAt } from "@/lib/domain/round/round";
import { demoRows } from "@/prisma/seed/demo/rows";
import { makeAccount, makeGuest } from "../factories/account";
import { behaviorIds, levelIds } from "../factories/competency";
import { DAY, NOW, now } from "../factories/time";
import { readEverything, useDatabase } from "./database";

vi.hoisted(() => vi.stubEnv("DEMO", "on"));

useDatabase();

describe("an empty database", () => {
  beforeEach(() => prepareDemo(now));

  it("is filled with an admin, two coaches and three teams of seven, twelve and two members", async () => {
    const database = getDatabase();
    expect(await database.user.count()).toBe(24);
    expect(await database.user.count({ where: { isAdmin: true, memberships: { none: {} } } })).toBe(1);
    expect(await database.user.count({ where: { memberships: { some: { role: "coach" } } } })).toBe(2);
    const teams = await database.team.findMany({ include: { memberships: true } });
    const sizes = teams.map(({ name, memberships }) => [name, memberships.filter(({ role }) => role === "member").length]);
    expect(Object.fromEntries(sizes)).toEqual({ Orion: 7, Harbor: 12, Lantern: 2 });
    expect(teams.every(({ memberships }) => memberships.some(({ role }) => role === "coach"))).toBe(true);
  });

  it("lets nobody in by a password, and mails nobody", async () => {
    expect(await getDatabase().account.count()).toBe(0);
    const users = await getDatabase().user.findMany();
    expect(users.filter(({ email }) => !email.endsWith("@demo.example"))).toEqual([]);
  });

  it("gives each member three complete assessments over nine months, none in the future", async () => {
    const members = await getDatabase().user.findMany({
      where: { memberships: { some: { role: "member" } } },
      include: { assessments: { include: { ratings: true }, orderBy: { submittedAt: "asc" } } },
    });
    expect(members).toHaveLength(21);
    for (const { assessments } of members) {
      expect(assessments).toHaveLength(3);
      const times = assessments.map(({ submittedAt }) => Number(submittedAt));
      expect(Math.max(...times)).toBeLessThan(NOW);
      expect(Math.max(...times)).toBeGreaterThan(NOW - 30 * DAY);
      expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(230 * DAY);
      for (const { ratings, startedAt, submittedAt } of assessments) {
        expect(ratings.map(({ behaviorId }) => behaviorId).toSorted()).toEqual(behaviorIds.toSorted());
        expect(ratings.every(({ answer }) => answer === NO_OPPORTUNITY || levelIds.includes(answer ?? ""))).toBe(true);
        expect(Number(startedAt)).toBeLessThan(Number(submittedAt));
        expect(ratings.every(({ answeredAt }) => Number(answeredAt) <= Number(submittedAt))).toBe(true);
      }
    }
  });

  it("has growth of every kind: up, down and level, and no opportunity yet", async () => {
    const ratings = await getDatabase().rating.findMany({ include: { assessment: true } });
    const changes = ratings.map(({ behaviorId, answer, assessment }) => {
      const earlier = ratings.filter((one) => one.behaviorId === behaviorId && one.assessment.ownerId === assessment.ownerId);
      const before = earlier.findLast(({ assessment: other }) => Number(other.submittedAt) < Number(assessment.submittedAt));
      return before ? Math.sign(levelIds.indexOf(answer ?? "") - levelIds.indexOf(before.answer ?? "")) : null;
    });
    for (const direction of [-1, 0, 1]) expect(changes.filter((change) => change === direction).length).toBeGreaterThan(5);
    expect(ratings.filter(({ answer }) => answer === NO_OPPORTUNITY).length).toBeGreaterThan(5);
    for (const id of levelIds) expect(ratings.some(({ answer }) => answer === id)).toBe(true);
  });

  it("gives evidence that is finished, varied, and not twice the same from one person", async () => {
    const ratings = await getDatabase().rating.findMany({ where: { evidence: { not: "" } }, include: { assessment: true } });
    expect(ratings.length).toBeGreaterThan(250);
    const texts = ratings.map(({ evidence }) => evidence);
    expect(texts.filter((text) => /[{}]|undefined|\s{2}/.test(text))).toEqual([]);
    expect(new Set(texts).size).toBeGreaterThan(200);
    const ofPersons = ratings
      .filter(({ answer }) => answer !== NO_OPPORTUNITY)
      .map(({ assessment, evidence }) => `${assessment.ownerId} ${evidence}`);
    expect(new Set(ofPersons).size).toBe(ofPersons.length);
  });

  it("plans for what the model's rule makes the focus", async () => {
    const rows = await getDatabase().assessment.findMany({ include: { ratings: true, plans: true, revision: true } });
    const { source } = competencyModelSchema.parse(rows[0]?.revision.content);
    const planned = rows.filter(({ plans }) => plans.length > 0);
    expect(planned.length).toBeGreaterThan(40);
    for (const { ratings, priorities, plans } of planned) {
      const focuses = chooseFocus(source, ratings, parsePriorities(priorities)).focuses.map(({ behaviorId }) => behaviorId);
      expect(focuses).toContain(plans[0]?.behaviorId);
    }
    expect(rows.filter(({ priorities }) => parsePriorities(priorities).length > 0).length).toBeGreaterThan(20);
  });

  it("has shares with evidence and without, one withdrawn, and one submission that was not shared", async () => {
    const shares = await getDatabase().share.findMany();
    expect(shares).toHaveLength(62);
    expect(shares.filter(({ withdrawnAt }) => withdrawnAt !== null)).toHaveLength(1);
    expect(shares.filter(({ withEvidence }) => !withEvidence)).toHaveLength(9);
  });

  it("has cohorts as the rule draws them, and leaves none to draw", async () => {
    const cohorts = await getDatabase().teamCohort.findMany({
      include: { team: true, shares: true },
      orderBy: [{ teamId: "asc" }, { number: "asc" }],
    });
    const sizes = (name: string) => cohorts.filter(({ team }) => team.name === name).map(({ size }) => size);
    expect([sizes("Orion"), sizes("Lantern")]).toEqual([[7, 7, 7], []]);
    // One withdrew and one did not share; who came after a week counts in the next one.
    expect(sizes("Harbor").length).toBeGreaterThanOrEqual(3);
    for (const { size, shares, drawnAt } of cohorts) {
      expect(shares).toHaveLength(size);
      expect(size).toBeGreaterThanOrEqual(5);
      expect(shares.every(({ sharedAt, withdrawnAt }) => sharedAt <= drawnAt && withdrawnAt === null)).toBe(true);
    }
    expect(await publishDueCohorts(now)).toBe(0);
    const members = await getDatabase().membership.findMany({ where: { role: "member" }, include: { team: true } });
    for (const name of ["Orion", "Harbor"]) {
      const { userId, teamId } = members.find(({ team }) => team.name === name) ?? { userId: "", teamId: "" };
      const member = { ...(await makeAccount()), userId, teams: [{ teamId, role: "member" as const }] };
      const { cohort } = await getTeamAggregate(member, teamId, now);
      expect(cohort?.distributions.filter(({ shown }) => typeof shown === "object").length).toBeGreaterThanOrEqual(5);
    }
  });

  it("has the organization's spread, with each person once a quarter, for an admin who is in no team", async () => {
    const admin = await makeAccount({ isAdmin: true });
    const { shown } = await getOrganizationSpread(admin, {});
    expect(shown).toMatchObject({ withheldFromViewer: 0, tooFew: 0 });
    expect(shown?.people).toBeGreaterThanOrEqual(15);
    expect((shown?.people ?? 0) + (shown?.waiting ?? 0)).toBe(21);
    expect(shown?.spreads.filter((spread) => spread.shown !== null).length).toBeGreaterThanOrEqual(5);
  });

  it("has three rounds of each team that hold its submissions, and two that are open now", async () => {
    const rounds = await getDatabase().round.findMany({ include: { team: true }, orderBy: { openedAt: "asc" } });
    const open = rounds.filter((round) => isOpenAt(round, now));
    expect(rounds).toHaveLength(10);
    expect(open.map(({ team }) => team.name).toSorted()).toEqual(["Harbor", "Lantern"]);
    const submissions = await getDatabase().assessment.findMany({ include: { owner: { include: { memberships: true } } } });
    for (const { submittedAt, owner } of submissions) {
      const teamId = owner.memberships[0]?.teamId;
      expect(rounds.filter((round) => round.teamId === teamId && isOpenAt(round, submittedAt ?? now))).toHaveLength(1);
    }
  });

  it("has reviews in every state, one of them answered, and a level that was agreed", async () => {
    const reviews = await getDatabase().review.findMany({ include: { entries: true }, orderBy: { startedAt: "asc" } });
    expect(reviews.map(({ skippedAt, committedAt, releasedAt }) => [skippedAt, committedAt, releasedAt].map((at) => at !== null))).toEqual(
      expect.arrayContaining([
        [true, false, false],
        [false, true, false],
        [false, true, true],
      ]),
    );
    for (const { committedAt, entries } of reviews) expect(entries).toHaveLength(committedAt ? behaviorIds.length : 0);
    expect(reviews.some(({ reply }) => reply !== "")).toBe(true);
    const ends = reviews.flatMap(({ startedAt, committedAt, releasedAt, repliedAt }) => [startedAt, committedAt, releasedAt, repliedAt]);
    expect(ends.filter((at) => at !== null && at > now)).toEqual([]);
    expect(await getDatabase().agreedLevel.count({ where: { agreedAt: { not: null } } })).toBe(1);
  });

  it("has an open invitation that nobody holds a link to, and an audit of what happened", async () => {
    const invitations = await getDatabase().invitation.findMany();
    expect(invitations).toMatchObject([{ revokedAt: null, expiresAt: expect.toSatisfy((at: Date) => at > now) }]);
    expect(invitations[0]?.tokenHash).not.toMatch(/^[0-9a-f]{64}$/);
    const entries = await getDatabase().auditEntry.findMany();
    expect(entries.length).toBeGreaterThan(100);
    expect(entries.filter(({ at }) => at > now)).toEqual([]);
  });

  it("stays as it is at the next start", async () => {
    const before = await readEverything();
    await prepareDemo(new Date(NOW + 30 * DAY));
    expect(await readEverything()).toEqual(before);
    expect(await isDemoWorkspace()).toBe(true);
  });

  it("belongs to people who find their own", async () => {
    const member = await getDatabase().user.findFirstOrThrow({ where: { memberships: { some: { role: "member" } } } });
    const guest = { kind: "guest" as const, userId: member.id, keptUntil: now };
    expect(await listSubmittedAssessments(guest)).toHaveLength(3);
  });
});

it("is the same for the same day", () => {
  const ofMinute = (at: Date) => demoRows(productManagement, "a-revision", 5, at);
  expect(ofMinute(now)).toEqual(ofMinute(new Date(NOW + 1)));
});

it("fills once when two servers start at the same moment", async () => {
  await Promise.all([prepareDemo(now), prepareDemo(now)]);
  expect(await getDatabase().user.count()).toBe(24);
  expect(await getDatabase().assessment.count()).toBe(63);
});

it("refuses a database that holds anybody's work, and leaves it as it is", async () => {
  await makeGuest();
  const before = await readEverything();
  await expect(prepareDemo(now)).rejects.toThrow(DemoError);
  expect(await readEverything()).toEqual(before);
  expect(await getDatabase().demoWorkspace.count()).toBe(0);
});
