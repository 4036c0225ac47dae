import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { ZodError } from "zod";
import type { Account, Actor } from "@/lib/access/actor";
import { isAllowed } from "@/lib/access/rules";
import * as mutations from "@/lib/data/agenda/mutations";
import { saveOneToOneAgenda, saveWorkshopAgenda } from "@/lib/data/agenda/mutations";
import * as queries from "@/lib/data/agenda/queries";
import { getOneToOneAgenda, getWorkshopAgenda } from "@/lib/data/agenda/queries";
import { savePlan, savePriorities, saveRatings, startAssessment, submitAssessment } from "@/lib/data/assessment/mutations";
import { shareAssessment, withdrawShare } from "@/lib/data/sharing/mutations";
import { choosePairing, leaveTeam } from "@/lib/data/team/mutations";
import { getDatabase } from "@/lib/db/client";
import { type AgendaChange, readContent } from "@/lib/domain/agenda/agenda";
import { competencyModelSchema } from "@/lib/domain/competency/competency-model";
import { actorOf, makeAccount, makeGuest } from "../factories/account";
import { answersToAll, makeSubmitted } from "../factories/assessment";
import { behaviorIds, levelIds } from "../factories/competency";
import { makeReviewRow } from "../factories/review-row";
import { makeRound } from "../factories/round";
import { makeTeam } from "../factories/team";
import { later, NOW, now } from "../factories/time";
import { readEverything, useDatabase } from "./database";
import { errorOf, notFound, unauthenticated } from "./errors";
import { statementsOf } from "./statements";

useDatabase();

let owner: Account;
let coach: Account;
let second: Account;
let everybody: Record<string, Actor | null>;
let otherMember: Account;
let teamId: string;
let otherTeamId: string;
let assessmentId: string;

beforeEach(async () => {
  const [one, two, three, other, former, elsewhere] = [
    await makeAccount({ name: "Olive Owner" }),
    await makeAccount({ name: "Cora Coach" }),
    await makeAccount({ name: "Sam Second" }),
    await makeAccount({ name: "Otto Other" }),
    await makeAccount({ name: "Frida Former" }),
    await makeAccount({ name: "Ella Elsewhere" }),
  ];
  const member = await makeAccount({ name: "Mel Member" });
  teamId = await makeTeam({ coaches: [two, three, former], members: [one, member] });
  otherTeamId = await makeTeam({ name: "Vega", coaches: [other], members: [elsewhere] });
  await leaveTeam(await actorOf(former.userId), teamId, now);
  [owner, coach, second, otherMember] = [
    await actorOf(one.userId),
    await actorOf(two.userId),
    await actorOf(three.userId),
    await actorOf(elsewhere.userId),
  ];
  everybody = {
    nobody: null,
    guest: await makeGuest(),
    account: await makeAccount(),
    owner,
    member: await actorOf(member.userId),
    coach,
    "coach of another": await actorOf(other.userId),
    "former coach": await actorOf(former.userId),
    admin: await makeAccount({ isAdmin: true }),
  };
  assessmentId = await makeSubmitted(owner, now, "advanced");
  await shareAssessment(owner, { assessmentId, teamId }, { withEvidence: true, withPlan: false }, now);
});

/** Answers by behavior; the others at Advanced. */
async function makeShared(actor: Account, answers: Record<string, string>, { priorities = [] as string[], withPlan = true } = {}) {
  const { assessmentId: id } = await startAssessment(actor);
  const changes = answersToAll("advanced", 1_000, "").map((change) => ({ ...change, answer: answers[change.behaviorId] ?? "advanced" }));
  await saveRatings(actor, id, changes, NOW);
  await savePriorities(actor, id, priorities);
  await submitAssessment(actor, id, later(1));
  await shareAssessment(actor, { assessmentId: id, teamId }, { withEvidence: false, withPlan }, now);
  return id;
}

