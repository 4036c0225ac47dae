import { beforeEach, describe, expect, it } from "vitest";
import * as agreements from "@/lib/data/review/internal/agreed-levels";
import { answerProposal, listAgreedLines, listAgreements, proposeLevel, withdrawProposal } from "@/lib/data/review/internal/agreed-levels";
import { getMemberPage } from "@/lib/data/sharing/internal/member-page";
import { shareAssessment, withdrawShare } from "@/lib/data/sharing/internal/shares";
import { changeRole, deleteTeam } from "@/lib/data/team/internal/teams";
import { getDatabase } from "@/lib/db/client";
import type { Actor } from "@/lib/access/actor";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { isAllowed } from "@/lib/access/rules";
import { readEverything, useDatabase } from "./database";
import { behaviorIds, errorOf, givenGuest, givenPeopleAroundShare, givenReview, givenSubmitted, NOW, type PeopleAround } from "./given";

useDatabase();

const DAY = 24 * 60 * 60 * 1000;
const now = new Date(NOW);
const later = (days: number) => new Date(NOW + days * DAY);
const notFound = expect.objectContaining({ code: "NotFound", message: notFoundError().message });
const [first = "", second = ""] = behaviorIds;

let people: PeopleAround;
let guest: Actor;
let teamId: string;
let assessmentId: string;

beforeEach(async () => {
  guest = await givenGuest();
  ({ people, teamId, assessmentId } = await givenPeopleAroundShare(now));
});

const proposal = (behaviorId = first, levelId = "guide", why = "we both saw it") => ({
  assessmentId,
  teamId,
  coachId: people.coach.userId,
  behaviorId,
  levelId,
  why,
});

async function expectRefused(call: () => Promise<unknown>, wanted: unknown): Promise<void> {
  const before = await readEverything();
  expect(await errorOf(call())).toEqual(wanted);
  expect(await readEverything()).toEqual(before);
}

const coded = (code: string, message: RegExp = /./) => expect.objectContaining({ code, message: expect.stringMatching(message) });
const newest = async () => (await getDatabase().agreement.findFirstOrThrow({ orderBy: { proposedAt: "desc" } })).id;
const everybody = (): Record<string, Actor | null> => ({ nobody: null, guest, ...people });
const refusalFor = (actor: Actor | null) => (actor?.kind === "account" ? notFound : coded("Unauthenticated"));
const mayRecord = (actor: Actor | null) => isAllowed(actor, "agreement.record", { teamId, ownerId: people.owner.userId });

describe("who may: the owner and the coach of it, as the table says", () => {
  beforeEach(async () => {
    await givenReview(people.coach, teamId, assessmentId, { steps: ["commit", "release"] });
  });

  it("every exported function has its test here", () => {
    expect(Object.keys(agreements).toSorted()).toEqual(
      [
        "agreementsOf",
        "answerProposal",
        "listAgreedLines",
        "listAgreements",
        "proposeLevel",
        "readAgreementsBetween",
        "withdrawProposal",
      ].toSorted(),
    );
  });

  it.each(Object.keys({ owner: 0, coach: 0 }))("what the %s proposes, only they withdraw and only the other side answers", async (name) => {
    const [proposer, other] = name === "owner" ? [people.owner, people.coach] : [people.coach, people.owner];
    for (const [who, actor] of Object.entries(everybody())) {
      if (actor === proposer) continue;
      // The second coach may on their own account, and not on another's.
      if (mayRecord(actor) && who !== "secondCoach") continue;
      await expectRefused(() => proposeLevel(actor, proposal(), now), refusalFor(actor));
    }
    await proposeLevel(proposer, proposal(), now);
    const id = await newest();
    for (const actor of Object.values(everybody())) {
      if (actor === proposer || actor === other) continue;
      await expectRefused(() => answerProposal(actor, id, "agree", now), refusalFor(actor));
      await expectRefused(() => answerProposal(actor, id, "decline", now), refusalFor(actor));
      await expectRefused(() => withdrawProposal(actor, id), refusalFor(actor));
    }
    await expectRefused(() => answerProposal(proposer, id, "agree", now), coded("Forbidden", /other side has to agree/));
    await expectRefused(() => withdrawProposal(other, id), coded("Forbidden"));
    await withdrawProposal(proposer, id);
    expect(await getDatabase().agreement.count()).toBe(0);
    await proposeLevel(proposer, proposal(), now);
    await answerProposal(other, await newest(), "decline", now);
    expect(await getDatabase().agreement.count()).toBe(0);
    await proposeLevel(proposer, proposal(), now);
    await answerProposal(other, await newest(), "agree", later(1));
    expect(await getDatabase().agreement.findMany()).toMatchObject([{ agreedAt: later(1), levelId: "guide" }]);
  });

  it("the fragment and the lists hold the owner's own, and nothing for anybody else", async () => {
    await proposeLevel(people.coach, proposal(), now);
    await answerProposal(people.owner, await newest(), "agree", now);
    for (const [name, actor] of Object.entries(everybody())) {
      const mine = name === "owner" ? 1 : 0;
      expect((await listAgreements(actor, assessmentId)).agreements).toHaveLength(mine);
      expect(await listAgreedLines(actor)).toHaveLength(mine);
      if (actor) expect(await getDatabase().agreement.count({ where: agreements.agreementsOf(actor) })).toBe(mine);
    }
    expect(await listAgreements(people.owner, "a\u0000b")).toEqual({ agreements: [], partners: [] });
  });

  it("ids that cannot be any are somebody else's", async () => {
    for (const id of ["", "missing", "a\u0000b", "\ud800", "x".repeat(10_000)]) {
      for (const actor of [people.owner, people.coach]) {
        await expectRefused(() => answerProposal(actor, id, "agree", now), notFound);
        await expectRefused(() => withdrawProposal(actor, id), notFound);
        await expectRefused(() => proposeLevel(actor, { ...proposal(), assessmentId: id }, now), notFound);
        await expectRefused(() => proposeLevel(actor, { ...proposal(), teamId: id }, now), notFound);
        await expectRefused(() => proposeLevel(actor, { ...proposal(), coachId: id }, now), notFound);
      }
    }
    expect(await getDatabase().agreement.count()).toBe(0);
  });
});

