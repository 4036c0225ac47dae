import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { getAuth } from "@/lib/auth/auth";
import { claimGuest } from "@/lib/auth/claim-guest";
import { hashPassword } from "@/lib/auth/password";
import { savePlan, startAssessment } from "@/lib/data/assessment/mutations";
import { getDatabase } from "@/lib/db/client";
import { makeGuest } from "../factories/account";
import { makeAnswered, makeSubmitted } from "../factories/assessment";
import { behaviorIds } from "../factories/competency";
import { NOW } from "../factories/time";
import { Browser } from "./browser";
import { readEverything, useDatabase } from "./database";

useDatabase();

const PASSWORD = "a password for tests";
const hashed = hashPassword(PASSWORD);

type Person = { userId: string; email: string };
let person: Person;

beforeEach(async () => {
  const userId = randomUUID();
  person = { userId, email: `${userId}@example.org` };
  await getDatabase().user.create({
    data: {
      id: userId,
      name: "Pat",
      email: person.email,
      emailVerified: true,
      accounts: { create: { id: randomUUID(), accountId: userId, providerId: "credential", password: await hashed } },
    },
  });
});

/** A guest with a session in a browser. */
async function arrive() {
  const browser = new Browser();
  const answer = await getAuth().api.signInAnonymous({ headers: browser.headers(), returnHeaders: true });
  browser.take(answer);
  const actor = { userId: answer.response.user.id, kind: "guest", keptUntil: new Date(NOW) } as const;
  return { browser, actor };
}

async function signIn(browser: Browser, password = PASSWORD) {
  const answer = await getAuth().api.signInEmail({
    headers: browser.headers(),
    body: { email: person.email, password },
    returnHeaders: true,
  });
  browser.take(answer);
  return answer.response;
}

/** What a person owns, by assessment, without the owner's id. */
async function workOf(userId: string) {
  const rows = await getDatabase().assessment.findMany({
    where: { ownerId: userId },
    include: { ratings: { orderBy: { behaviorId: "asc" } }, plans: true },
    orderBy: { id: "asc" },
  });
  return rows.map(({ ownerId: _, openFor: __, ...rest }) => rest);
}

async function usersIds() {
  return (await getDatabase().user.findMany({ orderBy: { id: "asc" } })).map(({ id }) => id);
}

it("signing in moves all of a guest's work, whole, and the guest is gone with their session", async () => {
  const { browser, actor } = await arrive();
  const submitted = await makeSubmitted(actor);
  await savePlan(actor, { assessmentId: submitted, behaviorId: behaviorIds[0] ?? "" }, { when: "it rains", then: "read" });
  const open = await makeAnswered(actor, "guide");
  const before = await workOf(actor.userId);
  expect(before).toHaveLength(2);
  await signIn(browser);
  expect(await workOf(person.userId)).toEqual(before);
  expect(await usersIds()).toEqual([person.userId]);
  const { openFor } = await getDatabase().assessment.findUniqueOrThrow({ where: { id: open } });
  expect(openFor).toBe(person.userId);
  const sessions = await getDatabase().session.findMany();
  expect(sessions.map(({ userId }) => userId)).toEqual([person.userId]);
});