async function makeReview(of: string, by: Account, answers: Record<string, string>, state: Parameters<typeof makeReviewRow>[1] = {}) {
  const entries = Object.entries(answers).map(([behaviorId, answer]) => ({ behaviorId, answer }));
  await makeReviewRow({ assessmentId: of, teamId, coachId: by.userId }, { entries, startedAt: now, committedAt: now, ...state });
}

const makeBlindRound = () => makeRound(teamId, { openedAt: later(-1), dueAt: later(5), blindReviews: true });

const change = (more: Partial<AgendaChange> = {}): AgendaChange => ({ version: 0, own: "Ask about the release", points: [], ...more });

async function ready(actor: Account = coach, userId = owner.userId, at = now) {
  const { state } = await getOneToOneAgenda(actor, { teamId, userId }, { isViewWanted: true }, at);
  if (state.kind !== "ready") throw new Error(`It is ${state.kind}.`);
  return state;
}

const keysOf = (sections: readonly { points: readonly { key: string }[] }[]) =>
  sections.flatMap(({ points }) => points.map(({ key }) => key));
const workshop = async (actor: Account = coach) => (await getWorkshopAgenda(actor, teamId, now)).agenda;

describe("who may prepare: as the table says, for everybody", () => {
  const calls: Record<string, (actor: Actor | null, team: string, userId: string) => Promise<unknown>> = {
    getOneToOneAgenda: (actor, team, userId) => getOneToOneAgenda(actor, { teamId: team, userId }, { isViewWanted: true }, now),
    getWorkshopAgenda: (actor, team) => getWorkshopAgenda(actor, team, now),
    saveOneToOneAgenda: (actor, team, userId) => saveOneToOneAgenda(actor, { teamId: team, userId }, change(), now),
    saveWorkshopAgenda: (actor, team) => saveWorkshopAgenda(actor, team, change(), now),
  };

  it("every exported function has its row here", () => {
    expect(Object.keys({ ...queries, ...mutations }).toSorted()).toEqual(Object.keys(calls).toSorted());
  });

  it.each(Object.entries(calls))("%s", async (_name, call) => {
    for (const [name, actor] of Object.entries(everybody)) {
      const may = isAllowed(actor, "agenda.prepare", { teamId });
      expect([name, may]).toEqual([name, name === "coach"]);
      const before = await readEverything();
      const error = await errorOf(call(actor, teamId, owner.userId));
      expect([name, error]).toEqual([name, may ? undefined : actor?.kind === "account" ? notFound : unauthenticated]);
      if (!may) expect(await readEverything()).toEqual(before);
    }
  });

  it.each(Object.entries(calls))("%s finds nothing under another team's ids, or ids that are none", async (name, call) => {
    const before = await readEverything();
    const ofTeam: [string, string][] = [otherTeamId, "", "a\u0000b", "\ud800", "x".repeat(10_000)].map((id) => [id, owner.userId]);
    const ofPerson: [string, string][] = [otherMember.userId, coach.userId, "", "a\u0000b", "\ud800", "team"].map((id) => [teamId, id]);
    for (const [team, person] of name.includes("Workshop") ? ofTeam : [...ofTeam, ...ofPerson]) {
      expect([team, person, await errorOf(call(coach, team, person))]).toEqual([team, person, notFound]);
    }
    expect(await readEverything()).toEqual(before);
  });
});

