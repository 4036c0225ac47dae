import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Account, Actor } from "@/lib/access/actor";
import { isAllowed } from "@/lib/access/rules";
import { deleteExpiredGuests } from "@/lib/data/account/internal/guests";
import { deleteAccount } from "@/lib/data/account/mutations/personal-data";
import { correctAssessment, saveRatings, submitAssessment } from "@/lib/data/assessment/mutations";
import { getOrganizationSpread } from "@/lib/data/cohort/queries";
import { getCurrentRevision } from "@/lib/data/competency/internal/revisions";
import { getDatabase } from "@/lib/db/client";
import { NO_OPPORTUNITY } from "@/lib/domain/assessment/timed-rating";
import { decided, organizationOf, playOrganization } from "@/lib/domain/cohort/organization-cohort.test-support";
import { isRevealing } from "@/lib/domain/cohort/team-cohort";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { getEnvironment } from "@/lib/platform/environment";
import { actorOf, makeAccount, makeGuest } from "../factories/account";
import { answersToAll, makeStarted, makeSubmitted } from "../factories/assessment";
import { behaviorIds, levelIds } from "../factories/competency";
import { makeTeam } from "../factories/team";
import { DAY, NOW, now } from "../factories/time";
import { readEverything, useDatabase } from "./database";
import { statementsOf } from "./statements";

useDatabase();

const nextQuarter = new Date(NOW + 60 * DAY);
const [l1 = "", l2 = "", l3 = ""] = levelIds;
const usualMinimum = getEnvironment().MIN_GROUP_SIZE;

afterEach(() => {
  getEnvironment().MIN_GROUP_SIZE = usualMinimum;
});

let admin: Account;

beforeEach(async () => {
  admin = await makeAccount({ isAdmin: true });
});

const view = (viewer: Actor = admin, choice = {}) => getOrganizationSpread(viewer, choice);

/** For the first behavior: the counts of the first three levels and of no opportunity; null where nothing is shown. */
async function counts(viewer: Actor = admin, quarter?: string): Promise<number[] | null> {
  const { shown } = await view(viewer, quarter === undefined ? {} : { quarter });
  const spread = shown?.spreads[0]?.shown;
  return spread ? [...spread.counts.slice(0, 3), spread.noOpportunity] : null;
}

async function makePeople(...answers: string[]): Promise<Account[]> {
  const people: Account[] = [];
  for (const answer of answers) {
    const person = await makeAccount();
    await makeSubmitted(person, now, answer);
    people.push(person);
  }
  return people;
}

const remove = (actor: Actor) => deleteAccount(actor, { word: "delete" }, now);

