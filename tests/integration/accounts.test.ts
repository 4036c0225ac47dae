import { randomUUID } from "node:crypto";
import * as OTPAuth from "otpauth";
import { describe, expect, it } from "vitest";
import { getAuth } from "@/lib/auth/auth";
import { createPerson } from "@/lib/auth/create-person";
import { hashPassword } from "@/lib/auth/password";
import { requestPasswordReset, resetPassword } from "@/lib/data/account/mutations/password-reset";
import { sendSignInLink, signInWithLink, signInWithPassword, verifySecondFactor } from "@/lib/data/account/mutations/sign-in";
import { confirmAddress, resendConfirmation, signUp } from "@/lib/data/account/mutations/sign-up";
import { findConfirmation } from "@/lib/data/account/queries/sign-up";
import { prepareSetup } from "@/lib/data/workspace/internal/setup";
import { completeSetup } from "@/lib/data/workspace/mutations/people";
import { isSetupOpen } from "@/lib/data/workspace/queries";
import { getDatabase } from "@/lib/db/client";
import { createToken } from "@/lib/platform/token";
import { actorOf, makeAccount } from "../factories/account";
import { makeAnswered } from "../factories/assessment";
import { HOUR, NOW } from "../factories/time";
import { Browser } from "./browser";
import { readEverything, useDatabase } from "./database";
import { readMails, readToken, useMailbox } from "./mailbox";

await useMailbox();
useDatabase();

const PASSWORD = "a password for tests";
const hashed = hashPassword(PASSWORD);
const none = new Headers();
const now = () => new Date();

async function makePerson(more: { disabledAt?: Date } = {}) {
  const email = `${randomUUID()}@example.org`;
  const passwordHash = await hashed;
  const { userId } = await getDatabase().$transaction((transaction) =>
    createPerson(transaction, { name: "Pat", email, passwordHash }, now()),
  );
  await getDatabase().user.update({ where: { id: userId }, data: more });
  return { userId, email };
}

async function makeInvitation(more: object = {}): Promise<string> {
  const { token, tokenHash } = createToken();
  const expiresAt = new Date(Date.now() + 60_000);
  await getDatabase().invitation.create({ data: { id: randomUUID(), role: "member", tokenHash, expiresAt, maxUses: 1, ...more } });
  return token;
}

async function signUpWith(email: string, password = PASSWORD) {
  const invitation = await makeInvitation();
  const { browserSecret } = await signUp(null, { name: "New Person", email, password, invitation, next: "/teams" }, now());
  return { browserSecret, invitation };
}

async function errorIn(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    (answer) => ({ answer }),
    (error: Error & { code?: string; fieldErrors?: object }) => ({ message: error.message, code: error.code, fields: error.fieldErrors }),
  );
}

const userOf = (email: string) => getDatabase().user.findUnique({ where: { email } });

