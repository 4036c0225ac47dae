"use server";

/** Actions under Settings. */
import { cookies, headers } from "next/headers";
import { z } from "zod";
import { defineAction, defineFormAction } from "@/lib/actions/define-action";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
import { rememberDevice } from "@/lib/auth/device-cookie";
import { rotateSession } from "@/lib/auth/sessions";
import { deleteAccount } from "@/lib/data/account/mutations/personal-data";
import {
  addPasskey,
  beginAuthenticator,
  changePassword,
  confirmAuthenticator,
  confirmEmailChange,
  endOtherSessions,
  endSession,
  removeAuthenticator,
  removePasskey,
  renamePasskey,
  renamePerson,
  requestEmailChange,
  startPasskey,
} from "@/lib/data/account/mutations/security";
import { emailSchema, newPasswordSchema, personNameSchema } from "@/lib/domain/account/account-fields";

/** Missing where the account has no password: the data layer checks whether it is needed. */
const passwordField = z.string(MALFORMED).max(128, "That is longer than a password can be. Please check it.").optional();

function done(what: string, section: string): string {
  return `/settings?done=${what}#${section}`;
}

export const renamePersonAction = defineFormAction(z.strictObject({ name: personNameSchema }, MALFORMED), async ({ name }, { actor }) => {
  await renamePerson(actor, name);
  return done("name", "profile");
});

export const changeEmailAction = defineFormAction(
  z.strictObject({ email: emailSchema, password: passwordField }, MALFORMED),
  async (input, { actor, now }) => {
    await requestEmailChange(actor, { email: input.email, password: input.password }, now);
    return done("email", "profile");
  },
);

export const confirmEmailAction = defineFormAction(z.strictObject({ token: idSchema }, MALFORMED), async ({ token }, { actor, now }) => {
  await confirmEmailChange(actor, token, now);
  return done("email-confirmed", "profile");
});

export const changePasswordAction = defineFormAction(
  z.strictObject({ password: passwordField, newPassword: newPasswordSchema }, MALFORMED),
  async ({ password, newPassword }, { actor, now }) => {
    await changePassword(actor, { password, newPassword }, now);
    await rotateSession();
    if (actor?.kind === "account") await rememberDevice(actor.email);
    return done("password", "password");
  },
);

/** Called only by the page's script: a passkey cannot be created without JavaScript. */
export const startPasskeyAction = defineAction(z.strictObject({}, MALFORMED), async (_, { actor, now }) =>
  startPasskey(actor, await headers(), now),
);

/** Its shape is defined by WebAuthn: Better Auth checks all of it. */
const credentialSchema = z.looseObject(
  { id: z.string(MALFORMED).max(2_000, MALFORMED), response: z.looseObject({}, MALFORMED) },
  MALFORMED,
);

export const addPasskeyAction = defineAction(
  z.strictObject({ credential: credentialSchema }, MALFORMED),
  async ({ credential }, { actor, now }) => {
    await addPasskey(actor, credential, await headers(), now);
  },
);

export const renamePasskeyAction = defineFormAction(
  z.strictObject({ passkeyId: idSchema, name: personNameSchema }, MALFORMED),
  async ({ passkeyId, name }, { actor }) => {
    await renamePasskey(actor, passkeyId, name);
    return done("passkey-renamed", "passkeys");
  },
);

export const removePasskeyAction = defineFormAction(
  z.strictObject({ passkeyId: idSchema }, MALFORMED),
  async ({ passkeyId }, { actor, now }) => {
    await removePasskey(actor, passkeyId, now);
    return done("passkey-removed", "passkeys");
  },
);

export const beginAuthenticatorAction = defineFormAction(
  z.strictObject({ password: passwordField }, MALFORMED),
  async ({ password }, { actor, now }) => {
    await beginAuthenticator(actor, password, await headers(), now);
    return "/settings/authenticator";
  },
);

export const confirmAuthenticatorAction = defineFormAction(
  z.strictObject(
    { code: z.string("Enter the code that the app shows.").min(1, "Enter the code that the app shows.").max(20, "A code has six digits.") },
    MALFORMED,
  ),
  async ({ code }, { actor, now }) => {
    await confirmAuthenticator(actor, code, await headers(), now);
    return done("authenticator", "authenticator");
  },
);

export const removeAuthenticatorAction = defineFormAction(
  z.strictObject({ password: passwordField }, MALFORMED),
  async ({ password }, { actor, now }) => {
    await removeAuthenticator(actor, password, now);
    return done("authenticator-removed", "authenticator");
  },
);

export const endSessionAction = defineFormAction(
  z.strictObject({ sessionId: idSchema }, MALFORMED),
  async ({ sessionId }, { actor, now }) => {
    await endSession(actor, sessionId, now);
    return done("session", "sessions");
  },
);

export const endOtherSessionsAction = defineFormAction(z.strictObject({}, MALFORMED), async (_, { actor, now }) => {
  await endOtherSessions(actor, now);
  return done("sessions", "sessions");
});

export const deleteAccountAction = defineFormAction(
  z.strictObject({ password: passwordField, word: z.string(MALFORMED).max(100, MALFORMED).optional() }, MALFORMED),
  async ({ password, word }, { actor, now }) => {
    await deleteAccount(actor, { password, word }, now);
    const jar = await cookies();
    for (const { name } of jar.getAll()) if (name.includes("cairn.")) jar.delete(name);
    return "/settings/deleted";
  },
);
