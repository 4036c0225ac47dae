import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { Account, Actor } from "@/lib/access/actor";
import { isAllowed } from "@/lib/access/rules";
import { savePlan } from "@/lib/data/assessment/mutations";
import { sharesReadableBy } from "@/lib/data/sharing/internal/share-access";
import { sharedPlanSelect, sharedRatingSelect, withdrawSharesOf } from "@/lib/data/sharing/internal/shares";
import { shareAssessment, withdrawShare } from "@/lib/data/sharing/mutations";
import { getMemberPage, getSharingChoices, previewShare } from "@/lib/data/sharing/queries";
import { getDatabase } from "@/lib/db/client";
import { narrowResult } from "@/lib/domain/sharing/share";
import { actorOf, makeAccount, makeGuest } from "../factories/account";
import { makeAnswered, makeSubmitted } from "../factories/assessment";
import { makeTeam } from "../factories/team";
import { later, now } from "../factories/time";
import { readEverything, useDatabase } from "./database";
import { errorOf, notFound } from "./errors";
import { statementsOf } from "./statements";

useDatabase();

let owner: Account;
let coach: Account;
let member: Account;
let otherCoach: Account;
let formerCoach: Account;
let admin: Account;
let guest: Actor;
let teamId: string;
let otherTeamId: string;
let assessmentId: string;

beforeEach(async () => {
  [owner, coach, member, otherCoach, formerCoach, admin] = await Promise.all([
    makeAccount({ name: "Olive Owner" }),
    makeAccount({ name: "Cora Coach" }),
    makeAccount({ name: "Mel Member" }),
    makeAccount({ name: "Otto Other" }),
    makeAccount({ name: "Frida Former" }),
    makeAccount({ name: "Ada Admin", isAdmin: true }),
  ]);
  guest = await makeGuest();
  teamId = await makeTeam({ name: "Orion", coaches: [coach, formerCoach], members: [owner, member] });
  otherTeamId = await makeTeam({ name: "Vega", coaches: [otherCoach], members: [] });
  await getDatabase().membership.delete({ where: { teamId_userId: { teamId, userId: formerCoach.userId } } });
  [owner, coach, member, otherCoach, formerCoach, admin] = (await Promise.all(
    [owner, coach, member, otherCoach, formerCoach, admin].map(({ userId }) => actorOf(userId)),
  )) as [Account, Account, Account, Account, Account, Account];
  assessmentId = await makeSubmitted(owner, now, "advanced");
});

const everybody = (): Record<string, Actor | null> => ({ nobody: null, guest, owner, member, coach, otherCoach, formerCoach, admin });

/** As a coach sees it who chose to view the answers first. The reviews' tests cover what comes before that. */
async function getMemberShares(actor: Actor | null, team: string, userId: string, id: string | null = null) {
  const shares = actor ? await getDatabase().share.findMany({ where: { teamId: team } }) : [];
  for (const share of shares) {
    const of = { assessmentId: share.assessmentId, teamId: team, coachId: actor?.userId ?? "", number: 1 };
    await getDatabase().review.upsert({
      where: { assessmentId_teamId_coachId_number: of },
      create: { id: randomUUID(), ...of, startedAt: now, skippedAt: now, isBlind: false },
      update: {},
    });
  }
  const { teamName, personName, shares: history, shown } = await getMemberPage(actor, { teamId: team, userId, assessmentId: id }, now);
  return { teamName, personName, shares: history, shown: shown?.result ?? null };
}