describe("signing up", () => {
  it("makes no account before the address is confirmed, then one, signed in, and the link is dead", async () => {
    const email = `${randomUUID()}@example.org`;
    const { browserSecret } = await signUpWith(email);
    const token = await readToken();
    expect(await userOf(email)).toBeNull();
    expect(await findConfirmation(null, token, browserSecret, now())).toEqual({ asksPassword: false });
    expect(await confirmAddress(null, { token, browserSecret, password: null }, none, now())).toEqual({ next: "/teams" });
    const user = await userOf(email);
    expect(user).toMatchObject({ name: "New Person", emailVerified: true, isAdmin: false });
    expect(await getDatabase().session.count({ where: { userId: user?.id ?? "" } })).toBe(1);
    await expect(confirmAddress(null, { token, browserSecret, password: null }, none, now())).rejects.toThrow("no longer works");
    expect(await signInWithPassword(null, email, PASSWORD, none)).toEqual({ email, needsCode: false });
  });

  it("answers the same for an address that has an account, changes nothing of it, and tells its owner alone", async () => {
    const { email } = await makePerson();
    const before = await userOf(email);
    const known = await signUpWith(email, "another password");
    const [first, ...more] = await readMails();
    expect(more).toEqual([]);
    expect(first?.subject).toBe("You already have an account at Cairn");
    const unknown = await signUpWith(`${randomUUID()}@example.org`);
    expect(Object.keys(known)).toEqual(Object.keys(unknown));
    expect(known.browserSecret).toHaveLength(unknown.browserSecret.length);
    expect(await userOf(email)).toEqual(before);
    await expect(signInWithPassword(null, email, "another password", none)).rejects.toThrow("don’t go together");
  });

  it("asks for the password in another browser: who signs up with a stranger's address cannot have the stranger confirm it", async () => {
    const email = `${randomUUID()}@example.org`;
    await signUpWith(email);
    const token = await readToken();
    expect(await findConfirmation(null, token, null, now())).toEqual({ asksPassword: true });
    for (const [browserSecret, password] of [
      [null, null],
      ["made up", null],
      [null, "a wrong password"],
    ] as const) {
      await expect(confirmAddress(null, { token, browserSecret, password }, none, now())).rejects.toThrow("chosen at sign-up");
    }
    expect(await userOf(email)).toBeNull();
    await confirmAddress(null, { token, browserSecret: null, password: PASSWORD }, none, now());
    expect(await userOf(email)).not.toBeNull();
  });

  it("sends another link on demand, and only the newest works", async () => {
    const { browserSecret } = await signUpWith(`${randomUUID()}@example.org`);
    const first = await readToken();
    await resendConfirmation(null, browserSecret, now());
    const second = await readToken();
    expect(second).not.toBe(first);
    expect(await findConfirmation(null, first, browserSecret, now())).toBeNull();
    expect(await findConfirmation(null, second, browserSecret, now())).not.toBeNull();
    await expect(resendConfirmation(null, "made up", now())).rejects.toThrow("sign up again");
    await expect(resendConfirmation(null, null, now())).rejects.toThrow("sign up again");
  });

  it.each([
    ["revoked", { revokedAt: new Date() }],
    ["declined", { declinedAt: new Date() }],
    ["expired", { expiresAt: new Date(Date.now() - 1) }],
    ["used up", { uses: 1 }],
  ])("takes an invitation that is good: not one that is %s, at sign-up or at confirming", async (_what, spoiled) => {
    const email = `${randomUUID()}@example.org`;
    const bad = await makeInvitation(spoiled);
    const input = { name: "New", email, password: PASSWORD, next: null };
    for (const invitation of [bad, "made up", null]) {
      expect(await errorIn(signUp(null, { ...input, invitation }, now()))).toMatchObject({ code: "Forbidden" });
    }
    const { browserSecret } = await signUpWith(email);
    const token = await readToken();
    await getDatabase().invitation.updateMany({ data: spoiled });
    expect(await errorIn(confirmAddress(null, { token, browserSecret, password: null }, none, now()))).toMatchObject({ code: "Forbidden" });
    expect(await userOf(email)).toBeNull();
  });

  it("is not used up for somebody invited by strangers who are not", async () => {
    const email = `${randomUUID()}@example.org`;
    for (let i = 0; i < 10; i += 1) {
      const call = signUp(null, { name: "Stranger", email, password: PASSWORD, invitation: null, next: null }, now());
      await expect(call).rejects.toThrow("takes an invitation");
    }
    await signUpWith(email);
    expect((await readMails()).map(({ subject }) => subject)).toEqual(["Confirm your address for Cairn"]);
  });

  it("makes one account by an invitation for one, however many sign up by it", async () => {
    const invitation = await makeInvitation();
    const pending = [];
    for (const name of ["One", "Other"]) {
      const email = `${randomUUID()}@example.org`;
      const { browserSecret } = await signUp(null, { name, email, password: PASSWORD, invitation, next: null }, now());
      pending.push({ email, browserSecret, token: await readToken() });
    }
    const [one, other] = pending;
    if (!one || !other) throw new Error("Two signed up.");
    await confirmAddress(null, { ...one, password: null }, none, now());
    expect(await errorIn(confirmAddress(null, { ...other, password: null }, none, now()))).toMatchObject({ code: "Forbidden" });
    expect([await userOf(one.email), await userOf(other.email)]).toEqual([expect.anything(), null]);
  });

  it("makes one account where the link is followed twice at once, and none of it too late", async () => {
    const email = `${randomUUID()}@example.org`;
    const { browserSecret } = await signUpWith(email);
    const token = await readToken();
    const late = new Date(Date.now() + 25 * HOUR);
    await expect(confirmAddress(null, { token, browserSecret, password: null }, none, late)).rejects.toThrow("no longer works");
    const twice = await Promise.allSettled([1, 2].map(() => confirmAddress(null, { token, browserSecret, password: null }, none, now())));
    expect(twice.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await getDatabase().user.count({ where: { email } })).toBe(1);
  });
});

