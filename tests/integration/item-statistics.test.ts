import { beforeEach, describe, expect, it } from "vitest";
import type { Account, Actor } from "@/lib/access/actor";
import { correctAssessment, saveRatings, submitAssessment } from "@/lib/data/assessment/mutations";
import { getItemStatistics, type ItemStatistics } from "@/lib/data/cohort/queries";
import { getDatabase } from "@/lib/db/client";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { makeAccount, makeGuest } from "../factories/account";
import { answersToAll, makeStarted, makeSubmitted } from "../factories/assessment";
import { levelIds } from "../factories/competency";
import { makeTeam } from "../factories/team";
import { NOW, now } from "../factories/time";
import { readEverything, useDatabase } from "./database";

useDatabase();

const id = productManagement.id;
const [l1 = "", l2 = "", l3 = ""] = levelIds;

let admin: Account;

beforeEach(async () => {
  admin = await makeAccount({ isAdmin: true });
});

function view(viewer: Actor = admin): Promise<ItemStatistics> {
  return getItemStatistics(viewer, id, 1, now);
}

async function makePeople(...answers: string[]): Promise<{ person: Account; assessmentId: string }[]> {
  return Promise.all(
    answers.map(async (answer) => {
      const person = await makeAccount();
      return { person, assessmentId: await makeSubmitted(person, now, answer) };
    }),
  );
}

const chosen = ({ behaviors }: ItemStatistics) => behaviors[0]?.use?.anchors.slice(0, 3).map((anchor) => anchor.chosen) ?? null;

describe("how descriptors do in use", () => {
  it("says nothing of fewer than five people, however often they rate themselves, and nothing of guests or corrections", async () => {
    const [one] = await makePeople(l1, l1, l2, l3);
    if (!one) throw new Error("Nobody.");
    await makeSubmitted(one.person, new Date(NOW + 1), l2);
    for (const answer of [l1, l2, l3]) await makeSubmitted(await makeGuest(), now, answer);
    const { assessmentId } = await correctAssessment(one.person, one.assessmentId);
    await submitAssessment(one.person, assessmentId, new Date(NOW + 2));
    expect(await view()).toMatchObject({ missing: 1, number: 1 });
    expect(chosen(await view())).toBeNull();
    await makePeople(l2);
    expect(chosen(await view())).toEqual([2, 2, 1]);
    expect(await getDatabase().itemCohort.findMany()).toMatchObject([{ size: 5 }]);
  });

  it("changes by whole groups only: not with the next person, and by all of a group when one of it goes", async () => {
    const [first] = await makePeople(l1, l1, l2, l2, l3);
    const before = await view();
    expect(chosen(before)).toEqual([2, 2, 1]);
    await makePeople(l3, l3, l3, l2);
    expect((await view()).behaviors).toEqual(before.behaviors);
    await makePeople(l1);
    expect(chosen(await view())).toEqual([3, 3, 4]);
    await getDatabase().user.delete({ where: { id: first?.person.userId ?? "" } });
    expect(chosen(await view())).toEqual([1, 1, 3]);
    expect((await view()).missing).toBe(5);
  });

  it("counts nobody twice, and draws one group where two admins look at the same moment", async () => {
    const people = await makePeople(l1, l1, l2, l2, l3);
    const other = await makeAccount({ isAdmin: true });
    await Promise.all([view(), view(other), view(), view(other)]);
    expect(await getDatabase().itemCohort.count()).toBe(1);
    for (const { person } of people) await makeSubmitted(person, new Date(NOW + 5), l3);
    expect(chosen(await view())).toEqual([2, 2, 1]);
    expect(await getDatabase().itemCohort.count()).toBe(1);
  });

  it("says how many left an anchor once they had seen the next level’s words", async () => {
    for (const [first, then] of [
      [l1, l2],
      [l1, l2],
      [l1, l1],
      [l1, l1],
      [l1, l3],
    ] as const) {
      const person = await makeAccount();
      const assessmentId = await makeStarted(person);
      await saveRatings(person, assessmentId, answersToAll(first, 1), NOW);
      await saveRatings(person, assessmentId, answersToAll(then, 2), NOW);
      await submitAssessment(person, assessmentId, now);
    }
    expect((await view()).behaviors[0]?.use?.anchors[0]).toEqual({ levelId: l1, chosen: 2, changed: { of: 5, count: 3 } });
  });

  it("shows an admin nothing that what they see elsewhere would turn into somebody’s answer", async () => {
    const people = await makePeople(l1, l1, l2, l2, l3);
    await view();
    const teamId = await makeTeam({ members: [admin] });
    const shared = { assessmentId: people[0]?.assessmentId ?? "", teamId, sharedAt: now, withEvidence: false };
    await getDatabase().share.create({ data: shared });
    expect(chosen(await view())).toBeNull();
    expect(chosen(await view(await makeAccount({ isAdmin: true })))).toEqual([2, 2, 1]);
    // A person who was seen once stays known, also after the share is withdrawn.
    await getDatabase().share.updateMany({ data: { withdrawnAt: now } });
    expect(chosen(await view())).toBeNull();
  });

  it("does not count the admin who looks", async () => {
    await makePeople(l1, l1, l2, l2);
    await makeSubmitted(admin, now, l3);
    expect(chosen(await view())).toBeNull();
  });

  it("is for admins only", async () => {
    await makePeople(l1, l1, l2, l2, l3);
    const before = await readEverything();
    for (const actor of [null, await makeGuest()]) {
      await expect(getItemStatistics(actor, id, 1, now)).rejects.toMatchObject({ code: "Unauthenticated" });
    }
    expect((await readEverything()).itemCohorts).toEqual(before.itemCohorts);
    await expect(view(await makeAccount())).rejects.toMatchObject({ code: "NotFound" });
    for (const number of [0, 2, 1.5]) await expect(getItemStatistics(admin, id, number, now)).rejects.toMatchObject({ code: "NotFound" });
    await expect(getItemStatistics(admin, "a\u0000", 1, now)).rejects.toMatchObject({ code: "NotFound" });
  });
});