describe("the organization's spread", () => {
  it("is empty at first, waits for five people, and then never changes by fewer", async () => {
    expect(await view()).toMatchObject({ shown: null, revisions: [], competencyId: productManagement.id });
    await makePeople(l1, l1, l2, l2);
    expect(await view()).toMatchObject({
      revisions: [{ number: 1, quarters: ["2026-Q2"] }],
      shown: { revisionNumber: 1, quarter: "2026-Q2", people: 0, waiting: 4, missing: 1 },
    });
    expect(await counts()).toBeNull();
    await makePeople(NO_OPPORTUNITY);
    expect(await counts()).toEqual([2, 2, 0, 1]);
    expect((await view()).shown?.spreads[0]).toMatchObject({ people: 5, shown: { medianLevelId: l1 } });
    const before = (await view()).shown;
    await makePeople(l3, l3, l2, l1);
    expect((await view()).shown).toEqual({ ...before, waiting: 4, missing: 1 });
    await makePeople(l3);
    expect(await counts()).toEqual([3, 3, 3, 1]);
    expect((await view()).shown).toMatchObject({ people: 10, waiting: 0, missing: 5 });
  });

  it("counts a cohort for a behavior only where its answers are not all alike", async () => {
    await makePeople(l1, l1, l1, l1, l2);
    expect((await view()).shown).toMatchObject({
      people: 5,
      spreads: behaviorIds.map((behaviorId) => ({ behaviorId, people: 0, shown: null })),
    });
    await makePeople(l1, l1, l1, l2, l2);
    expect(await counts()).toEqual([3, 2, 0, 0]);
    expect((await view()).shown).toMatchObject({ people: 10, spreads: behaviorIds.map((behaviorId) => ({ behaviorId, people: 5 })) });
  });

  it("counts each person once in a quarter, and no guest and no correction", async () => {
    const [first] = await makePeople(l1, l1, l2);
    for (const answer of [l1, l2, l3]) await makeSubmitted(await makeGuest(), now, answer);
    const submitted = await getDatabase().assessment.findFirstOrThrow({ where: { ownerId: first?.userId ?? "" } });
    const { assessmentId } = await correctAssessment(first ?? null, submitted.id);
    await submitAssessment(first ?? null, assessmentId, now);
    await makeSubmitted(first as Account, new Date(NOW + DAY), l3);
    expect(await getDatabase().organizationCohort.findMany()).toMatchObject([{ size: 3, fullAt: null }]);
    await makeSubmitted(first as Account, nextQuarter, l3);
    expect((await view()).revisions).toEqual([{ number: 1, quarters: ["2026-Q3", "2026-Q2"] }]);
    expect(await getDatabase().organizationCohort.findMany({ orderBy: { quarter: "asc" } })).toMatchObject([{ size: 3 }, { size: 1 }]);
  });

  it("hides what was full under a smaller smallest group, and says of how many", async () => {
    await makePeople(l1, l1, l2, l2, l3);
    getEnvironment().MIN_GROUP_SIZE = 6;
    expect(await counts()).toBeNull();
    expect((await view()).shown).toMatchObject({ people: 0, tooFew: 5, missing: 6 });
    await makePeople(l1, l1, l2, l2, l3, l3);
    expect(await counts()).toEqual([2, 2, 2, 0]);
  });

  it("leaves out cohorts that hold the viewer, a fellow member, or somebody who ever shared with a team of the viewer's", async () => {
    const [one, other] = await makePeople(l1, l1, l2, l2, l3);
    const stranger = await makeAccount({ isAdmin: true });
    expect(await counts()).toEqual([2, 2, 1, 0]);
    const teamId = await makeTeam({ members: [admin, one as Account] });
    expect(await counts()).toBeNull();
    expect((await view()).shown).toMatchObject({ people: 0, withheldFromViewer: 5 });
    expect(await counts(stranger)).toEqual([2, 2, 1, 0]);
    await getDatabase().membership.deleteMany({ where: { userId: one?.userId ?? "" } });
    expect(await counts()).toEqual([2, 2, 1, 0]);
    const { id } = await getDatabase().assessment.findFirstOrThrow({ where: { ownerId: other?.userId ?? "" } });
    await getDatabase().share.create({ data: { assessmentId: id, teamId, sharedAt: now, withdrawnAt: now, withEvidence: false } });
    expect(await counts()).toBeNull();
    await makePeople(l1, l1, l2, l2);
    await makeSubmitted(stranger, now, l3);
    expect(await counts()).toEqual([2, 2, 1, 0]);
    expect(await counts(stranger)).toEqual([2, 2, 1, 0]);
    expect((await view(stranger)).shown).toMatchObject({ people: 5, withheldFromViewer: 5 });
  });

  it("asks a fixed number of statements, however many were counted", async () => {
    await makePeople(l1, l1, l2, l2, l3);
    const few = await statementsOf(() => view());
    await makeTeam({ coaches: [admin], members: await makePeople(l1, l2, l3, l1, l2, l3) });
    await makeSubmitted(await makeAccount(), nextQuarter);
    expect(await statementsOf(() => view())).toHaveLength(few.length);
  });
});

