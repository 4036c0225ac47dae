import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { Account, Actor } from "@/lib/access/actor";
import { type AccessAction, isAllowed } from "@/lib/access/rules";
import { getTeamAggregate } from "@/lib/data/cohort/queries";
import { getTeamSharing } from "@/lib/data/overview/internal/shared-answers";
import * as overviewQueries from "@/lib/data/overview/queries";
import { withdrawShare } from "@/lib/data/sharing/mutations";
import { changeRole, deleteTeam, leaveTeam, removeFromTeam } from "@/lib/data/team/mutations";
import { getTeamPage } from "@/lib/data/team/queries";
import { getDatabase } from "@/lib/db/client";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { differenceBetween, recordedChanges } from "@/lib/domain/competency/difference";
import { fieldsOf } from "@/lib/domain/competency/draft";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { BY_DAY, type OverviewQuery, type TeamOverview } from "@/lib/domain/overview/overview";
import { actorOf, makeAccount, makeGuest } from "../factories/account";
import { behaviorIds, levelIds } from "../factories/competency";
import { makeReviewRow } from "../factories/review-row";
import { makeRound } from "../factories/round";
import { makeShared } from "../factories/sharing";
import { makeMembers, makeTeam } from "../factories/team";
import { DAY, NOW, now } from "../factories/time";
import { readEverything, useDatabase } from "./database";
import { errorOf, notFound } from "./errors";
import { statementsOf } from "./statements";

useDatabase();

const on = (days: number) => new Date(NOW + days * DAY);
const none: OverviewQuery = { round: "", competency: "", sort: "", order: "asc" };

let coach: Account;
let other: Account;
let owner: Account;
let member: Account;
let teamId: string;

beforeEach(async () => {
  const people = [
    await makeAccount({ name: "Cora Coach" }),
    await makeAccount({ name: "Carl Coach" }),
    await makeAccount({ name: "Olive Owner" }),
    await makeAccount({ name: "Mel Member" }),
  ] as const;
  teamId = await makeTeam({ coaches: people.slice(0, 2), members: people.slice(2) });
  [coach, other, owner, member] = (await Promise.all(people.map(({ userId }) => actorOf(userId)))) as [Account, Account, Account, Account];
});

const overview = (query: Partial<OverviewQuery> = {}, actor: Actor | null = coach) =>
  overviewQueries.getTeamOverview(actor, teamId, { ...none, ...query }, now);

/** What each row shows: its cells' texts, or why there are none. */
function shownIn({ rows }: TeamOverview): Record<string, unknown> {
  const words = (cell: { kind: string; name?: string }) => cell.name ?? cell.kind;
  return Object.fromEntries(
    rows.map(({ name, entry }) => [name, entry.kind === "shown" ? [...new Set(entry.cells.map(words))].join(", ") : entry.kind]),
  );
}

describe("who is shown a team at a glance", () => {
  type Call = (actor: Actor | null, where: string) => Promise<unknown>;
  const calls: Record<string, { rule: AccessAction; call: Call }> = {
    getTeamOverview: { rule: "sharing.readRatings", call: (actor, where) => overviewQueries.getTeamOverview(actor, where, none, now) },
    ...Object.fromEntries(
      ["csv", "json", "columns", "nonsense"].map((format) => [
        `exportTeam, ${format}`,
        {
          rule: "sharing.export" as const,
          call: (actor: Actor | null, where: string) =>
            overviewQueries.exportTeam(actor, where, { format, round: "", competency: "" }, now),
        },
      ]),
    ),
    getTeamSharing: {
      rule: "sharing.seeThatWithdrawn",
      call: (actor, where) => getTeamSharing(actor ?? { userId: "nobody" }, where),
    },
  };

  it("every exported function has its row", () => {
    const named = new Set(Object.keys(calls).map((name) => name.split(",")[0]));
    // And what they both begin from, which asks for itself.
    expect([...Object.keys(overviewQueries), "getTeamSharing"].toSorted()).toEqual([...named].toSorted());
  });

  it.each(Object.entries(calls))("%s: as the table says, and what is refused changes nothing", async (name, { rule, call }) => {
    await makeShared(teamId, [{ userId: owner.userId, submittedAt: now, answers: "guide" }]);
    const [former, elsewhere] = [await makeAccount(), await makeAccount()];
    await getDatabase().membership.create({ data: { teamId, userId: former.userId, role: "coach" } });
    await leaveTeam(await actorOf(former.userId), teamId, now);
    await makeTeam({ name: "Vega", coaches: [elsewhere] });
    const people: Record<string, Actor | null> = {
      nobody: null,
      guest: await makeGuest(),
      account: await makeAccount(),
      owner,
      member,
      coach,
      other,
      former: await actorOf(former.userId),
      elsewhere: await actorOf(elsewhere.userId),
      admin: await makeAccount({ isAdmin: true }),
    };
    const before = await readEverything();
    for (const [who, actor] of Object.entries(people)) {
      if (isAllowed(actor, rule, { teamId })) continue;
      const actionError = actor?.kind === "account" || name === "getTeamSharing" ? notFound : { code: "Unauthenticated" };
      expect([who, await errorOf(call(actor, teamId))]).toMatchObject([who, actionError]);
    }
    for (const id of ["missing", "", "a\u0000b", "\ud800", "x".repeat(10_000)]) expect(await errorOf(call(coach, id))).toEqual(notFound);
    expect(await readEverything()).toEqual(before);
    for (const actor of [coach, other]) {
      const error = await errorOf(call(actor, teamId));
      if (name.endsWith("nonsense")) expect(error).toMatchObject({ code: "Invalid" });
      else expect(error).toBeUndefined();
    }
  });
});