describe("who may share and read: as the table says, for everybody", () => {
  it("a coach reads what was shared, and everybody else finds nothing", async () => {
    await shareAssessment(owner, { assessmentId, teamId }, { withEvidence: true, withPlan: false }, now);
    for (const [name, actor] of Object.entries(everybody())) {
      const mayRead = isAllowed(actor, "sharing.readRatings", { teamId });
      expect([name, mayRead]).toEqual([name, name === "coach"]);
      const actionError = actor?.kind === "account" ? notFound : expect.objectContaining({ code: "Unauthenticated" });
      expect([name, await errorOf(getMemberShares(actor, teamId, owner.userId))]).toEqual([name, mayRead ? undefined : actionError]);
    }
    const read = await getMemberShares(coach, teamId, owner.userId);
    expect(read).toMatchObject({ teamName: "Orion", personName: "Olive Owner", shown: { assessmentId, withEvidence: true } });
    expect(read.shown?.ratings[0]).toMatchObject({ answer: "advanced", evidence: "Evidence for advanced" });
  });

  it("only its owner shares, withdraws, previews, and sees the choices; anybody else changes nothing", async () => {
    const before = await readEverything();
    for (const actor of [member, coach, otherCoach, formerCoach, admin]) {
      for (const call of [
        () => shareAssessment(actor, { assessmentId, teamId }, { withEvidence: true, withPlan: false }, now),
        () => withdrawShare(actor, { assessmentId, teamId }, now),
        () => previewShare(actor, { assessmentId, teamId }, { withEvidence: true, withPlan: false }, now),
        () => getSharingChoices(actor, assessmentId),
      ]) {
        expect(await errorOf(call())).toEqual(notFound);
      }
    }
    expect(await errorOf(shareAssessment(guest, { assessmentId, teamId }, { withEvidence: true, withPlan: false }, now))).toMatchObject({
      code: "Unauthenticated",
    });
    expect(await errorOf(withdrawShare(null, { assessmentId, teamId }, now))).toMatchObject({ code: "Unauthenticated" });
    expect(await errorOf(getSharingChoices(null, assessmentId))).toEqual(notFound);
    expect(await errorOf(previewShare(null, { assessmentId, teamId }, { withEvidence: false, withPlan: false }, now))).toEqual(notFound);
    expect(await readEverything()).toEqual(before);
  });

  it("nothing in progress is shared, nor with a team that one is not in, nor under an id that is none", async () => {
    const open = await makeAnswered(owner);
    for (const [id, team] of [
      [open, teamId],
      [assessmentId, otherTeamId],
      ["", teamId],
      ["a\u0000b", teamId],
      [assessmentId, "\ud800"],
      [assessmentId, "x".repeat(10_000)],
    ] as const) {
      expect(
        await errorOf(shareAssessment(owner, { assessmentId: id, teamId: team }, { withEvidence: true, withPlan: false }, now)),
      ).toEqual(notFound);
      expect(await errorOf(withdrawShare(owner, { assessmentId: id, teamId: team }, now))).toEqual(notFound);
      expect(await errorOf(previewShare(owner, { assessmentId: id, teamId: team }, { withEvidence: true, withPlan: false }, now))).toEqual(
        notFound,
      );
    }
    expect(await getDatabase().share.count()).toBe(0);
    expect(await getDatabase().auditEntry.count()).toBe(0);
  });
});

