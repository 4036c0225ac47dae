import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { isAllowed } from "@/lib/access/rules";
import * as mutations from "@/lib/data/review/mutations/agreed-levels";
import { proposeLevel, respondToProposal, withdrawProposal } from "@/lib/data/review/mutations/agreed-levels";
import * as queries from "@/lib/data/review/queries";
import { listAgreedLevels, listAgreedLines } from "@/lib/data/review/queries";
import { shareAssessment, withdrawShare } from "@/lib/data/sharing/mutations";
import { getMemberPage } from "@/lib/data/sharing/queries";
import { changeRole, deleteTeam } from "@/lib/data/team/mutations";
import { getDatabase } from "@/lib/db/client";
import { makeGuest } from "../factories/account";
import { makeSubmitted } from "../factories/assessment";
import { behaviorIds } from "../factories/competency";
import { makePeopleAroundShare, type PeopleAround } from "../factories/people-around-share";
import { makeReview } from "../factories/review";
import { later, now } from "../factories/time";
import { readEverything, useDatabase } from "./database";
import { errorOf, notFound } from "./errors";

useDatabase();

const [first = "", second = ""] = behaviorIds;

let people: PeopleAround;
let guest: Actor;
let teamId: string;
let assessmentId: string;

beforeEach(async () => {
  guest = await makeGuest();
  ({ people, teamId, assessmentId } = await makePeopleAroundShare(now));
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
const newest = async () => (await getDatabase().agreedLevel.findFirstOrThrow({ orderBy: { proposedAt: "desc" } })).id;
const everybody = (): Record<string, Actor | null> => ({ nobody: null, guest, ...people });
const errorFor = (actor: Actor | null) => (actor?.kind === "account" ? notFound : coded("Unauthenticated"));
const mayRecord = (actor: Actor | null) => isAllowed(actor, "agreedLevel.record", { teamId, ownerId: people.owner.userId });

describe("who may: the owner and the coach of it, as the table says", () => {
  beforeEach(async () => {
    await makeReview(people.coach, teamId, assessmentId, { steps: ["commit", "release"] });
  });

  it("every exported function has its test here", () => {
    const others = ["listReceivedReviews"]; // In reviews.test.ts.
    expect(Object.keys({ ...queries, ...mutations }).toSorted()).toEqual(
      ["respondToProposal", "listAgreedLines", "listAgreedLevels", "proposeLevel", "withdrawProposal", ...others].toSorted(),
    );
  });

  it.each(Object.keys({ owner: 0, coach: 0 }))("what the %s proposes, only they withdraw and only the other side answers", async (name) => {
    const [proposer, other] = name === "owner" ? [people.owner, people.coach] : [people.coach, people.owner];
    for (const [who, actor] of Object.entries(everybody())) {
      if (actor === proposer) continue;
      // The second coach may do it for their own proposals, and not for another coach's.
      if (mayRecord(actor) && who !== "secondCoach") continue;
      await expectRefused(() => proposeLevel(actor, proposal(), now), errorFor(actor));
    }
    await proposeLevel(proposer, proposal(), now);
    const id = await newest();
    for (const actor of Object.values(everybody())) {
      if (actor === proposer || actor === other) continue;
      await expectRefused(() => respondToProposal(actor, id, "agree", now), errorFor(actor));
      await expectRefused(() => respondToProposal(actor, id, "decline", now), errorFor(actor));
      await expectRefused(() => withdrawProposal(actor, id), errorFor(actor));
    }
    await expectRefused(() => respondToProposal(proposer, id, "agree", now), coded("Forbidden", /other side has to agree/));
    await expectRefused(() => withdrawProposal(other, id), coded("Forbidden"));
    await withdrawProposal(proposer, id);
    expect(await getDatabase().agreedLevel.count()).toBe(0);
    await proposeLevel(proposer, proposal(), now);
    await respondToProposal(other, await newest(), "decline", now);
    expect(await getDatabase().agreedLevel.count()).toBe(0);
    await proposeLevel(proposer, proposal(), now);
    await respondToProposal(other, await newest(), "agree", later(1));
    expect(await getDatabase().agreedLevel.findMany()).toMatchObject([{ agreedAt: later(1), levelId: "guide" }]);
  });

  it("the lists hold the owner's own, and nothing for anybody else", async () => {
    await proposeLevel(people.coach, proposal(), now);
    await respondToProposal(people.owner, await newest(), "agree", now);
    for (const [name, actor] of Object.entries(everybody())) {
      const mine = name === "owner" ? 1 : 0;
      expect((await listAgreedLevels(actor, assessmentId)).agreedLevels).toHaveLength(mine);
      expect(await listAgreedLines(actor)).toHaveLength(mine);
    }
    expect(await listAgreedLevels(people.owner, "a\u0000b")).toEqual({ agreedLevels: [], partners: [] });
  });

  it("ids that cannot be any are somebody else's", async () => {
    for (const id of ["", "missing", "a\u0000b", "\ud800", "x".repeat(10_000)]) {
      for (const actor of [people.owner, people.coach]) {
        await expectRefused(() => respondToProposal(actor, id, "agree", now), notFound);
        await expectRefused(() => withdrawProposal(actor, id), notFound);
        await expectRefused(() => proposeLevel(actor, { ...proposal(), assessmentId: id }, now), notFound);
        await expectRefused(() => proposeLevel(actor, { ...proposal(), teamId: id }, now), notFound);
        await expectRefused(() => proposeLevel(actor, { ...proposal(), coachId: id }, now), notFound);
      }
    }
    expect(await getDatabase().agreedLevel.count()).toBe(0);
  });
});

describe("a coach", () => {
  it("neither proposes nor sees anything before their own review is committed or skipped", async () => {
    await expectRefused(() => proposeLevel(people.coach, proposal(), now), coded("Conflict", /Commit your ratings first/));
    await makeReview(people.coach, teamId, assessmentId, { steps: ["save"] });
    await expectRefused(() => proposeLevel(people.coach, proposal(), now), coded("Conflict"));
    await makeReview(people.coach, teamId, assessmentId, { steps: ["skip"] });
    await proposeLevel(people.coach, proposal(), now);
    expect(await getDatabase().agreedLevel.count()).toBe(1);
  });

  it("does not agree with themself on their own assessment", async () => {
    const own = await makeSubmitted(people.coach, now);
    await shareAssessment(people.coach, { assessmentId: own, teamId }, { withEvidence: true, withPlan: false }, now);
    await expectRefused(() => proposeLevel(people.coach, { ...proposal(), assessmentId: own }, now), coded("Forbidden"));
    expect(await getDatabase().agreedLevel.count()).toBe(0);
  });

  it("neither proposes nor agrees nor sees once it is withdrawn; the member keeps what was agreed", async () => {
    await makeReview(people.coach, teamId, assessmentId);
    await proposeLevel(people.coach, proposal(), now);
    await respondToProposal(people.owner, await newest(), "agree", now);
    await proposeLevel(people.owner, proposal(second), later(1));
    const pending = await newest();
    await withdrawShare(people.owner, { assessmentId, teamId }, later(2));
    await expectRefused(() => proposeLevel(people.coach, proposal("market-awareness"), now), coded("Conflict", /no longer shared/));
    await expectRefused(() => respondToProposal(people.coach, pending, "agree", now), coded("Conflict", /no longer shared/));
    await expectRefused(() => proposeLevel(people.owner, proposal("market-awareness"), now), coded("Conflict", /no longer sees/));
    expect(
      JSON.stringify(await getMemberPage(people.coach, { teamId, userId: people.owner.userId, assessmentId: null }, now)),
    ).not.toContain("we both saw it");
    const { agreedLevels: kept, partners } = await listAgreedLevels(people.owner, assessmentId);
    expect(partners).toEqual([]);
    expect(kept).toMatchObject([
      { behaviorId: second, agreedAt: null, isOpen: false },
      { behaviorId: first, agreedAt: now, isOpen: false },
    ]);
    await withdrawProposal(people.owner, pending);
    expect(await listAgreedLines(people.owner)).toHaveLength(1);
  });

  it("who is no longer one is no longer agreed with; after the team is gone its agreed lines stay", async () => {
    await makeReview(people.coach, teamId, assessmentId);
    await proposeLevel(people.coach, proposal(), now);
    await respondToProposal(people.owner, await newest(), "agree", now);
    await proposeLevel(people.coach, proposal(second), later(1));
    const pending = await newest();
    await changeRole(people.secondCoach, { teamId, userId: people.coach.userId }, "member", later(2));
    const demoted = await getDatabase().session.count({ where: { userId: people.coach.userId } });
    expect(demoted).toBe(0);
    await expectRefused(() => respondToProposal(people.owner, pending, "agree", now), coded("Conflict", /no longer sees/));
    await expectRefused(() => respondToProposal(people.coach, pending, "agree", now), notFound);
    await deleteTeam(people.secondCoach, teamId, later(3));
    expect(await getDatabase().agreedLevel.findMany()).toMatchObject([{ behaviorId: first, teamId: null }]);
    await expectRefused(() => withdrawProposal(people.coach, pending), notFound);
    expect(await listAgreedLines(people.owner)).toMatchObject([{ coachName: "Person coach", levelName: "Guide" }]);
  });
});

describe("a proposal", () => {
  beforeEach(async () => {
    await makeReview(people.coach, teamId, assessmentId);
  });

  it("is of a behavior and a level that the model has", async () => {
    await expectRefused(() => proposeLevel(people.coach, proposal("other"), now), coded("Invalid"));
    await expectRefused(() => proposeLevel(people.owner, proposal(first, "expert"), now), coded("Invalid"));
    await expectRefused(() => proposeLevel(people.owner, proposal(first, "not-observed"), now), coded("Invalid"));
    expect(await getDatabase().agreedLevel.count()).toBe(0);
  });

  it("is the only one that waits, of both sides; the same again is the same", async () => {
    await Promise.all([1, 2, 3].map(() => proposeLevel(people.coach, proposal(), now)));
    expect(await getDatabase().agreedLevel.count()).toBe(1);
    await expectRefused(() => proposeLevel(people.coach, proposal(first, "catalyst"), now), coded("Conflict", /already. Withdraw/));
    await expectRefused(() => proposeLevel(people.owner, proposal(), now), coded("Conflict", /Agree to it or decline it/));
    await proposeLevel(people.owner, proposal(second), now);
    expect(await getDatabase().agreedLevel.count()).toBe(2);
  });

  it("from both sides at once is one: the other one is told", async () => {
    const answers = await Promise.all([
      errorOf(proposeLevel(people.coach, proposal(), now)),
      errorOf(proposeLevel(people.owner, proposal(first, "catalyst"), now)),
    ]);
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
    expect(answers).toContainEqual(coded("Conflict"));
    expect(await getDatabase().agreedLevel.count()).toBe(1);
  });

  it("once agreed stays, changes no rating, is in the audit without the level, and a later one stands beside it", async () => {
    const ratings = async () => {
      const { ratings: own, reviewEntries } = await readEverything();
      return { own, reviewEntries };
    };
    const before = await ratings();
    await proposeLevel(people.coach, proposal(), now);
    const id = await newest();
    await respondToProposal(people.owner, id, "agree", later(1));
    await respondToProposal(people.owner, id, "agree", later(2));
    await expectRefused(() => respondToProposal(people.owner, id, "decline", now), coded("Conflict", /agreed already/));
    await expectRefused(() => withdrawProposal(people.coach, id), coded("Conflict", /agreed already/));
    await proposeLevel(people.owner, proposal(first, "catalyst", "I taught it"), later(3));
    await respondToProposal(people.coach, await newest(), "agree", later(4));
    expect(await ratings()).toEqual(before);
    const entries = await getDatabase().auditEntry.findMany({ where: { action: "agreedLevel.recorded" }, orderBy: { at: "asc" } });
    expect(entries).toMatchObject([
      { actorRef: people.owner.auditRef, subjectRef: people.coach.auditRef, at: later(1), detail: { team: "Orion" } },
      { actorRef: people.coach.auditRef, subjectRef: people.owner.auditRef, at: later(4), detail: { team: "Orion" } },
    ]);
    expect(await listAgreedLines(people.owner)).toMatchObject([
      { assessmentId, behaviorName: "Vision & Strategy", levelName: "Catalyst", why: "I taught it", agreedAt: later(4) },
      { assessmentId, behaviorName: "Vision & Strategy", levelName: "Guide", why: "we both saw it", agreedAt: later(1) },
    ]);
    const page = await getMemberPage(people.coach, { teamId, userId: people.owner.userId, assessmentId: null }, now);
    expect(page.shown?.agreedLevels).toMatchObject([
      { levelId: "catalyst", proposedBy: "member", isOpen: true },
      { levelId: "guide", proposedBy: "coach" },
    ]);
    expect(
      (await getMemberPage(people.secondCoach, { teamId, userId: people.owner.userId, assessmentId: null }, now)).shown?.agreedLevels,
    ).toEqual([]);
  });

  it("may come from the member to a coach who released a review or proposed a level, and to no other", async () => {
    expect((await listAgreedLevels(people.owner, assessmentId)).partners).toEqual([
      { coachId: people.coach.userId, teamId, coachName: "Person coach" },
    ]);
    const toSecond = { ...proposal(), coachId: people.secondCoach.userId };
    await expectRefused(() => proposeLevel(people.owner, toSecond, now), notFound);
    await makeReview(people.secondCoach, teamId, assessmentId, { steps: ["commit"] });
    await expectRefused(() => proposeLevel(people.owner, toSecond, now), notFound);
    await proposeLevel(people.secondCoach, { ...toSecond, behaviorId: second }, now);
    await proposeLevel(people.owner, toSecond, now);
    expect((await listAgreedLevels(people.owner, assessmentId)).partners).toHaveLength(2);
  });
});
