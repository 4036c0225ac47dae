import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { deleteExpiredGuests } from "@/lib/data/account/internal/guests";
import { correctAssessment, savePlan } from "@/lib/data/assessment/mutations";
import { getDatabase } from "@/lib/db/client";
import { makeGuest } from "../factories/account";
import { makeSubmitted } from "../factories/assessment";
import { behaviorIds } from "../factories/competency";
import { NOW } from "../factories/time";
import { readEverything, useDatabase } from "./database";

useDatabase();

/** A row in every table that a person can have rows in. */
async function giveWork(actor: Actor): Promise<void> {
  const assessmentId = await makeSubmitted(actor);
  await savePlan(actor, { assessmentId, behaviorId: behaviorIds[0] ?? "" }, { when: "it rains", then: "read" });
  await correctAssessment(actor, assessmentId);
  await getDatabase().account.create({ data: { id: randomUUID(), accountId: actor.userId, providerId: "test", userId: actor.userId } });
}

async function giveSession(actor: Actor, expiresAt: Date): Promise<void> {
  await getDatabase().session.create({ data: { id: randomUUID(), token: randomUUID(), expiresAt, userId: actor.userId } });
}

it("deletes everything of the guests whose last session has ended, and nothing of anybody else", async () => {
  const before = new Date(NOW - 1);
  const kept = [
    await makeGuest({ keptUntil: new Date(NOW + 1) }),
    await makeGuest({ keptUntil: before }),
    await makeGuest({ keptUntil: before }),
  ];
  const [, returned, member] = kept;
  for (const actor of kept) await giveWork(actor);
  if (returned) await giveSession(returned, new Date(NOW + 1));
  if (member) await getDatabase().user.update({ where: { id: member.userId }, data: { isAnonymous: false } });
  const others = await readEverything();

  const gone = [await makeGuest({ keptUntil: before }), await makeGuest({ keptUntil: new Date(NOW) }), await makeGuest()];
  for (const actor of gone) await giveWork(actor);
  const [twice, , signedOut] = gone;
  if (twice) await giveSession(twice, before);
  if (signedOut) await getDatabase().session.deleteMany({ where: { userId: signedOut.userId } });
  const everybody = await readEverything();
  for (const table of ["users", "sessions", "accounts", "assessments", "ratings", "plans"] as const) {
    expect(everybody[table].length).toBeGreaterThan(others[table].length);
  }

  expect(await deleteExpiredGuests(new Date(NOW))).toBe(gone.length);
  expect(await readEverything()).toEqual(others);
  expect(await deleteExpiredGuests(new Date(NOW))).toBe(0);
});

it("keeps a guest who is just being signed in: the session comes after the user", async () => {
  const arriving = await makeGuest({ createdAt: new Date(NOW - 1_000) });
  await getDatabase().session.deleteMany({ where: { userId: arriving.userId } });
  expect(await deleteExpiredGuests(new Date(NOW))).toBe(0);
});