it("sets the guest's assessment in progress aside where the account has its own, and takes nothing of either", async () => {
  const { browser, actor } = await arrive();
  const mine = await makeAnswered({ ...actor, userId: person.userId }, "advanced");
  const guests = await makeAnswered(actor, "guide");
  const before = [...(await workOf(person.userId)), ...(await workOf(actor.userId))];
  await signIn(browser);
  expect(await workOf(person.userId)).toEqual(before.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  const rows = await getDatabase().assessment.findMany();
  expect(Object.fromEntries(rows.map(({ id, openFor }) => [id, openFor]))).toEqual({ [mine]: person.userId, [guests]: null });
});

it("leaves the guest as they were when the password is wrong", async () => {
  const { browser, actor } = await arrive();
  await makeAnswered(actor);
  const before = await readEverything();
  await expect(signIn(browser, "something else")).rejects.toThrow("Invalid email or password");
  expect(await readEverything()).toEqual(before);
});

it("leaves a guest's work alone that no cookie of this browser belongs to", async () => {
  const other = await makeGuest();
  await makeAnswered(other);
  const before = await workOf(other.userId);
  await signIn(new Browser());
  expect(await workOf(other.userId)).toEqual(before);
});

it("loses and doubles nothing when several tabs sign in at once", async () => {
  const { browser, actor } = await arrive();
  await makeSubmitted(actor);
  await makeAnswered(actor, "guide");
  const before = await workOf(actor.userId);
  await Promise.all(Array.from({ length: 4 }, () => signIn(browser.copy())));
  expect(await workOf(person.userId)).toEqual(before);
  expect(await usersIds()).toEqual([person.userId]);
});

it("two guests of one person at once: both arrive, one assessment is in progress", async () => {
  const guests = [await makeGuest(), await makeGuest(), await makeGuest()];
  for (const guest of guests) await makeAnswered(guest);
  await Promise.all(guests.map((guest) => claimGuest(guest.userId, person.userId)));
  const rows = await getDatabase().assessment.findMany();
  expect(rows.map(({ ownerId }) => ownerId)).toEqual(guests.map(() => person.userId));
  expect(rows.filter(({ openFor }) => openFor === person.userId)).toHaveLength(1);
});

it("an assessment that is begun while the guest is claimed is never lost: it moved along, or it was refused", async () => {
  for (let round = 0; round < 8; round += 1) {
    const guest = await makeGuest();
    const [begun] = await Promise.allSettled([startAssessment(guest), claimGuest(guest.userId, person.userId)]);
    const ids = (await workOf(person.userId)).map(({ id }) => id);
    if (begun.status === "fulfilled") expect(ids).toContain(begun.value.assessmentId);
    expect(await getDatabase().user.count({ where: { isAnonymous: true } })).toBe(0);
    await getDatabase().assessment.deleteMany();
  }
});

it("an account that begins an assessment at that moment has one in progress, and the guest's is kept", async () => {
  for (let round = 0; round < 8; round += 1) {
    const guest = await makeGuest();
    const brought = await makeAnswered(guest);
    await Promise.all([startAssessment({ ...guest, userId: person.userId }), claimGuest(guest.userId, person.userId)]);
    const rows = await getDatabase().assessment.findMany();
    expect(rows.map(({ ownerId }) => ownerId)).toEqual(rows.map(() => person.userId));
    expect(rows.map(({ id }) => id)).toContain(brought);
    expect(rows.filter(({ openFor }) => openFor !== null)).toHaveLength(1);
    await getDatabase().assessment.deleteMany();
  }
});

it("claims nobody who has an account, and nothing twice", async () => {
  const guest = await makeGuest();
  await makeSubmitted(guest);
  await claimGuest(guest.userId, person.userId);
  const after = await readEverything();
  await claimGuest(guest.userId, person.userId);
  await claimGuest(person.userId, randomUUID());
  await claimGuest(randomUUID(), person.userId);
  expect(await readEverything()).toEqual(after);
});

it("changes nothing at all where the move fails half way", async () => {
  const guest = await makeGuest();
  await makeSubmitted(guest);
  await makeAnswered(guest);
  const before = await readEverything();
  // There is no such account: the database rejects the owner.
  await expect(claimGuest(guest.userId, randomUUID())).rejects.toThrow(/foreign key/i);
  expect(await readEverything()).toEqual(before);
});

describe("the session", () => {
  const tokens = async () => (await getDatabase().session.findMany({ orderBy: { createdAt: "asc" } })).map(({ token }) => token);
  const who = async (browser: Browser) => (await getAuth().api.getSession({ headers: browser.headers() }))?.user.id ?? null;

  it("of the browser that signs in anew is dead at once, and another device's lives on", async () => {
    const [here, elsewhere] = [new Browser(), new Browser()];
    await signIn(here);
    await signIn(elsewhere);
    const old = here.copy();
    expect(await who(old)).toBe(person.userId);
    await signIn(here);
    expect(await who(old)).toBeNull();
    expect(await who(here)).toBe(person.userId);
    expect(await who(elsewhere)).toBe(person.userId);
    expect(await tokens()).toHaveLength(2);
  });

  it("is another after a rotation, and the old one is dead", async () => {
    const browser = new Browser();
    await signIn(browser);
    const old = browser.copy();
    browser.take(await getAuth().api.rotateSession({ headers: browser.headers(), returnHeaders: true }));
    expect(await who(old)).toBeNull();
    expect(await who(browser)).toBe(person.userId);
    expect(await getDatabase().auditEntry.count({ where: { action: "account.signedIn" } })).toBe(1);
  });

  it("is refused to somebody disabled, and to nobody's id", async () => {
    await getDatabase().user.update({ where: { id: person.userId }, data: { disabledAt: new Date(NOW) } });
    await expect(signIn(new Browser())).rejects.toThrow("This account is disabled.");
    const start = (userId: string) => getAuth().api.startSession({ headers: new Headers(), body: { userId, way: "a test" } });
    await expect(start(person.userId)).rejects.toThrow("This account is disabled.");
    await expect(start(randomUUID())).rejects.toThrow("There is no such person.");
    expect(await tokens()).toEqual([]);
  });

  it("is written into the audit with the way, and nothing of the address", async () => {
    await signIn(new Browser());
    const [entry, ...more] = await getDatabase().auditEntry.findMany();
    const { auditRef } = await getDatabase().user.findUniqueOrThrow({ where: { id: person.userId } });
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ action: "account.signedIn", actorRef: auditRef, detail: { with: "password" } });
  });
});