describe("somebody who deletes their account", () => {
  it("takes their cohorts with them, and nobody of those counts a second time", async () => {
    const [first, ...rest] = await makePeople(l1, l1, l2, l2, l3);
    await makePeople(l3, l3, l3, l2, l2);
    await makeSubmitted(first as Account, nextQuarter, l3);
    await remove(first as Account);
    expect(await counts()).toEqual([0, 2, 3, 0]);
    expect(await getDatabase().organizationCohort.findMany()).toMatchObject([{ size: 5 }]);
    expect(await getDatabase().organizationCohortCount.count()).toBe(2 * behaviorIds.length);
    for (const person of rest) await makeSubmitted(person, new Date(NOW + DAY), l1);
    expect(await getDatabase().organizationCohort.count()).toBe(1);
    await makeSubmitted(rest[0] as Account, nextQuarter, l1);
    expect(await getDatabase().organizationCohort.count()).toBe(2);
  });

  it("leaves an open cohort's others uncounted, and the next one begins anew", async () => {
    const [first] = await makePeople(l1, l1, l2);
    await remove(first as Account);
    expect((await view()).shown).toBeNull();
    await makePeople(l1, l2, l2, l3);
    expect(await getDatabase().organizationCohort.findMany()).toMatchObject([{ size: 4, fullAt: null }]);
  });

  it("is counted nowhere either where they submit at the same moment", async () => {
    await makePeople(l1, l1, l2);
    for (let time = 0; time < 6; time++) {
      const person = await makeAccount();
      const assessmentId = await makeStarted(person);
      await saveRatings(person, assessmentId, answersToAll(l3, 1), NOW);
      await Promise.all([submitAssessment(person, assessmentId, now), remove(person)]);
      expect(await getDatabase().user.count({ where: { id: person.userId } })).toBe(0);
      for (const { id, size } of await getDatabase().organizationCohort.findMany()) {
        expect(await getDatabase().assessment.count({ where: { organizationCohortId: id } })).toBe(size);
      }
    }
  });

  it("as a guest whose time is over changes no count", async () => {
    await makePeople(l1, l1, l2, l2, l3);
    const gone = await makeGuest({ keptUntil: new Date(NOW - DAY) });
    await makeSubmitted(gone, now, l3);
    const before = await readEverything();
    expect(await deleteExpiredGuests(now)).toBe(1);
    const after = await readEverything();
    expect([after.organizationCohorts, after.organizationCohortCounts]).toEqual([
      before.organizationCohorts,
      before.organizationCohortCounts,
    ]);
  });
});

describe("at the same moment", () => {
  async function makeReady(person: Account, answer: string): Promise<string> {
    const assessmentId = await makeStarted(person);
    await saveRatings(person, assessmentId, answersToAll(answer, 1), NOW);
    return assessmentId;
  }

  it("many submit, and each is counted once, in cohorts that hold no more than five", async () => {
    const ready: { person: Account; assessmentId: string }[] = [];
    for (let index = 0; index < 23; index++) {
      const person = await makeAccount();
      ready.push({ person, assessmentId: await makeReady(person, levelIds[index % 3] ?? l1) });
    }
    // And each twice.
    await Promise.all([...ready, ...ready].map(({ person, assessmentId }) => submitAssessment(person, assessmentId, now)));
    const rows = await getDatabase().organizationCohort.findMany({
      include: { counts: true, assessments: true },
      orderBy: { size: "desc" },
    });
    expect(rows.map(({ size }) => size)).toEqual([5, 5, 5, 5, 3]);
    expect(rows.map(({ fullAt }) => fullAt !== null)).toEqual([true, true, true, true, false]);
    for (const { size, counts: kept, assessments } of rows) {
      expect(assessments).toHaveLength(size);
      for (const behaviorId of behaviorIds) {
        expect(kept.filter((one) => one.behaviorId === behaviorId).reduce((sum, { count }) => sum + count, 0)).toBe(size);
      }
    }
    const answers = rows.flatMap((row) => row.counts).filter(({ behaviorId }) => behaviorId === behaviorIds[0]);
    const total = (answer: string) => answers.filter((one) => one.answer === answer).reduce((sum, { count }) => sum + count, 0);
    expect([l1, l2, l3].map(total)).toEqual([8, 8, 7]);
  });

  it("one person's two assessments count once", async () => {
    const person = await makeAccount();
    const one = await makeReady(person, l1);
    await getDatabase().assessment.update({ where: { id: one }, data: { openFor: null } });
    const other = await makeReady(person, l2);
    await Promise.all([one, other].map((id) => submitAssessment(person, id, now)));
    expect(await getDatabase().organizationCohort.findMany()).toMatchObject([{ size: 1 }]);
    expect(await getDatabase().assessment.count({ where: { countedInQuarter: "2026-Q2" } })).toBe(1);
  });

  it("some submit and others go, and what is counted is what is there", async () => {
    const people = await makePeople(l1, l2, l3, l1, l2, l3, l1);
    const ready = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const person = await makeAccount();
        return { person, assessmentId: await makeReady(person, l2) };
      }),
    );
    await Promise.all([
      ...ready.map(({ person, assessmentId }) => submitAssessment(person, assessmentId, now)),
      ...people.slice(0, 7).map(remove),
    ]);
    for (const { id, size } of await getDatabase().organizationCohort.findMany()) {
      expect(await getDatabase().assessment.count({ where: { organizationCohortId: id } })).toBe(size);
      expect(size).toBeLessThanOrEqual(5);
    }
    expect(await getDatabase().assessment.count({ where: { countedInQuarter: { not: null } } })).toBe(8);
  });
});

