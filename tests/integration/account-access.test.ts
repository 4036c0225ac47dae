import { beforeEach, describe, expect, it } from "vitest";
import type { Account, Actor } from "@/lib/access/actor";
import { isAllowed } from "@/lib/access/rules";
import * as passwordMutations from "@/lib/data/account/mutations/password-reset";
import * as personalMutations from "@/lib/data/account/mutations/personal-data";
import * as securityMutations from "@/lib/data/account/mutations/security";
import * as signInMutations from "@/lib/data/account/mutations/sign-in";
import * as signUpMutations from "@/lib/data/account/mutations/sign-up";
import * as passwordQueries from "@/lib/data/account/queries/password-reset";
import * as personalQueries from "@/lib/data/account/queries/personal-data";
import * as securityQueries from "@/lib/data/account/queries/security";
import * as signInQueries from "@/lib/data/account/queries/sign-in";
import * as signUpQueries from "@/lib/data/account/queries/sign-up";
import { requireAdministrator } from "@/lib/data/workspace/queries";
import { makeAccount, makeGuest } from "../factories/account";
import { now } from "../factories/time";
import { readEverything, useDatabase } from "./database";
import { errorOf, unauthenticated } from "./errors";

useDatabase();

const none = new Headers();

type Call = (actor: Actor | null) => Promise<unknown>;

/** `settings.change`: with an account, of one's own. */
const ofSettings: Record<string, Call> = {
  renamePerson: (actor) => securityMutations.renamePerson(actor, "Ada"),
  requestEmailChange: (actor) => securityMutations.requestEmailChange(actor, { email: "new@example.org" }, now),
  confirmEmailChange: (actor) => securityMutations.confirmEmailChange(actor, "none", now),
  changePassword: (actor) => securityMutations.changePassword(actor, { newPassword: "quite another password" }, now),
  endSession: (actor) => securityMutations.endSession(actor, "none", now),
  endOtherSessions: (actor) => securityMutations.endOtherSessions(actor, now),
  renamePasskey: (actor) => securityMutations.renamePasskey(actor, "none", "Mine"),
  removePasskey: (actor) => securityMutations.removePasskey(actor, "none", now),
  startPasskey: (actor) => securityMutations.startPasskey(actor, none, now),
  addPasskey: (actor) => securityMutations.addPasskey(actor, {}, none, now),
  beginAuthenticator: (actor) => securityMutations.beginAuthenticator(actor, undefined, none, now),
  confirmAuthenticator: (actor) => securityMutations.confirmAuthenticator(actor, "000000", none, now),
  removeAuthenticator: (actor) => securityMutations.removeAuthenticator(actor, undefined, now),
  getAccountSecurity: (actor) => securityQueries.getAccountSecurity(actor, now),
  listOwnTeams: securityQueries.listOwnTeams,
  findEmailChange: (actor) => securityQueries.findEmailChange(actor, "none", now),
  findAuthenticatorSetup: securityQueries.findAuthenticatorSetup,
};

/** `personalData.own`: also a guest's. */
const ofPersonalData: Record<string, Call> = {
  exportPersonalData: (actor) => personalQueries.exportPersonalData(actor, now),
  findDeletionProof: personalQueries.findDeletionProof,
  deleteAccount: (actor) => personalMutations.deleteAccount(actor, {}, now),
};

