import { beforeEach, describe, expect, it } from "vitest";
import { verifyPassword } from "@/lib/auth/password";
import { getDatabase } from "@/lib/db/client";
import { getEnvironment } from "@/lib/platform/environment";
import { fillWithLarge, type LargeResult, LargeSeedError } from "@/prisma/seed/large/seed";
import { makeAccount } from "../factories/account";
import { behaviorIds } from "../factories/competency";
import { now } from "../factories/time";
import { readEverything, useDatabase } from "./database";

useDatabase();

const SIZE = { people: 60, teams: 4, rounds: 3 };

const reported: [done: number, total: number][] = [];
const fill = () => fillWithLarge(SIZE, now, (done, total) => reported.push([done, total]));

/** Without passwords, which are new each time. */
async function readOrganization() {
  const { accounts: _, ...everything } = await readEverything();
  return everything;
}

async function errorIn(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof LargeSeedError ? error.message : "";
}

describe("a large organization, made small", () => {
  let made: LargeResult;

  beforeEach(async () => {
    reported.length = 0;
    made = await fill();
  });

  it("has as many people, teams and rounds as were asked for, and says how far it is", async () => {
    expect(made.rows).toMatchObject({ people: 60, teams: 4, rounds: 12 });
    const ofSubmitted = { assessment: { submittedAt: { not: null } } };
    const submitted = await getDatabase().assessment.count({ where: { submittedAt: { not: null } } });
    expect(submitted).toBeGreaterThan(150);
    expect(await getDatabase().rating.count({ where: ofSubmitted })).toBe(submitted * behaviorIds.length);
    const sizes = await getDatabase().membership.groupBy({ by: ["teamId"], where: { role: "member" }, _count: true });
    expect(sizes.find(({ teamId }) => teamId === made.largestTeamId)?._count).toBe(Math.max(...sizes.map(({ _count }) => _count)));
    expect(reported[0]?.[0]).toBe(0);
    expect(reported.map(([done]) => done)).toEqual(reported.map(([done]) => done).toSorted((a, b) => a - b));
    expect(reported.at(-1)?.[0]).toBe(reported.at(-1)?.[1]);
  });

  it("lets in three people, each with the password that is told, and no other", async () => {
    const accounts = await getDatabase().account.findMany({ select: { password: true, user: { select: { email: true, isAdmin: true } } } });
    expect(accounts).toHaveLength(3);
    expect(made.signIns.map(({ role }) => role)).toEqual(["admin", "coach", "member"]);
    for (const { role, email, password } of made.signIns) {
      const account = accounts.find(({ user }) => user.email === email);
      expect(account?.user.isAdmin).toBe(role === "admin");
      expect(await verifyPassword({ hash: account?.password ?? "", password })).toBe(true);
    }
  });

  it("has the cohorts that its submissions would have filled", async () => {
    const cohorts = await getDatabase().organizationCohort.findMany({
      include: { counts: true, assessments: { select: { ownerId: true, countedInQuarter: true, ratings: true } } },
    });
    expect(cohorts.length).toBeGreaterThan(20);
    for (const { size, fullAt, quarter, counts, assessments } of cohorts) {
      expect(assessments).toHaveLength(size);
      expect(fullAt !== null).toBe(size === getEnvironment().MIN_GROUP_SIZE);
      const keys = assessments.flatMap(({ ratings }) => ratings.map(({ behaviorId, answer }) => `${behaviorId}/${answer}`));
      const kept = counts.flatMap(({ behaviorId, answer, count }) => Array.from({ length: count }, () => `${behaviorId}/${answer}`));
      expect(kept.toSorted()).toEqual(keys.toSorted());
      expect(assessments.every(({ countedInQuarter }) => countedInQuarter === quarter)).toBe(true);
    }
    const owners = cohorts.flatMap(({ quarter, assessments }) => assessments.map(({ ownerId }) => `${ownerId}/${quarter}`));
    expect(new Set(owners).size).toBe(owners.length);
    const submitted = await getDatabase().assessment.groupBy({ by: ["ownerId"], where: { submittedAt: { not: null } } });
    expect(new Set(cohorts.flatMap(({ assessments }) => assessments.map(({ ownerId }) => ownerId))).size).toBe(submitted.length);
  });

  it("shares what was submitted, by people of the team, and draws each share into one cohort of its team at most", async () => {
    const shares = await getDatabase().share.findMany({
      include: { assessment: { include: { owner: { include: { memberships: true } } } }, cohort: true },
    });
    expect(shares.length).toBeGreaterThan(100);
    for (const { teamId, assessment, cohort } of shares) {
      expect(assessment.submittedAt).not.toBeNull();
      expect(assessment.owner.memberships.map((membership) => membership.teamId)).toContain(teamId);
      expect(assessment.isInTeamCohort).toBe(cohort !== null);
      if (cohort) expect(cohort.teamId).toBe(teamId);
    }
    for (const { size, _count } of await getDatabase().teamCohort.findMany({ select: { size: true, _count: true } })) {
      expect(_count.shares).toBe(size);
      expect(size).toBeGreaterThanOrEqual(getEnvironment().MIN_GROUP_SIZE);
    }
  });

  it("mails nobody: what is open was told already", async () => {
    const open = await getDatabase().round.findMany({ where: { dueAt: { gt: now }, closedAt: null }, include: { mails: true } });
    expect(open).toHaveLength(4);
    for (const { teamId, mails } of open) {
      expect(mails).toHaveLength(2 * (await getDatabase().membership.count({ where: { teamId } })));
    }
  });

  it("is made once: the next run is refused, and changes nothing", async () => {
    const before = await readEverything();
    expect(await errorIn(fill())).toContain("holds the large organization already");
    expect(await readEverything()).toEqual(before);
  });

  it("is the same for the same size and day, also after a run that was interrupted", async () => {
    const whole = await readOrganization();
    // The last that a run writes; and some that it would have been at.
    await getDatabase().user.deleteMany({ where: { email: { in: made.signIns.map(({ email }) => email) } } });
    await getDatabase().team.deleteMany({ where: { id: made.usualTeamId } });
    await fill();
    expect(await readOrganization()).toEqual(whole);
  });
});

it("is refused where anybody's work is, and changes nothing", async () => {
  await makeAccount();
  const before = await readEverything();
  expect(await errorIn(fill())).toContain("holds people’s work");
  expect(await readEverything()).toEqual(before);
});