describe("who may see it", () => {
  it("admins, and for everybody else it is not there; looking changes nothing", async () => {
    await makePeople(l1, l1, l2, l2, l3);
    const [member, coach, elsewhere] = [await makeAccount(), await makeAccount(), await makeAccount()];
    const teamId = await makeTeam({ members: [member], coaches: [coach] });
    await makeTeam({ coaches: [elsewhere] });
    const roles = {
      nobody: null,
      guest: await makeGuest(),
      account: await makeAccount(),
      member: await actorOf(member.userId),
      coach: await actorOf(coach.userId),
      "coach of another": await actorOf(elsewhere.userId),
      admin,
    };
    const before = await readEverything();
    for (const [role, actor] of Object.entries(roles)) {
      const error = await view(actor as Actor).then(
        () => null,
        ({ code }: { code: string }) => code,
      );
      const refused = actor?.kind === "account" ? "NotFound" : "Unauthenticated";
      expect([role, error]).toEqual([role, isAllowed(actor, "organization.see", { teamId }) ? null : refused]);
    }
    expect(await readEverything()).toEqual(before);
  });

  it.each([
    ["a competency that is not there", { competencyId: "astronomy" }],
    ["no id", { competencyId: "a\u0000b" }],
    ["half a character", { competencyId: "\ud800" }],
    ["a revision that nobody was counted on", { revisionNumber: 2 }],
    ["no number", { revisionNumber: Number.NaN }],
    ["a quarter without anybody", { quarter: "2026-Q1" }],
    ["no quarter", { quarter: "' OR 1=1 --" }],
  ])("%s is not found", async (_what, choice) => {
    await makePeople(l1);
    await expect(view(admin, choice)).rejects.toMatchObject({ code: "NotFound" });
  });
});

describe("played for real", () => {
  const people = 9;

  /** Submits the same answer to every behavior, as a person does. */
  async function submit(person: Account, answer: string, at: Date): Promise<void> {
    const id = randomUUID();
    const { revisionId } = await getCurrentRevision();
    const ratings = behaviorIds.map((behaviorId) => ({ behaviorId, answer, answeredAt: 1n, evidence: "", evidenceAt: null }));
    await getDatabase().assessment.create({ data: { id, ownerId: person.userId, revisionId, ratings: { createMany: { data: ratings } } } });
    await submitAssessment(person, id, at);
  }

  /** Returns how often something was shown. */
  async function play(picks: number[], answers: number[], knowsTwo: boolean): Promise<number> {
    await getDatabase().user.deleteMany({ where: { id: { not: admin.userId } } });
    await getDatabase().organizationCohort.deleteMany();
    await getDatabase().team.deleteMany();
    const accounts = await Promise.all(Array.from({ length: people }, () => makeAccount()));
    const known = knowsTwo ? [0, 1] : [];
    await makeTeam({ members: [admin, ...known.map((person) => accounts[person] as Account)] });
    let played = organizationOf(people, { known });
    let shown = 0;
    const levels = [l1, l2, NO_OPPORTUNITY];
    for (const pick of picks) {
      const person = pick % people;
      const isGone = played.gone.includes(person);
      const kind = pick % 7 === 0 ? "delete" : "submit";
      if (isGone) continue;
      if (kind === "delete") await remove(accounts[person] as Account);
      else await submit(accounts[person] as Account, levels[answers[person] ?? 0] ?? l1, now);
      played = playOrganization(decided, played, { kind, person });
      const expected = decided
        .summed(played, 0)
        .map(({ slots }) => [0, 1, 2].map((answer) => slots.filter((slot) => answers[slot] === answer).length))
        .filter((each) => !isRevealing(each));
      const sum = [0, 1, 2].map((answer) => expected.reduce((total, each) => total + (each[answer] ?? 0), 0));
      const real = await counts();
      expect(real).toEqual(expected.length === 0 ? null : [sum[0], sum[1], 0, sum[2]]);
      if (real) shown++;
    }
    return shown;
  }

  it("the queries show what the simulation shows, which is known to tell nothing", { timeout: 120_000 }, async () => {
    getEnvironment().MIN_GROUP_SIZE = 3;
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(), { minLength: 16, maxLength: 16 }),
        fc.array(fc.nat(2), { minLength: people, maxLength: people }),
        fc.boolean(),
        async (picks, answers, knowsTwo) => {
          shown += await play(picks, answers, knowsTwo);
        },
      ),
      { numRuns: 8, seed: 5 },
    );
    // Sequences that show nothing would prove nothing.
    expect(shown).toBeGreaterThan(10);
  });
});