describe("what a coach sees", () => {
  const texts = (value: unknown) => JSON.stringify(value);

  it("is nothing until it is shared", async () => {
    expect(await getMemberShares(coach, teamId, owner.userId)).toMatchObject({ shares: [], shown: null });
    expect(await errorOf(getMemberShares(coach, teamId, owner.userId, assessmentId))).toEqual(notFound);
    expect(await errorOf(getMemberShares(coach, teamId, admin.userId))).toEqual(notFound);
  });

  it("is the preview, to the letter, with evidence and without", async () => {
    const whole = await previewShare(owner, { assessmentId, teamId }, { withEvidence: true, withPlan: true }, now);
    for (const withEvidence of [false, true]) {
      const preview = await previewShare(owner, { assessmentId, teamId }, { withEvidence, withPlan: false }, now);
      await shareAssessment(owner, { assessmentId, teamId }, { withEvidence, withPlan: false }, now);
      expect((await getMemberShares(coach, teamId, owner.userId)).shown).toEqual(preview.coach);
      expect(narrowResult(whole.coach, { withEvidence, withPlan: false })).toEqual(preview.coach);
      expect(texts(preview.coach).includes("Evidence for")).toBe(withEvidence);
    }
  });

  it("has no evidence that was not shared: the query does not even ask for it", async () => {
    expect(sharedRatingSelect(false)).toEqual({ behaviorId: true, answer: true, evidence: false });
    const asksForEvidence = async () =>
      (await statementsOf(() => getMemberShares(coach, teamId, owner.userId))).some((statement) => /evidence[`"]/.test(statement));
    await shareAssessment(owner, { assessmentId, teamId }, { withEvidence: true, withPlan: false }, now);
    expect(await asksForEvidence()).toBe(true);
    await shareAssessment(owner, { assessmentId, teamId }, { withEvidence: false, withPlan: false }, now);
    expect(await asksForEvidence()).toBe(false);
    expect(texts(await getMemberShares(coach, teamId, owner.userId))).not.toContain("Evidence for");
    // Shared with it, and then without it again.
    await shareAssessment(owner, { assessmentId, teamId }, { withEvidence: true, withPlan: false }, now);
    expect(texts(await getMemberShares(coach, teamId, owner.userId))).toContain("Evidence for");
    await shareAssessment(owner, { assessmentId, teamId }, { withEvidence: false, withPlan: false }, now);
    expect(texts(await getMemberShares(coach, teamId, owner.userId))).not.toContain("Evidence for");
  });

  describe("of focus and plan", () => {
    const plan = { when: "a release is planned", then: "phone Rosalind first" };

    beforeEach(async () => {
      await getDatabase().assessment.update({
        where: { id: assessmentId },
        data: { priorities: ["value-management", "market-awareness"] },
      });
      await savePlan(owner, { assessmentId, behaviorId: "value-management" }, plan);
      await savePlan(owner, { assessmentId, behaviorId: "stakeholder-alignment" }, { when: "nobody asks", then: "keep this one" });
    });

    it("is nothing unless the owner shares them: the query does not even ask for them", async () => {
      expect(sharedPlanSelect(false)).toEqual({ priorities: false, plans: false });
      const asked = async () =>
        (await statementsOf(() => getMemberShares(coach, teamId, owner.userId))).filter((statement) =>
          /priorities[`"]|[`"]Plan[`"]/.test(statement),
        );
      await shareAssessment(owner, { assessmentId, teamId }, { withEvidence: true, withPlan: false }, now);
      expect(await asked()).toEqual([]);
      expect((await getMemberShares(coach, teamId, owner.userId)).shown).toMatchObject({ withPlan: false, focus: null, plans: {} });
      await shareAssessment(owner, { assessmentId, teamId }, { withEvidence: true, withPlan: true }, now);
      expect(await asked()).toHaveLength(2);
      await shareAssessment(owner, { assessmentId, teamId }, { withEvidence: true, withPlan: false }, now);
      expect(await asked()).toEqual([]);
      expect(texts(await getMemberShares(coach, teamId, owner.userId))).not.toContain("Rosalind");
    });

    it("is what their level summary says, and the plans for that alone; decided apart from examples", async () => {
      for (const withEvidence of [false, true]) {
        const preview = await previewShare(owner, { assessmentId, teamId }, { withEvidence, withPlan: true }, now);
        await shareAssessment(owner, { assessmentId, teamId }, { withEvidence, withPlan: true }, now);
        const { shown } = await getMemberShares(coach, teamId, owner.userId);
        expect(shown).toEqual(preview.coach);
        expect(shown?.focus?.focuses.map(({ behaviorId }) => behaviorId)).toEqual(["market-awareness", "value-management"]);
        expect(shown?.plans).toEqual({ "value-management": plan });
        expect(texts(shown).includes("Evidence for")).toBe(withEvidence);
      }
      expect((await getSharingChoices(owner, assessmentId)).teams[0]?.state).toMatchObject({ withEvidence: true, withPlan: true });
      const details = await getDatabase().auditEntry.findMany({ orderBy: { at: "asc" }, select: { detail: true } });
      expect(details.map(({ detail }) => detail)).toEqual(
        expect.arrayContaining([
          { team: "Orion", withEvidence: false, withPlan: true },
          { team: "Orion", withEvidence: true, withPlan: true },
        ]),
      );
      expect(texts(details)).not.toContain("Rosalind");
    });

    it("is nothing of a share that was made before there was this choice", async () => {
      await getDatabase().share.create({ data: { assessmentId, teamId, sharedAt: now, withEvidence: true } });
      expect((await getMemberShares(coach, teamId, owner.userId)).shown).toMatchObject({ withPlan: false, focus: null, plans: {} });
    });
  });

  it("is only that it was withdrawn and when, until it is shared again", async () => {
    await shareAssessment(owner, { assessmentId, teamId }, { withEvidence: true, withPlan: false }, now);
    await withdrawShare(owner, { assessmentId, teamId }, later(1));
    expect(await getMemberShares(coach, teamId, owner.userId)).toEqual({
      teamName: "Orion",
      personName: "Olive Owner",
      shares: [{ kind: "withdrawn", withdrawnAt: later(1) }],
      shown: null,
    });
    expect(await errorOf(getMemberShares(coach, teamId, owner.userId, assessmentId))).toEqual(notFound);
    await shareAssessment(owner, { assessmentId, teamId }, { withEvidence: false, withPlan: false }, later(2));
    expect((await getMemberShares(coach, teamId, owner.userId)).shown).toMatchObject({ assessmentId, withEvidence: false });
  });

  it("is the newest first, and the earlier ones that are still shared", async () => {
    await shareAssessment(owner, { assessmentId, teamId }, { withEvidence: false, withPlan: false }, now);
    const newer = await makeSubmitted(owner, later(3), "guide");
    await shareAssessment(owner, { assessmentId: newer, teamId }, { withEvidence: false, withPlan: false }, later(3));
    const read = await getMemberShares(coach, teamId, owner.userId);
    expect(read.shown?.assessmentId).toBe(newer);
    expect(read.shares).toMatchObject([
      { kind: "shared", assessmentId: newer },
      { kind: "shared", assessmentId },
    ]);
    expect((await getMemberShares(coach, teamId, owner.userId, assessmentId)).shown?.assessmentId).toBe(assessmentId);
    await withdrawShare(owner, { assessmentId: newer, teamId }, later(4));
    expect((await getMemberShares(coach, teamId, owner.userId)).shown?.assessmentId).toBe(assessmentId);
  });

  it("stays with the team that it was shared with, for a person in two", async () => {
    await getDatabase().membership.create({ data: { teamId: otherTeamId, userId: owner.userId, role: "member", joinedAt: now } });
    await shareAssessment(owner, { assessmentId, teamId }, { withEvidence: true, withPlan: false }, now);
    expect((await getMemberShares(otherCoach, otherTeamId, owner.userId)).shares).toEqual([]);
    expect(await errorOf(getMemberShares(otherCoach, otherTeamId, owner.userId, assessmentId))).toEqual(notFound);
    expect((await getSharingChoices(owner, assessmentId)).teams).toEqual([
      { teamId, name: "Orion", coaches: ["Cora Coach"], state: { kind: "shared", sharedAt: now, withEvidence: true, withPlan: false } },
      { teamId: otherTeamId, name: "Vega", coaches: ["Otto Other"], state: { kind: "not-shared" } },
    ]);
    await shareAssessment(owner, { assessmentId, teamId: otherTeamId }, { withEvidence: false, withPlan: false }, now);
    expect((await getMemberShares(otherCoach, otherTeamId, owner.userId)).shown).toMatchObject({ withEvidence: false });
    expect((await getMemberShares(coach, teamId, owner.userId)).shown).toMatchObject({ withEvidence: true });
  });

  it("is gone with whoever leaves, also where the share came in a moment after the leaving", async () => {
    await shareAssessment(owner, { assessmentId, teamId }, { withEvidence: true, withPlan: false }, now);
    await getDatabase().$transaction(async (transaction) => {
      await transaction.membership.delete({ where: { teamId_userId: { teamId, userId: owner.userId } } });
      expect(await withdrawSharesOf(transaction, { userId: owner.userId, teamId }, now)).toBe(1);
    });
    expect(await errorOf(getMemberShares(coach, teamId, owner.userId))).toEqual(notFound);
    await getDatabase().share.updateMany({ data: { withdrawnAt: null } });
    expect(await getDatabase().share.findMany({ where: sharesReadableBy(coach, teamId) })).toEqual([]);
    await getDatabase().membership.create({ data: { teamId, userId: owner.userId, role: "member", joinedAt: now } });
    expect(await getDatabase().share.findMany({ where: sharesReadableBy(coach, teamId) })).toHaveLength(1);
  });
});

it("sharing and withdrawing are in the audit, once each, without a word of what was shared", async () => {
  await shareAssessment(owner, { assessmentId, teamId }, { withEvidence: true, withPlan: false }, now);
  await shareAssessment(owner, { assessmentId, teamId }, { withEvidence: true, withPlan: false }, later(1));
  await withdrawShare(owner, { assessmentId, teamId }, later(2));
  await withdrawShare(owner, { assessmentId, teamId }, later(3));
  const entries = await getDatabase().auditEntry.findMany({ orderBy: { at: "asc" } });
  expect(entries.map(({ id: _, ...entry }) => entry)).toEqual([
    {
      at: now,
      action: "sharing.shared",
      actorRef: owner.auditRef,
      subjectRef: owner.auditRef,
      teamId,
      detail: { team: "Orion", withEvidence: true, withPlan: false },
    },
    {
      at: later(2),
      action: "sharing.withdrawn",
      actorRef: owner.auditRef,
      subjectRef: owner.auditRef,
      teamId,
      detail: { team: "Orion" },
    },
  ]);
});
