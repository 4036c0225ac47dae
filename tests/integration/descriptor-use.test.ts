import { beforeEach, describe, expect, it } from "vitest";
import { correctAssessment, saveRatings, submitAssessment } from "@/lib/data/assessment/internal/assessments";
import { type DescriptorsInUse, getDescriptorsInUse } from "@/lib/data/cohort/internal/item-statistics";
import { getDatabase } from "@/lib/db/client";
import type { Account, Actor } from "@/lib/access/actor";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { readEverything, useDatabase } from "./database";
import { answersToAll, givenAccount, givenGuest, givenStarted, givenSubmitted, givenTeam, levelIds, NOW } from "./given";

useDatabase();

const id = productManagement.id;
const now = new Date(NOW);
const [l1 = "", l2 = "", l3 = ""] = levelIds;

let admin: Account;

beforeEach(async () => {
  admin = await givenAccount({ isAdmin: true });
});

function look(viewer: Actor = admin): Promise<DescriptorsInUse> {
  return getDescriptorsInUse(viewer, id, 1, now);
}

async function givenPeople(...answers: string[]): Promise<{ person: Account; assessmentId: string }[]> {
  return Promise.all(
    answers.map(async (answer) => {
      const person = await givenAccount();
      return { person, assessmentId: await givenSubmitted(person, now, answer) };
    }),
  );
}

const chosen = ({ behaviors }: DescriptorsInUse) => behaviors[0]?.use?.anchors.slice(0, 3).map((anchor) => anchor.chosen) ?? null;

describe("how descriptors do in use", () => {
  it("says nothing of fewer than five people, however often they rate themselves, and nothing of guests or corrections", async () => {
    const [one] = await givenPeople(l1, l1, l2, l3);
    if (!one) throw new Error("Nobody.");
    await givenSubmitted(one.person, new Date(NOW + 1), l2);
    for (const answer of [l1, l2, l3]) await givenSubmitted(await givenGuest(), now, answer);
    const { assessmentId } = await correctAssessment(one.person, one.assessmentId);
    await submitAssessment(one.person, assessmentId, new Date(NOW + 2));
    expect(await look()).toMatchObject({ missing: 1, number: 1 });
    expect(chosen(await look())).toBeNull();
    await givenPeople(l2);
    expect(chosen(await look())).toEqual([2, 2, 1]);
    expect(await getDatabase().descriptorBatch.findMany()).toMatchObject([{ size: 5 }]);
  });

  it("changes by whole groups only: not with the next person, and by all of a group when one of it goes", async () => {
    const [first] = await givenPeople(l1, l1, l2, l2, l3);
    const before = await look();
    expect(chosen(before)).toEqual([2, 2, 1]);
    await givenPeople(l3, l3, l3, l2);
    expect((await look()).behaviors).toEqual(before.behaviors);
    await givenPeople(l1);
    expect(chosen(await look())).toEqual([3, 3, 4]);
    await getDatabase().user.delete({ where: { id: first?.person.userId ?? "" } });
    expect(chosen(await look())).toEqual([1, 1, 3]);
    expect((await look()).missing).toBe(5);
  });

  it("counts nobody twice, and draws one group where two admins look at the same moment", async () => {
    const people = await givenPeople(l1, l1, l2, l2, l3);
    const other = await givenAccount({ isAdmin: true });
    await Promise.all([look(), look(other), look(), look(other)]);
    expect(await getDatabase().descriptorBatch.count()).toBe(1);
    for (const { person } of people) await givenSubmitted(person, new Date(NOW + 5), l3);
    expect(chosen(await look())).toEqual([2, 2, 1]);
    expect(await getDatabase().descriptorBatch.count()).toBe(1);
  });

  it("says how many left an anchor once they had seen the next level’s words", async () => {
    for (const [first, then] of [
      [l1, l2],
      [l1, l2],
      [l1, l1],
      [l1, l1],
      [l1, l3],
    ] as const) {
      const person = await givenAccount();
      const assessmentId = await givenStarted(person);
      await saveRatings(person, assessmentId, answersToAll(first, 1), NOW);
      await saveRatings(person, assessmentId, answersToAll(then, 2), NOW);
      await submitAssessment(person, assessmentId, now);
    }
    expect((await look()).behaviors[0]?.use?.anchors[0]).toEqual({ levelId: l1, chosen: 2, changed: { of: 5, count: 3 } });
  });

  it("shows an admin nothing that what they see elsewhere would turn into somebody’s answer", async () => {
    const people = await givenPeople(l1, l1, l2, l2, l3);
    await look();
    const teamId = await givenTeam({ members: [admin] });
    const shared = { assessmentId: people[0]?.assessmentId ?? "", teamId, sharedAt: now, withEvidence: false };
    await getDatabase().share.create({ data: shared });
    expect(chosen(await look())).toBeNull();
    expect(chosen(await look(await givenAccount({ isAdmin: true })))).toEqual([2, 2, 1]);
    // Who was seen once is known, also when the share is withdrawn.
    await getDatabase().share.updateMany({ data: { withdrawnAt: now } });
    expect(chosen(await look())).toBeNull();
  });

  it("does not count the admin who looks", async () => {
    await givenPeople(l1, l1, l2, l2);
    await givenSubmitted(admin, now, l3);
    expect(chosen(await look())).toBeNull();
  });

  it("is for admins only", async () => {
    await givenPeople(l1, l1, l2, l2, l3);
    const before = await readEverything();
    for (const actor of [null, await givenGuest()]) {
      await expect(getDescriptorsInUse(actor, id, 1, now)).rejects.toMatchObject({ code: "Unauthenticated" });
    }
    expect((await readEverything()).descriptorBatches).toEqual(before.descriptorBatches);
    await expect(look(await givenAccount())).rejects.toMatchObject({ code: "NotFound" });
    for (const number of [0, 2, 1.5]) await expect(getDescriptorsInUse(admin, id, number, now)).rejects.toMatchObject({ code: "NotFound" });
    await expect(getDescriptorsInUse(admin, "a\u0000", 1, now)).rejects.toMatchObject({ code: "NotFound" });
  });
});