describe("a coach", () => {
  it("neither proposes nor sees anything before their own review is committed or skipped", async () => {
    await expectRefused(() => proposeLevel(people.coach, proposal(), now), coded("Conflict", /Commit your ratings first/));
    await givenReview(people.coach, teamId, assessmentId, { steps: ["save"] });
    await expectRefused(() => proposeLevel(people.coach, proposal(), now), coded("Conflict"));
    await givenReview(people.coach, teamId, assessmentId, { steps: ["skip"] });
    await proposeLevel(people.coach, proposal(), now);
    expect(await getDatabase().agreement.count()).toBe(1);
  });

  it("does not agree with themself on their own assessment", async () => {
    const own = await givenSubmitted(people.coach, now);
    await shareAssessment(people.coach, own, teamId, true, now);
    await expectRefused(() => proposeLevel(people.coach, { ...proposal(), assessmentId: own }, now), coded("Forbidden"));
    expect(await getDatabase().agreement.count()).toBe(0);
  });

  it("neither proposes nor agrees nor sees once it is withdrawn; the member keeps what was agreed", async () => {
    await givenReview(people.coach, teamId, assessmentId);
    await proposeLevel(people.coach, proposal(), now);
    await answerProposal(people.owner, await newest(), "agree", now);
    await proposeLevel(people.owner, proposal(second), later(1));
    const pending = await newest();
    await withdrawShare(people.owner, assessmentId, teamId, later(2));
    await expectRefused(() => proposeLevel(people.coach, proposal("market-awareness"), now), coded("Conflict", /no longer shared/));
    await expectRefused(() => answerProposal(people.coach, pending, "agree", now), coded("Conflict", /no longer shared/));
    await expectRefused(() => proposeLevel(people.owner, proposal("market-awareness"), now), coded("Conflict", /no longer sees/));
    expect(JSON.stringify(await getMemberPage(people.coach, teamId, people.owner.userId, null, now))).not.toContain("we both saw it");
    const { agreements: kept, partners } = await listAgreements(people.owner, assessmentId);
    expect(partners).toEqual([]);
    expect(kept).toMatchObject([
      { behaviorId: second, agreedAt: null, isOpen: false },
      { behaviorId: first, agreedAt: now, isOpen: false },
    ]);
    await withdrawProposal(people.owner, pending);
    expect(await listAgreedLines(people.owner)).toHaveLength(1);
  });

  it("who is no longer one is no longer agreed with; after the team is gone its agreed lines stay", async () => {
    await givenReview(people.coach, teamId, assessmentId);
    await proposeLevel(people.coach, proposal(), now);
    await answerProposal(people.owner, await newest(), "agree", now);
    await proposeLevel(people.coach, proposal(second), later(1));
    const pending = await newest();
    await changeRole(people.secondCoach, teamId, people.coach.userId, "member", later(2));
    const demoted = await getDatabase().session.count({ where: { userId: people.coach.userId } });
    expect(demoted).toBe(0);
    await expectRefused(() => answerProposal(people.owner, pending, "agree", now), coded("Conflict", /no longer sees/));
    await expectRefused(() => answerProposal(people.coach, pending, "agree", now), notFound);
    await deleteTeam(people.secondCoach, teamId, later(3));
    expect(await getDatabase().agreement.findMany()).toMatchObject([{ behaviorId: first, teamId: null }]);
    await expectRefused(() => withdrawProposal(people.coach, pending), notFound);
    expect(await listAgreedLines(people.owner)).toMatchObject([{ coachName: "Person coach", levelName: "Guide" }]);
  });
});