describe("signing in", () => {
  it("answers alike for a wrong password, an unknown address and somebody disabled, in comparable time", async () => {
    const known = await makePerson();
    const disabled = await makePerson({ disabledAt: new Date(NOW) });
    const timed = async (email: string) => {
      const start = performance.now();
      const actionError = await errorIn(signInWithPassword(null, email, "a wrong password", none));
      return { actionError, milliseconds: performance.now() - start };
    };
    await timed(known.email);
    const rounds: Awaited<ReturnType<typeof timed>>[][] = [];
    for (let round = 0; round < 5; round += 1) {
      rounds.push([await timed(known.email), await timed(`${randomUUID()}@example.org`), await timed(disabled.email)]);
    }
    const answers = rounds.flat().map(({ actionError }) => actionError);
    expect(answers).toEqual(answers.map(() => answers[0]));
    const median = (index: number) => rounds.map((round) => round[index]?.milliseconds ?? 0).toSorted((a, b) => a - b)[2] ?? 0;
    // Without a hash it would be a tenth.
    expect(median(1)).toBeGreaterThan(median(0) / 4);
    expect(median(0)).toBeGreaterThan(median(1) / 4);
  });

  it("tells somebody disabled so only where the password is right", async () => {
    const { email } = await makePerson({ disabledAt: new Date(NOW) });
    expect(await errorIn(signInWithPassword(null, email, PASSWORD, none))).toMatchObject({ code: "Forbidden" });
    expect(await getDatabase().session.count()).toBe(0);
  });

  it("by a link: once, and a mail goes only to whoever can sign in", async () => {
    const { userId, email } = await makePerson();
    const disabled = await makePerson({ disabledAt: new Date(NOW) });
    for (const address of [disabled.email, `${randomUUID()}@example.org`]) {
      expect(await sendSignInLink(null, address, null, none)).toBeUndefined();
    }
    expect(await readMails()).toEqual([]);
    expect(await sendSignInLink(null, email, "/teams", none)).toBeUndefined();
    const token = await readToken();
    expect(await signInWithLink(null, token, none)).toEqual({ email, needsCode: false });
    expect(await getDatabase().session.count({ where: { userId } })).toBe(1);
    for (const dead of [token, "made up", ""]) {
      await expect(signInWithLink(null, dead, none)).rejects.toThrow("no longer works");
    }
    // A second press by whom it signed in is no error, and by anybody else it is.
    const actor = await actorOf(userId);
    expect(await signInWithLink(actor, token, none)).toEqual({ email: "", needsCode: false });
    expect(await getDatabase().session.count({ where: { userId } })).toBe(1);
    await expect(signInWithLink(await makeAccount(), token, none)).rejects.toThrow("no longer works");
  });
});

describe("a forgotten password", () => {
  it("is chosen anew by a link, once; every session ends, and the owner hears of it", async () => {
    const { userId, email } = await makePerson();
    await signInWithPassword(null, email, PASSWORD, none);
    await requestPasswordReset(null, email);
    const token = await readToken();
    await resetPassword(null, token, "quite another password");
    expect(await getDatabase().session.count({ where: { userId } })).toBe(0);
    await expect(signInWithPassword(null, email, PASSWORD, none)).rejects.toThrow("don’t go together");
    expect((await signInWithPassword(null, email, "quite another password", none)).needsCode).toBe(false);
    await expect(resetPassword(null, token, "a third password")).rejects.toThrow("no longer works");
    expect((await readMails()).map(({ subject }) => subject)).toEqual([
      "Choose a new password for Cairn",
      "Your password for Cairn was changed",
    ]);
    expect(await getDatabase().auditEntry.count({ where: { action: "account.passwordChanged" } })).toBe(1);
  });

  it("leaves no other link alive, and no sign-in with the old password that waits for its code", async () => {
    const { email, userId } = await makePerson();
    await requestPasswordReset(null, email);
    const older = await readToken();
    await requestPasswordReset(null, email);
    await resetPassword(null, await readToken(), "quite another password");
    await expect(resetPassword(null, older, "a third password")).rejects.toThrow("no longer works");
    expect(await getDatabase().verification.count({ where: { value: userId } })).toBe(0);
    // Two links, and that the password was changed.
    expect(await readMails()).toHaveLength(3);
  });

  it("sends nothing for an unknown address or somebody disabled, and answers the same", async () => {
    const disabled = await makePerson({ disabledAt: new Date(NOW) });
    for (const email of [disabled.email, `${randomUUID()}@example.org`]) expect(await requestPasswordReset(null, email)).toBeUndefined();
    expect(await readMails()).toEqual([]);
  });
});