/** What anybody may, as long as they have what it takes, and what it says to who has nothing. */
const ofAnybody: Record<string, { call: Call; says: unknown }> = {
  getSignInMethods: {
    call: async (actor) => signInQueries.getSignInMethods(actor),
    says: { mailLink: expect.any(Boolean), singleSignOn: false, openSignUp: false },
  },
  isSignInLinkAlive: { call: (actor) => signInQueries.isSignInLinkAlive(actor, "none"), says: false },
  hasFollowedSignInLink: { call: (actor) => signInQueries.hasFollowedSignInLink(actor, "none"), says: false },
  isResetLinkAlive: { call: (actor) => passwordQueries.isResetLinkAlive(actor, "none", now), says: false },
  findConfirmation: { call: (actor) => signUpQueries.findConfirmation(actor, "none", null, now), says: null },
  canSignUp: { call: (actor) => signUpQueries.canSignUp(actor, null, now), says: false },
  startPasskeySignIn: {
    call: (actor) => signInMutations.startPasskeySignIn(actor, none),
    says: expect.objectContaining({ challenge: expect.any(String) }),
  },
  startSingleSignOn: {
    call: (actor) => errorOf(signInMutations.startSingleSignOn(actor, "/", null, none, now)),
    says: expect.objectContaining({ code: "NotFound", message: "Single sign-on is not set up here." }),
  },
  finishSingleSignOn: {
    call: async (actor) => (await signInMutations.finishSingleSignOn(actor, new Request("http://localhost:3000/"))).status,
    says: 404,
  },
  signInWithPasskey: {
    call: (actor) => errorOf(signInMutations.signInWithPasskey(actor, {} as signInMutations.PasskeyResponse, none)),
    says: expect.objectContaining({ code: "Invalid" }),
  },
};

/** Tested by what they do, in accounts.test.ts; signing out is below. */
const others = [
  "requestPasswordReset",
  "resetPassword",
  "signInWithPassword",
  "sendSignInLink",
  "signInWithLink",
  "verifySecondFactor",
  "signOut",
  "signUp",
  "resendConfirmation",
  "confirmAddress",
];

let people: { nobody: null; guest: Actor; account: Account; admin: Account };

beforeEach(async () => {
  people = { nobody: null, guest: await makeGuest(), account: await makeAccount(), admin: await makeAccount({ isAdmin: true }) };
});

it("every exported function has its row here", () => {
  const mutations = [passwordMutations, personalMutations, securityMutations, signInMutations, signUpMutations];
  const queries = [passwordQueries, personalQueries, securityQueries, signInQueries, signUpQueries];
  const exported = mutations.flatMap((module) => Object.keys(module)).concat(queries.flatMap((module) => Object.keys(module)));
  const rows = [...Object.keys(ofSettings), ...Object.keys(ofPersonalData), ...Object.keys(ofAnybody), ...others];
  expect(exported.toSorted()).toEqual(rows.toSorted());
});

it.each(Object.entries(ofSettings))("%s is for accounts", async (_name, call) => {
  for (const actor of [people.nobody, people.guest]) {
    const before = await readEverything();
    expect(isAllowed(actor, "settings.change")).toBe(false);
    expect(await errorOf(call(actor))).toEqual(unauthenticated);
    expect(await readEverything()).toEqual(before);
  }
  expect(isAllowed(people.account, "settings.change")).toBe(true);
  expect(await errorOf(call(people.account))).not.toEqual(unauthenticated);
});

it.each(Object.entries(ofPersonalData))("%s is for whoever has anything of their own", async (_name, call) => {
  for (const actor of Object.values(people)) {
    const error = await errorOf(call(actor));
    if (isAllowed(actor, "personalData.own")) expect(error).not.toEqual(unauthenticated);
    else expect(error).toEqual(unauthenticated);
  }
});

it.each(Object.entries(ofAnybody))("%s is for anybody, and says the same to all", async (_name, { call, says }) => {
  for (const actor of Object.values(people)) expect(await call(actor)).toEqual(says);
});

describe("signing out", () => {
  it("is for accounts: a guest's work has no other way back", async () => {
    for (const actor of [people.nobody, people.guest]) {
      const before = await readEverything();
      expect(isAllowed(actor, "account.signOut")).toBe(false);
      await signInMutations.signOut(actor, none, now);
      expect(await readEverything()).toEqual(before);
    }
  });
});

it("pages of admins are there for admins alone", () => {
  expect(() => requireAdministrator(people.nobody, "people.manage")).toThrow(unauthenticated);
  expect(() => requireAdministrator(people.guest, "people.manage")).toThrow(unauthenticated);
  expect(() => requireAdministrator(people.account, "people.manage")).toThrow(expect.objectContaining({ code: "NotFound" }));
  expect(requireAdministrator(people.admin, "people.manage")).toBeUndefined();
});