describe("a proposal", () => {
  beforeEach(async () => {
    await givenReview(people.coach, teamId, assessmentId);
  });

  it("is of a behavior and a level that the model has", async () => {
    await expectRefused(() => proposeLevel(people.coach, proposal("other"), now), coded("Invalid"));
    await expectRefused(() => proposeLevel(people.owner, proposal(first, "expert"), now), coded("Invalid"));
    await expectRefused(() => proposeLevel(people.owner, proposal(first, "not-observed"), now), coded("Invalid"));
    expect(await getDatabase().agreement.count()).toBe(0);
  });

  it("is the only one that waits, of both sides; the same again is the same", async () => {
    await Promise.all([1, 2, 3].map(() => proposeLevel(people.coach, proposal(), now)));
    expect(await getDatabase().agreement.count()).toBe(1);
    await expectRefused(() => proposeLevel(people.coach, proposal(first, "catalyst"), now), coded("Conflict", /already. Withdraw/));
    await expectRefused(() => proposeLevel(people.owner, proposal(), now), coded("Conflict", /Agree to it or decline it/));
    await proposeLevel(people.owner, proposal(second), now);
    expect(await getDatabase().agreement.count()).toBe(2);
  });

  it("from both sides at once is one: the other one is told", async () => {
    const answers = await Promise.all([
      errorOf(proposeLevel(people.coach, proposal(), now)),
      errorOf(proposeLevel(people.owner, proposal(first, "catalyst"), now)),
    ]);
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
    expect(answers).toContainEqual(coded("Conflict"));
    expect(await getDatabase().agreement.count()).toBe(1);
  });

  it("once agreed stays, changes no rating, is in the audit without the level, and a later one stands beside it", async () => {
    const ratings = async () => {
      const { ratings: own, reviewEntries } = await readEverything();
      return { own, reviewEntries };
    };
    const before = await ratings();
    await proposeLevel(people.coach, proposal(), now);
    const id = await newest();
    await answerProposal(people.owner, id, "agree", later(1));
    await answerProposal(people.owner, id, "agree", later(2));
    await expectRefused(() => answerProposal(people.owner, id, "decline", now), coded("Conflict", /agreed already/));
    await expectRefused(() => withdrawProposal(people.coach, id), coded("Conflict", /agreed already/));
    await proposeLevel(people.owner, proposal(first, "catalyst", "I taught it"), later(3));
    await answerProposal(people.coach, await newest(), "agree", later(4));
    expect(await ratings()).toEqual(before);
    const entries = await getDatabase().auditEntry.findMany({ where: { action: "agreement.recorded" }, orderBy: { at: "asc" } });
    expect(entries).toMatchObject([
      { actorRef: people.owner.auditRef, subjectRef: people.coach.auditRef, at: later(1), detail: JSON.stringify({ team: "Orion" }) },
      { actorRef: people.coach.auditRef, subjectRef: people.owner.auditRef, at: later(4), detail: JSON.stringify({ team: "Orion" }) },
    ]);
    expect(await listAgreedLines(people.owner)).toMatchObject([
      { assessmentId, behaviorName: "Vision & Strategy", levelName: "Catalyst", why: "I taught it", agreedAt: later(4) },
      { assessmentId, behaviorName: "Vision & Strategy", levelName: "Guide", why: "we both saw it", agreedAt: later(1) },
    ]);
    const page = await getMemberPage(people.coach, teamId, people.owner.userId, null, now);
    expect(page.shown?.agreements).toMatchObject([
      { levelId: "catalyst", proposedBy: "member", isOpen: true },
      { levelId: "guide", proposedBy: "coach" },
    ]);
    expect((await getMemberPage(people.secondCoach, teamId, people.owner.userId, null, now)).shown?.agreements).toEqual([]);
  });

  it("may come from the member to a coach who released a review or proposed a level, and to no other", async () => {
    expect((await listAgreements(people.owner, assessmentId)).partners).toEqual([
      { coachId: people.coach.userId, teamId, coachName: "Person coach" },
    ]);
    const toSecond = { ...proposal(), coachId: people.secondCoach.userId };
    await expectRefused(() => proposeLevel(people.owner, toSecond, now), notFound);
    await givenReview(people.secondCoach, teamId, assessmentId, { steps: ["commit"] });
    await expectRefused(() => proposeLevel(people.owner, toSecond, now), notFound);
    await proposeLevel(people.secondCoach, { ...toSecond, behaviorId: second }, now);
    await proposeLevel(people.owner, toSecond, now);
    expect((await listAgreements(people.owner, assessmentId)).partners).toHaveLength(2);
  });
});