describe("the heatmap", () => {
  it("has every member with what they share, and coaches only where they share", async () => {
    const [ann, bob] = await makeMembers(teamId, ["Ann", "Bob"]);
    await makeShared(teamId, [
      { userId: owner.userId, submittedAt: on(-3), answers: "guide" },
      { userId: owner.userId, submittedAt: on(-2), answers: "advanced" },
      { userId: ann?.userId ?? "", submittedAt: on(-1), answers: {} },
      { userId: bob?.userId ?? "", submittedAt: on(-1), answers: "guide", share: { withdrawnAt: now } },
      { userId: other.userId, submittedAt: on(-1), answers: "catalyst" },
      { userId: coach.userId, submittedAt: on(-1), answers: "catalyst", share: { withdrawnAt: now } },
    ]);
    const found = await overview();
    expect(shownIn(found)).toEqual({
      Ann: "no-opportunity",
      Bob: "withdrawn",
      "Carl Coach": "Catalyst",
      "Mel Member": "not-shared",
      "Olive Owner": "Advanced",
    });
    expect(found.columns.map(({ behaviorId }) => behaviorId)).toEqual(behaviorIds);
    expect(found.spreads[0]).toMatchObject({ counts: [0, 0, 1, 0, 1], noOpportunity: 1 });
    expect(found).toMatchObject({ rounds: [], competencies: [], moves: null });
    // Nothing of what was withdrawn, and no id that the page does not need.
    expect(JSON.stringify(found)).not.toContain("assessmentId");
  });

  it("in a blind round shows a person's answers only once this coach's review of them is settled", async () => {
    await makeRound(teamId, { openedAt: on(-5), blindReviews: true });
    const [, inRound] = await makeShared(teamId, [
      { userId: owner.userId, submittedAt: on(-9), answers: "beginner" },
      { userId: owner.userId, submittedAt: on(-1), answers: "guide" },
      { userId: coach.userId, submittedAt: on(-1), answers: "advanced" },
    ]);
    const hidden = { "Cora Coach": "Advanced", "Mel Member": "not-shared", "Olive Owner": "hidden" };
    expect(shownIn(await overview())).toEqual(hidden);
    expect((await overview()).spreads[0]).toMatchObject({ counts: [0, 0, 1, 0, 0] });
    expect(await getDatabase().shareView.count()).toBe(0);
    await makeReviewRow({ assessmentId: inRound ?? "", teamId, coachId: coach.userId }, { startedAt: now, skippedAt: now });
    expect(shownIn(await overview())).toEqual({ ...hidden, "Olive Owner": "Guide" });
    expect(shownIn(await overview({}, other))["Olive Owner"]).toBe("hidden");
  });

  it("of a round has the latest in its window, also what came late to one that is opened again", async () => {
    const roundId = await makeRound(teamId, { openedAt: on(-9), dueAt: on(-5) });
    await makeShared(teamId, [
      { userId: owner.userId, submittedAt: on(-8), answers: "beginner" },
      { userId: owner.userId, submittedAt: on(-6), answers: "intermediate" },
      { userId: owner.userId, submittedAt: on(-2), answers: "guide" },
      { userId: member.userId, submittedAt: on(-10), answers: "guide" },
    ]);
    expect(shownIn(await overview({ round: roundId }))).toEqual({ "Mel Member": "not-shared", "Olive Owner": "Intermediate" });
    await getDatabase().round.update({ where: { id: roundId }, data: { dueAt: on(5) } });
    expect(shownIn(await overview({ round: roundId }))["Olive Owner"]).toBe("Guide");
    expect((await overview()).rounds).toEqual([{ roundId, name: "Q2" }]);
  });

  it("is sorted as the address says, and whatever is wrong in that falls back", async () => {
    await makeShared(teamId, [
      { userId: owner.userId, submittedAt: on(-3), answers: "guide" },
      { userId: member.userId, submittedAt: on(-2), answers: "beginner" },
    ]);
    const names = async (query: Partial<OverviewQuery>) => (await overview(query)).rows.map(({ name }) => name);
    expect(await names({ sort: "value-management", order: "desc" })).toEqual(["Olive Owner", "Mel Member"]);
    expect(await names({ sort: BY_DAY, order: "desc" })).toEqual(["Mel Member", "Olive Owner"]);
    const foreign = await makeRound(await makeTeam({ name: "Vega" }), { openedAt: on(-9) });
    for (const query of [{ sort: "constructor" }, { round: foreign }, { round: "gone", competency: "gone" }]) {
      expect([query, await names(query)]).toEqual([query, ["Mel Member", "Olive Owner"]]);
      expect((await overview(query)).query).toMatchObject({ round: "", competency: "" });
    }
  });

  it("writes down whose answers it showed, and reads no evidence for it", async () => {
    await makeRound(teamId, { name: "Q1", openedAt: on(-20) });
    await makeRound(teamId, { name: "Q2", openedAt: on(-9) });
    const [early, middle, latest] = await makeShared(teamId, [
      { userId: owner.userId, submittedAt: on(-18), answers: "beginner", evidence: "Seen", share: { withEvidence: true } },
      { userId: owner.userId, submittedAt: on(-8), answers: "guide", evidence: "Seen", share: { withEvidence: true } },
      { userId: owner.userId, submittedAt: on(-7), answers: "guide", evidence: "Seen", share: { withEvidence: true } },
      { userId: member.userId, submittedAt: on(-7), answers: "guide", share: { withdrawnAt: now } },
    ]);
    const statements = await statementsOf(() => overview());
    expect(statements.filter((statement) => /evidence[`"]/.test(statement))).toEqual([]);
    const views = await getDatabase().shareView.findMany({ select: { assessmentId: true, viewerId: true, place: true, at: true } });
    const view = { viewerId: coach.userId, place: "heatmap", at: now };
    expect(views.toSorted((a, b) => (a.assessmentId < b.assessmentId ? -1 : 1))).toEqual(
      [early, latest].toSorted((a, b) => ((a ?? "") < (b ?? "") ? -1 : 1)).map((assessmentId) => ({ assessmentId, ...view })),
    );
    expect(views.map(({ assessmentId }) => assessmentId)).not.toContain(middle);
  });
});

describe("across revisions and competencies", () => {
  async function makeRevision(competency: CompetencyModel, number: number): Promise<string> {
    const id = randomUUID();
    const changes = number > 1 ? recordedChanges(differenceBetween(fieldsOf(productManagement), fieldsOf(competency))) : [];
    await getDatabase().revision.create({
      data: { id, competencyId: competency.id, number, content: competency, changes },
    });
    return id;
  }

  const { source, additions } = productManagement;

  /** Without the first behavior, as an admin would publish it. */
  function withoutFirst(): CompetencyModel {
    const [gone] = behaviorIds;
    const kept = <Value>(record: Record<string, Value>) => Object.fromEntries(Object.entries(record).filter(([id]) => id !== gone));
    return {
      ...productManagement,
      source: { ...source, behaviors: source.behaviors.slice(1) },
      additions: {
        shortNames: kept(additions.shortNames),
        anchors: kept(additions.anchors),
        guidance: kept(additions.guidance),
        opportunities: kept(additions.opportunities),
      },
    };
  }

  /** With its highest level under another id: another scale. */
  function withOtherScale(): CompetencyModel {
    const renamed = <Value>(record: Record<string, Record<string, Value>>) =>
      Object.fromEntries(
        Object.entries(record).map(([behaviorId, byLevel]) => [
          behaviorId,
          Object.fromEntries(Object.entries(byLevel).map(([id, value]) => [id === "catalyst" ? "pathfinder" : id, value])),
        ]),
      );
    return {
      ...productManagement,
      source: {
        ...source,
        levels: source.levels.map((level) => (level.id === "catalyst" ? { ...level, id: "pathfinder", name: "Pathfinder" } : level)),
      },
      additions: { ...additions, anchors: renamed(additions.anchors), guidance: renamed(additions.guidance) },
    };
  }

  it("the columns are the newest revision's, and who was not asked is not counted", async () => {
    const first = await getDatabase().revision.findFirstOrThrow();
    const second = await makeRevision(withoutFirst(), 2);
    await makeShared(teamId, [{ userId: member.userId, submittedAt: on(-1), answers: "guide", revisionId: second }]);
    expect((await overview()).columns).toHaveLength(6);
    await makeShared(teamId, [{ userId: owner.userId, submittedAt: on(-1), answers: "advanced", revisionId: first.id }]);
    expect((await overview()).columns).toHaveLength(6);
    await getDatabase().share.deleteMany({ where: { assessment: { ownerId: member.userId } } });
    expect((await overview()).columns).toHaveLength(7);
  });

  it("another scale's levels are named and not counted", async () => {
    const first = await getDatabase().revision.findFirstOrThrow();
    const second = await makeRevision(withOtherScale(), 2);
    await makeShared(teamId, [
      { userId: member.userId, submittedAt: on(-1), answers: "pathfinder", revisionId: second },
      { userId: owner.userId, submittedAt: on(-1), answers: "catalyst", revisionId: first.id },
    ]);
    const found = await overview();
    expect(found.rows.map(({ entry }) => entry.kind === "shown" && entry.cells[0])).toEqual([
      { kind: "level", rank: 4, name: "Pathfinder" },
      { kind: "other-scale", name: "Catalyst" },
    ]);
    expect(found.spreads[0]).toMatchObject({ counts: [0, 0, 0, 0, 1], noOpportunity: 0 });
  });

  it("what moved leaves out behaviors whose meaning changed in between", async () => {
    const first = await getDatabase().revision.findFirstOrThrow();
    const reworded: CompetencyModel = {
      ...productManagement,
      source: {
        ...source,
        behaviors: source.behaviors.map((behavior, index) => (index === 1 ? { ...behavior, definition: "Something else." } : behavior)),
      },
    };
    const changes = recordedChanges(differenceBetween(fieldsOf(productManagement), fieldsOf(reworded)));
    const second = await makeRevision(reworded, 2);
    await getDatabase().round.deleteMany();
    await makeRound(teamId, { name: "Q1", openedAt: on(-20) });
    await makeRound(teamId, { name: "Q2", openedAt: on(-9) });
    const both = [owner, member].flatMap(({ userId }) => [
      { userId, submittedAt: on(-18), answers: "beginner", revisionId: first.id },
      { userId, submittedAt: on(-8), answers: "guide", revisionId: second },
    ]);
    await makeShared(teamId, both);
    const { moves } = await overview();
    expect(changes).toMatchObject([{ unit: "behavior", behaviorId: behaviorIds[1] }]);
    const isMeaning = changes[0]?.meaning === "meaning";
    expect(moves?.moves.map(({ behaviorId }) => behaviorId)).toEqual(behaviorIds.filter((_, index) => !isMeaning || index !== 1));
    expect(moves).toMatchObject({ earlierName: "Q1", laterName: "Q2", pairCount: 2 });
  });

  it("competencies are chosen between only where there are several", async () => {
    const another = await makeRevision({ ...productManagement, id: "another", source: { ...source, name: "Another" } }, 1);
    await makeShared(teamId, [
      { userId: owner.userId, submittedAt: on(-1), answers: "guide" },
      { userId: member.userId, submittedAt: on(-2), answers: "guide" },
    ]);
    expect((await overview()).competencies).toEqual([]);
    await makeShared(teamId, [{ userId: owner.userId, submittedAt: now, answers: "beginner", revisionId: another }]);
    const usual = await overview();
    expect(usual.competencies.map(({ name }) => name)).toEqual(["Product Management", "Another"]);
    expect([usual.query.competency, shownIn(usual)["Olive Owner"]]).toEqual(["product-management", "Guide"]);
    const chosen = await overview({ competency: "another" });
    expect([chosen.query.competency, shownIn(chosen)]).toEqual(["another", { "Mel Member": "not-shared", "Olive Owner": "Beginner" }]);
  });
});

describe("what moved since the last round", () => {
  it("is told of people who are shown in both, from two changes of mind on", async () => {
    const people = await makeMembers(teamId, ["Ann", "Bob", "Cat"]);
    await makeRound(teamId, { name: "Q1", openedAt: on(-30) });
    const second = await makeRound(teamId, { name: "Q2", openedAt: on(-19) });
    const third = await makeRound(teamId, { name: "Q3", openedAt: on(-8) });
    const [value = "", risk = ""] = behaviorIds;
    const at = (person: number, days: number, answers: Record<string, string>) => ({
      userId: people[person]?.userId ?? "",
      submittedAt: on(days),
      answers,
    });
    await makeShared(teamId, [
      at(0, -28, { [value]: "beginner", [risk]: "guide" }),
      at(1, -28, { [value]: "beginner", [risk]: "guide" }),
      at(0, -18, { [value]: "advanced", [risk]: "advanced" }),
      at(1, -18, { [value]: "intermediate", [risk]: "guide" }),
      at(2, -18, { [value]: "guide" }),
      at(0, -5, { [value]: "intermediate" }),
      at(1, -5, { [value]: "beginner" }),
      { ...at(2, -5, { [value]: "guide" }), share: { withdrawnAt: now } },
    ]);
    expect((await overview({ round: second })).moves).toEqual({
      earlierName: "Q1",
      laterName: "Q2",
      pairCount: 2,
      moves: [{ behaviorId: value, name: source(value), up: 2, down: 0, of: 2 }],
    });
    const down = { earlierName: "Q2", laterName: "Q3", pairCount: 2, moves: [{ behaviorId: value, up: 0, down: 2, of: 2 }] };
    expect((await overview({ round: third })).moves).toMatchObject(down);
    expect((await overview()).moves).toMatchObject(down);
    await getDatabase().round.updateMany({ where: { id: third }, data: { blindReviews: true } });
    expect((await overview()).moves).toEqual({ earlierName: "Q2", laterName: "Q3", pairCount: 0, moves: [] });
  });

  const source = (id: string) => productManagement.source.behaviors.find((behavior) => behavior.id === id)?.name;
});

describe("a team that changes while it is open in a tab", () => {
  beforeEach(async () => {
    await makeShared(teamId, [{ userId: owner.userId, submittedAt: now, answers: "guide" }]);
  });

  it("has no row of somebody who was removed or withdrew, and none at all once it is emptied", async () => {
    const [assessment] = await getDatabase().assessment.findMany();
    await withdrawShare(owner, { assessmentId: assessment?.id ?? "", teamId }, now);
    expect(shownIn(await overview())["Olive Owner"]).toBe("withdrawn");
    await removeFromTeam(coach, { teamId, userId: owner.userId }, now);
    expect(shownIn(await overview())).toEqual({ "Mel Member": "not-shared" });
    await leaveTeam(member, teamId, now);
    expect(await overview()).toMatchObject({ rows: [], columns: [], spreads: [], levels: [], moves: null });
  });

  it("is not found by a coach who was made a member, or once it is deleted", async () => {
    await changeRole(other, { teamId, userId: coach.userId }, "member", now);
    expect(await errorOf(overview())).toEqual(notFound);
    expect(await getTeamPage(coach, teamId)).toMatchObject({ role: "member" });
    await deleteTeam(other, teamId, now);
    expect(await errorOf(overview({}, other))).toEqual(notFound);
    expect(await errorOf(getTeamPage(other, teamId))).toEqual(notFound);
  });
});

describe("however many people there are", () => {
  /** Members who shared in each of three rounds, and a few who did not. */
  async function grow(count: number, rounds: readonly number[]): Promise<void> {
    const people = await makeMembers(
      teamId,
      Array.from({ length: count }, (_, index) => `Person ${index}`),
    );
    await makeShared(
      teamId,
      people.flatMap(({ userId }, index) =>
        rounds.map((days) => ({ userId, submittedAt: on(days + 1), answers: levelIds[(index + days + 60) % 5] ?? "" })),
      ),
    );
  }

  it("the page and the file answer from as many statements", async () => {
    const days = [-40, -25, -10];
    for (const openedAt of days) await makeRound(teamId, { name: `From ${openedAt}`, openedAt: on(openedAt) });
    const page = async () => {
      const team = await getTeamPage(coach, teamId);
      await getTeamAggregate(coach, teamId, now);
      expect(team.role).toBe("coach");
      return overview();
    };
    const file = () => overviewQueries.exportTeam(coach, teamId, { format: "csv", round: "", competency: "" }, now);
    await grow(5, days);
    // A process reads each revision once.
    await overview();
    const [pageOfFew, fileOfFew] = [await statementsOf(page), await statementsOf(file)];
    await grow(195, days);
    const [pageOfMany, fileOfMany] = [await statementsOf(page), await statementsOf(file)];
    expect((await overview()).rows.filter(({ entry }) => entry.kind === "shown")).toHaveLength(200);
    expect([pageOfMany.length, fileOfMany.length]).toEqual([pageOfFew.length, fileOfFew.length]);
    expect(pageOfMany.length).toBeLessThan(30);
  });
});