describe("the second factor", () => {
  async function makeAuthenticator() {
    const person = await makePerson();
    const browser = new Browser();
    const { api } = getAuth();
    browser.take(await api.signInEmail({ headers: none, body: { email: person.email, password: PASSWORD }, returnHeaders: true }));
    const enabled = await api.enableTwoFactor({ headers: browser.headers(), body: { password: PASSWORD } });
    if (enabled.method !== "totp") throw new Error("No authenticator app was set up.");
    const app = OTPAuth.URI.parse(enabled.totpURI) as OTPAuth.TOTP;
    await api.verifyTOTP({ headers: browser.headers(), body: { code: app.generate() } });
    return { ...person, app, backupCodes: enabled.backupCodes };
  }

  async function arriveAsGuest() {
    const browser = new Browser();
    const guest = await getAuth().api.signInAnonymous({ headers: none, returnHeaders: true });
    browser.take(guest);
    const actor = { userId: guest.response.user.id, kind: "guest", keptUntil: new Date(NOW) } as const;
    return { browser, actor, assessmentId: await makeAnswered(actor) };
  }

  const ownerOf = async (id: string) => (await getDatabase().assessment.findUniqueOrThrow({ where: { id } })).ownerId;

  it.each(["app", "backup"] as const)("by %s: a guest keeps their session until it is given, and their work moves then", async (kind) => {
    const { userId, email, app, backupCodes } = await makeAuthenticator();
    const { browser, actor, assessmentId } = await arriveAsGuest();
    const before = await getDatabase().session.count({ where: { userId } });
    const asked = await getAuth().api.signInEmail({ headers: browser.headers(), body: { email, password: PASSWORD }, returnHeaders: true });
    browser.take(asked);
    expect(asked.response).toMatchObject({ twoFactorRedirect: true });
    expect(await getDatabase().session.count({ where: { userId } })).toBe(before);
    expect((await getAuth().api.getSession({ headers: browser.headers() }))?.user.id).toBe(actor.userId);
    expect(await ownerOf(assessmentId)).toBe(actor.userId);

    await expect(verifySecondFactor(null, kind, "000000", browser.headers())).rejects.toThrow(
      kind === "app" ? "not the code" : "not one of your backup codes",
    );
    expect(await ownerOf(assessmentId)).toBe(actor.userId);
    const code = kind === "app" ? app.generate() : (backupCodes[0] ?? "");
    expect(await verifySecondFactor(null, kind, code, browser.headers())).toEqual({ email, needsCode: false });
    expect(await ownerOf(assessmentId)).toBe(userId);
    expect(await getDatabase().user.count({ where: { isAnonymous: true } })).toBe(0);
    await expect(verifySecondFactor(null, kind, code, browser.headers())).rejects.toThrow("sign in again");
  });

  it("is asked for after a link by mail as well", async () => {
    const { userId, email } = await makeAuthenticator();
    const before = await getDatabase().session.count({ where: { userId } });
    await sendSignInLink(null, email, null, none);
    expect(await signInWithLink(null, await readToken(), none)).toMatchObject({ needsCode: true });
    expect(await getDatabase().session.count({ where: { userId } })).toBe(before);
  });
});

describe("setup", () => {
  const admin = (token: string) => ({ token, name: "Ada", email: `${randomUUID()}@example.org`, password: PASSWORD });
  const prepared = async () => {
    const token = await prepareSetup(now());
    if (!token) throw new Error("Setup is closed.");
    return token;
  };

  it("makes one admin, signed in, and closes for good", async () => {
    const token = await prepared();
    expect(await errorIn(completeSetup(null, admin("made up"), none, now()))).toMatchObject({ code: "Invalid" });
    expect(await isSetupOpen(null)).toBe(true);
    await completeSetup(null, admin(token), none, now());
    expect(await getDatabase().user.findMany({ select: { isAdmin: true, emailVerified: true } })).toEqual([
      { isAdmin: true, emailVerified: true },
    ]);
    expect(await getDatabase().session.count()).toBe(1);
    expect(await getDatabase().setupToken.count()).toBe(0);
    expect(await prepareSetup(now())).toBeNull();
    for (const tried of [token, "made up"]) {
      expect(await errorIn(completeSetup(null, admin(tried), none, now()))).toMatchObject({ code: "NotFound" });
    }
  });

  it.each([
    ["one token", false],
    ["a token each", true],
  ])("with %s, of several at the same moment one wins", async (_what, isOwn) => {
    for (let round = 0; round < 4; round += 1) {
      const first = await prepared();
      const tokens = [first, isOwn ? await prepared() : first, isOwn ? await prepared() : first];
      const ended = await Promise.allSettled(tokens.map((token) => completeSetup(null, admin(token), none, now())));
      expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await getDatabase().user.count()).toBe(1);
      await getDatabase().user.deleteMany();
    }
  });
});

it("keeps no secret that a link holds: only hashes are stored", async () => {
  const { email } = await makePerson();
  const secrets: string[] = [];
  const { browserSecret, invitation } = await signUpWith(`${randomUUID()}@example.org`);
  secrets.push(browserSecret, invitation, await readToken());
  await sendSignInLink(null, email, null, none);
  secrets.push(await readToken());
  await requestPasswordReset(null, email);
  secrets.push(await readToken(), PASSWORD);
  const setupToken = await prepareSetup(now());
  secrets.push(setupToken ?? "");
  expect(new Set(secrets).size).toBe(7);
  const stored = JSON.stringify(await readEverything(), (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  for (const secret of secrets) expect(stored).not.toContain(secret);
});