describe("a one-to-one's agenda", () => {
  const kindFor = async (actor: Account) =>
    (await getOneToOneAgenda(actor, { teamId, userId: owner.userId }, { isViewWanted: false }, now)).state.kind;

  it("shows nothing unseen to a coach who did not ask for it, and records no view; once seen, or reviewed, it is there", async () => {
    await makeReview(assessmentId, second, { "value-management": "beginner" });
    expect(await getOneToOneAgenda(coach, { teamId, userId: owner.userId }, { isViewWanted: false }, now)).toMatchObject({
      state: { kind: "unseen" },
    });
    expect(await getDatabase().shareView.count()).toBe(0);
    expect(await kindFor(second)).toBe("ready");
    await ready();
    expect(await getDatabase().shareView.count({ where: { viewerId: coach.userId, assessmentId } })).toBe(1);
    expect(await kindFor(coach)).toBe("ready");
  });

  it("has no disagreements without a review of one's own, and says so; nor from another coach's", async () => {
    await makeReview(assessmentId, second, { "value-management": "beginner" });
    await makeReview(assessmentId, coach, { "value-management": "beginner" }, { committedAt: null });
    const state = await ready();
    expect(state).toMatchObject({ hasReview: false, withEvidence: true, withPlan: false, submittedAt: now });
    expect(keysOf(state.agenda.sections).filter((key) => key.startsWith("gap"))).toEqual([]);
    expect(keysOf((await ready(second)).agenda.sections)).toContain("gap:value-management");
  });

  it("has those with one's own newest committed review of what is shared", async () => {
    await makeReview(assessmentId, coach, { "value-management": "beginner" });
    await makeReview(assessmentId, coach, { "market-awareness": "beginner" }, { number: 2 });
    await makeReview(assessmentId, coach, { "vision-and-strategy": "beginner" }, { number: 3, committedAt: null });
    const state = await ready();
    expect(state.hasReview).toBe(true);
    expect(keysOf(state.agenda.sections).filter((key) => key.startsWith("gap"))).toEqual(["gap:market-awareness"]);
    expect(state.agenda.sections[0]?.points[0]).toMatchObject({ why: "Olive Owner: Advanced. Cora Coach: Beginner." });
  });

  it("has focus and plan only where they are shared: else the query does not even ask for them", async () => {
    await savePlan(owner, { assessmentId, behaviorId: "vision-and-strategy" }, { when: "nobody asks", then: "phone Rosalind" });
    const asked = async () =>
      (await statementsOf(() => getOneToOneAgenda(coach, { teamId, userId: owner.userId }, { isViewWanted: true }, now))).filter(
        (statement) => /priorities[`"]|[`"]Plan[`"]/.test(statement),
      );
    expect(await asked()).toEqual([]);
    expect(JSON.stringify(await ready())).not.toMatch(/Rosalind|focus:/);
    await shareAssessment(owner, { assessmentId, teamId }, { withEvidence: true, withPlan: true }, now);
    expect(await asked()).toHaveLength(2);
    const state = await ready();
    expect(keysOf(state.agenda.sections)).toContain("focus:vision-and-strategy");
    expect(JSON.stringify(state)).toContain("then I phone Rosalind.");
  });

  it("asks about examples of over a year ago only where examples are shared: else the query does not even ask for them", async () => {
    const asked = async () =>
      (await statementsOf(() => getOneToOneAgenda(coach, { teamId, userId: owner.userId }, { isViewWanted: true }, now))).filter(
        (statement) => /evidence(At)?[`"]/.test(statement),
      );
    expect(await asked()).toHaveLength(1);
    const state = await ready();
    expect(keysOf(state.agenda.sections)).toContain("evidence:vision-and-strategy");
    expect(JSON.stringify(state)).toContain("An example from January 1970: “Evidence for advanced”");
    await shareAssessment(owner, { assessmentId, teamId }, { withEvidence: false, withPlan: false }, now);
    expect(await asked()).toEqual([]);
    expect(keysOf((await ready()).agenda.sections)).toEqual([]);
  });

  it("is hidden in a blind round until one's own review is committed or skipped, and no view is recorded", async () => {
    await makeBlindRound();
    const hidden = await getOneToOneAgenda(coach, { teamId, userId: owner.userId }, { isViewWanted: true }, now);
    expect(hidden).toEqual({ teamName: "Orion", memberName: "Olive Owner", coachName: "Cora Coach", state: { kind: "hidden" } });
    expect(await errorOf(saveOneToOneAgenda(coach, { teamId, userId: owner.userId }, change(), now))).toMatchObject({ code: "Conflict" });
    expect(await getDatabase().shareView.count()).toBe(0);
    expect(await getDatabase().agenda.count()).toBe(0);
    await makeReview(assessmentId, coach, {}, { committedAt: null, skippedAt: now });
    expect(await ready()).toMatchObject({ hasReview: false });
    expect((await getOneToOneAgenda(second, { teamId, userId: owner.userId }, { isViewWanted: true }, now)).state).toEqual({
      kind: "hidden",
    });
  });

  it("says that it was withdrawn and nothing else, whatever was kept; shared again it is there with it", async () => {
    await saveOneToOneAgenda(coach, { teamId, userId: owner.userId }, change({ own: "Ask about the release" }), now);
    await withdrawShare(owner, { assessmentId, teamId }, later(1));
    const gone = await getOneToOneAgenda(coach, { teamId, userId: owner.userId }, { isViewWanted: true }, later(1));
    expect(gone.state).toEqual({ kind: "withdrawn", withdrawnAt: later(1) });
    const before = await readEverything();
    expect(await errorOf(saveOneToOneAgenda(coach, { teamId, userId: owner.userId }, change({ version: 1 }), later(1)))).toMatchObject({
      code: "Conflict",
    });
    expect(await readEverything()).toEqual(before);
    await shareAssessment(owner, { assessmentId, teamId }, { withEvidence: false, withPlan: false }, later(2));
    expect((await ready()).agenda.own).toBe("Ask about the release");
  });

  it("is of the newest that is shared, and says so where nothing was ever shared", async () => {
    const mel = everybody.member as Account;
    expect((await getOneToOneAgenda(coach, { teamId, userId: mel.userId }, { isViewWanted: true }, now)).state).toEqual({
      kind: "not-shared",
    });
    const newer = await makeSubmitted(owner, later(3), "guide");
    expect((await ready()).submittedAt).toEqual(now);
    await shareAssessment(owner, { assessmentId: newer, teamId }, { withEvidence: false, withPlan: false }, later(3));
    expect((await ready()).submittedAt).toEqual(later(3));
    await withdrawShare(owner, { assessmentId: newer, teamId }, later(4));
    expect((await ready()).submittedAt).toEqual(now);
  });

  it("records the view; saving shows nothing, and records none", async () => {
    await saveOneToOneAgenda(coach, { teamId, userId: owner.userId }, change(), now);
    expect(await getDatabase().shareView.count()).toBe(0);
    await ready();
    expect(await getDatabase().shareView.findMany({ select: { assessmentId: true, viewerId: true, place: true, at: true } })).toEqual([
      { assessmentId, viewerId: coach.userId, place: "page", at: now },
    ]);
  });
});

describe("what a coach changes", () => {
  const KEY = "gap:value-management";
  const reworded = { key: KEY, isLeftOut: false, question: "How was it?", given: "What have you seen?" };

  beforeEach(() => makeReview(assessmentId, coach, { "value-management": "beginner" }));

  const find = async () => (await ready()).agenda.sections.flatMap(({ points }) => points).find(({ key }) => key === KEY);

  it("is kept for that coach and that session alone, and nothing else is", async () => {
    await saveOneToOneAgenda(coach, { teamId, userId: owner.userId }, change({ points: [reworded] }), now);
    expect(await find()).toMatchObject({ question: "How was it?", isLeftOut: false });
    expect((await ready(second)).agenda).toMatchObject({ own: "", version: 0 });
    expect(await workshop()).toMatchObject({ own: "", version: 0 });
    const rows = await getDatabase().agenda.findMany();
    expect(rows.map(({ content, ...row }) => ({ ...row, content: readContent(content) }))).toEqual([
      {
        teamId,
        coachId: coach.userId,
        subject: owner.userId,
        memberId: owner.userId,
        version: 1,
        updatedAt: now,
        content: { left: [], questions: { [KEY]: "How was it?" }, own: "Ask about the release" },
      },
    ]);
  });

  it("never holds what was worked out from shared answers, however it is sent", async () => {
    const { agenda } = await ready();
    const points = agenda.sections
      .flatMap((section) => section.points)
      .map(({ key, question, given }) => ({ key, question, given, isLeftOut: false }));
    const forged = [
      ...points.map((point) => ({ ...point, given: "" })),
      { key: "evidence:nothing", question: "Evidence for advanced", given: "", isLeftOut: true },
    ];
    for (const [version, sent] of [points, forged].entries()) {
      await saveOneToOneAgenda(coach, { teamId, userId: owner.userId }, change({ version, own: "", points: sent }), now);
      const row = await getDatabase().agenda.findFirstOrThrow();
      expect(readContent(row.content)).toEqual({ left: [], questions: {}, own: "" });
    }
  });

  it("is lost in no tab: the second of two is a conflict, and changes nothing", async () => {
    await saveOneToOneAgenda(coach, { teamId, userId: owner.userId }, change(), now);
    for (const version of [0, 2]) {
      const before = await readEverything();
      const error = await errorOf(saveOneToOneAgenda(coach, { teamId, userId: owner.userId }, change({ version, own: "Another" }), now));
      expect(error).toMatchObject({ code: "Conflict", message: expect.stringContaining("in another tab") });
      expect(await readEverything()).toEqual(before);
    }
    await saveOneToOneAgenda(coach, { teamId, userId: owner.userId }, change({ version: 1, own: "Another" }), now);
    expect((await ready()).agenda).toMatchObject({ own: "Another", version: 2 });
  });

  it("is saved once by the same form, and returns the version that the next needs", async () => {
    const save = (version: number, own: string) =>
      saveOneToOneAgenda(coach, { teamId, userId: owner.userId }, change({ version, own }), now);
    expect(await save(0, "One")).toBe(1);
    expect(await save(0, "One")).toBe(1);
    expect(await save(1, "Two")).toBe(2);
    expect((await ready()).agenda).toMatchObject({ own: "Two", version: 2 });
  });

  it("of two at the same moment one is saved", async () => {
    const save = (own: string) => errorOf(saveOneToOneAgenda(coach, { teamId, userId: owner.userId }, change({ own }), now));
    const errors = await Promise.all([save("One"), save("Two"), save("Three")]);
    expect(errors.filter((error) => error === undefined)).toHaveLength(1);
    expect(errors.filter((error) => error !== undefined)).toEqual([
      expect.objectContaining({ code: "Conflict" }),
      expect.objectContaining({ code: "Conflict" }),
    ]);
    expect((await getDatabase().agenda.findFirstOrThrow()).version).toBe(1);
  });

  it("waits for a point that is not there now", async () => {
    await saveOneToOneAgenda(coach, { teamId, userId: owner.userId }, change({ points: [{ ...reworded, isLeftOut: true }] }), now);
    await makeReview(assessmentId, coach, { "value-management": "advanced" }, { number: 2 });
    expect(await find()).toBeUndefined();
    await makeReview(assessmentId, coach, { "value-management": "catalyst" }, { number: 3 });
    expect(await find()).toMatchObject({ question: "How was it?", isLeftOut: true });
  });

  it("goes with the team, the coach and the member", async () => {
    await saveOneToOneAgenda(coach, { teamId, userId: owner.userId }, change(), now);
    await saveOneToOneAgenda(second, { teamId, userId: owner.userId }, change(), now);
    await saveWorkshopAgenda(coach, teamId, change(), now);
    await getDatabase().user.delete({ where: { id: second.userId } });
    expect(await getDatabase().agenda.count()).toBe(2);
    await getDatabase().user.delete({ where: { id: owner.userId } });
    expect(await getDatabase().agenda.findMany({ select: { subject: true } })).toEqual([{ subject: "team" }]);
    await getDatabase().team.delete({ where: { id: teamId } });
    expect(await getDatabase().agenda.count()).toBe(0);
  });
});

describe("a workshop's agenda", () => {
  let mel: Account;

  beforeEach(() => {
    mel = everybody.member as Account;
  });

  it("is nothing while nobody shares, or a blind round hides everybody, and is then not saved either", async () => {
    await makeBlindRound();
    expect(await getWorkshopAgenda(coach, teamId, now)).toEqual({
      teamName: "Orion",
      coachName: "Cora Coach",
      peopleCount: 0,
      isSmall: true,
      agenda: null,
    });
    await getDatabase().round.deleteMany();
    expect(await workshop()).not.toBeNull();
    await withdrawShare(owner, { assessmentId, teamId }, now);
    expect(await workshop()).toBeNull();
    expect(await errorOf(saveWorkshopAgenda(coach, teamId, change(), now))).toMatchObject({ code: "Conflict" });
    expect(await getDatabase().agenda.count()).toBe(0);
  });

  it("counts of each person the newest that is shown to this coach, and the view is recorded", async () => {
    await makeShared(mel, { "value-management": "beginner", "market-awareness": "catalyst" });
    const newer = await makeShared(owner, { "value-management": "intermediate", "market-awareness": "catalyst" });
    const { peopleCount, isSmall, agenda } = await getWorkshopAgenda(coach, teamId, now);
    expect({ peopleCount, isSmall }).toEqual({ peopleCount: 2, isSmall: true });
    expect(keysOf(agenda?.sections ?? [])).toEqual(["strength:market-awareness", "edge:value-management"]);
    const views = await getDatabase().shareView.findMany({ select: { assessmentId: true, place: true } });
    expect(views).toHaveLength(2);
    expect(views.every(({ assessmentId: of, place }) => of !== assessmentId && place === "heatmap")).toBe(true);
    await withdrawShare(
      mel,
      {
        assessmentId: (await getDatabase().share.findFirstOrThrow({ where: { assessment: { ownerId: mel.userId } } })).assessmentId,
        teamId,
      },
      now,
    );
    await withdrawShare(owner, { assessmentId: newer, teamId }, now);
    expect(keysOf((await workshop())?.sections ?? [])).toEqual([]);
  });

  it("is about what was answered last: another competency's answers are not mixed in", async () => {
    const { content } = await getDatabase().revision.findFirstOrThrow();
    const other = { ...competencyModelSchema.parse(content), id: "another" };
    const revision = await getDatabase().revision.create({
      data: { id: randomUUID(), competencyId: "another", number: 1, content: other, note: "", changes: [] },
    });
    await makeShared(mel, { "value-management": "beginner" });
    await getDatabase().assessment.updateMany({ where: { ownerId: mel.userId }, data: { revisionId: revision.id, submittedAt: later(1) } });
    expect((await getWorkshopAgenda(coach, teamId, now)).peopleCount).toBe(1);
  });

  it("pairs only people who opted in, of whom the seeker shares the focus, and names nobody else", async () => {
    await makeShared(mel, { "value-management": "guide" }, { withPlan: false });
    const seeking = await makeShared(owner, { "value-management": "beginner" });
    const pairs = async () => keysOf((await workshop())?.sections ?? []).filter((key) => key.startsWith("pair"));
    expect(await pairs()).toEqual([]);
    await choosePairing(owner, teamId, true);
    expect(await pairs()).toEqual([]);
    expect(JSON.stringify(await workshop())).not.toMatch(/Olive|Mel/);
    await choosePairing(mel, teamId, true);
    expect(await pairs()).toEqual([`pair:${owner.userId}:value-management`]);
    const text = JSON.stringify(await workshop());
    expect(text).toContain("Olive Owner wants to grow in Value Management. Mel Member can share how they work.");
    await shareAssessment(owner, { assessmentId: seeking, teamId }, { withEvidence: false, withPlan: false }, now);
    expect(await pairs()).toEqual([]);
    await shareAssessment(owner, { assessmentId: seeking, teamId }, { withEvidence: false, withPlan: true }, now);
    await getDatabase().user.update({ where: { id: mel.userId }, data: { disabledAt: now } });
    expect(await pairs()).toEqual([]);
    await getDatabase().user.update({ where: { id: mel.userId }, data: { disabledAt: null } });
    expect(await pairs()).toHaveLength(1);
    await leaveTeam(mel, teamId, now);
    expect(await pairs()).toEqual([]);
  });

  it("reads the focus only of who shares it, and of nobody an example or a plan", async () => {
    const hidden = await makeShared(mel, { "value-management": "guide" }, { withPlan: false });
    await makeShared(owner, { "value-management": "beginner" });
    await choosePairing(mel, teamId, true);
    await choosePairing(owner, teamId, true);
    // Whoever reads this as what it should be fails.
    await getDatabase().assessment.update({ where: { id: hidden }, data: { priorities: [0] } });
    expect(keysOf((await workshop())?.sections ?? [])).toContain(`pair:${owner.userId}:value-management`);
    const asked = await statementsOf(() => getWorkshopAgenda(coach, teamId, now));
    expect(asked.filter((each) => /evidence(At)?[`"]|[`"]Plan[`"]/.test(each))).toEqual([]);
    await shareAssessment(mel, { assessmentId: hidden, teamId }, { withEvidence: false, withPlan: true }, now);
    expect(await errorOf(workshop())).toBeInstanceOf(ZodError);
  });

  it("is kept apart from one-to-ones", async () => {
    await saveWorkshopAgenda(coach, teamId, change({ own: "Bring stones" }), now);
    expect(await workshop()).toMatchObject({ own: "Bring stones", version: 1 });
    expect((await ready()).agenda).toMatchObject({ own: "", version: 0 });
    expect(await workshop(second)).toMatchObject({ own: "", version: 0 });
    expect(await errorOf(saveWorkshopAgenda(coach, teamId, change(), now))).toMatchObject({ code: "Conflict" });
  });

  it("answers from as many statements for two hundred people as for three", async () => {
    await makeShared(mel, { "value-management": "guide" });
    await choosePairing(mel, teamId, true);
    const few = await statementsOf(() => getWorkshopAgenda(coach, teamId, now));
    await growTeam(200);
    const many = await statementsOf(() => getWorkshopAgenda(coach, teamId, now));
    expect(many).toHaveLength(few.length);
    const { peopleCount, isSmall, agenda } = await getWorkshopAgenda(coach, teamId, now);
    expect({ peopleCount, isSmall }).toEqual({ peopleCount: 202, isSmall: false });
    expect(keysOf(agenda?.sections ?? []).filter((key) => key.startsWith("pair")).length).toBeGreaterThan(50);
    const points = (agenda?.sections ?? []).flatMap((section) => section.points);
    await saveWorkshopAgenda(coach, teamId, change({ points: points.map((point) => ({ ...point, isLeftOut: true })) }), now);
    expect(readContent((await getDatabase().agenda.findFirstOrThrow()).content).left).toHaveLength(points.length);
  });

  /** Adds so many members who share, with answers that differ, all open to pairings. */
  async function growTeam(count: number): Promise<void> {
    const database = getDatabase();
    const { id: revisionId } = await database.revision.findFirstOrThrow();
    const people = Array.from({ length: count }, () => ({ userId: randomUUID(), id: randomUUID() }));
    const ofPerson = people.map(({ userId }, index) => ({ id: userId, name: `Person ${index}`, email: `${userId}@example.org` }));
    await database.user.createMany({ data: ofPerson });
    await database.membership.createMany({ data: people.map(({ userId }) => ({ teamId, userId, role: "member", isOpenToPairing: true })) });
    await database.assessment.createMany({ data: people.map(({ userId, id }) => ({ id, ownerId: userId, revisionId, submittedAt: now })) });
    await database.share.createMany({
      data: people.map(({ id }) => ({ assessmentId: id, teamId, sharedAt: now, withEvidence: false, withPlan: true })),
    });
    const ratings = people.flatMap(({ id }, person) =>
      behaviorIds.map((behaviorId, index) => ({ assessmentId: id, behaviorId, answer: levelIds[(person + index * 2) % 5] ?? "guide" })),
    );
    await database.rating.createMany({ data: ratings });
  }
});
