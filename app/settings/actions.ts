"use server";

/** Actions under Settings. Each form sends its name in `form`, so that the page shows an error in that form. */
import { cookies, headers } from "next/headers";
import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { defineFormAction } from "@/lib/actions/define-form-action";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
import { findActor } from "@/lib/auth/actor";
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
import type { ActionResult } from "@/lib/domain/request/action-result";

/** Missing where the account has no password: the data layer checks whether it is needed. */
const passwordField = z.string(MALFORMED).max(128, "That is longer than a password can be. Please check it.").optional();
const formField = { form: z.string(MALFORMED).max(120, MALFORMED).optional() };

function done(what: string, section: string): string {
  return `/settings?done=${what}#${section}`;
}

export const renamePersonAction = defineFormAction(
  z.strictObject({ ...formField, name: personNameSchema }, MALFORMED),
  async ({ name }) => {
    await renamePerson(await findActor(), name);
    return done("name", "profile");
  },
);

export const changeEmailAction = defineFormAction(
  z.strictObject({ ...formField, email: emailSchema, password: passwordField }, MALFORMED),
  async (input) => {
    await requestEmailChange(await findActor(), { email: input.email, password: input.password }, new Date());
    return done("email", "profile");
  },
);

export const confirmEmailAction = defineFormAction(z.strictObject({ token: idSchema }, MALFORMED), async ({ token }) => {
  await confirmEmailChange(await findActor(), token, new Date());
  return done("email-confirmed", "profile");
});

export const changePasswordAction = defineFormAction(
  z.strictObject({ ...formField, password: passwordField, newPassword: newPasswordSchema }, MALFORMED),
  async ({ password, newPassword }) => {
    const actor = await findActor();
    await changePassword(actor, { password, newPassword }, new Date());
    await rotateSession();
    if (actor?.kind === "account") await rememberDevice(actor.email);
    return done("password", "password");
  },
);

const startAddingPasskey = defineAction(z.strictObject({}, MALFORMED), async () =>
  startPasskey(await findActor(), await headers(), new Date()),
);

/** Called only by the page's script: a passkey cannot be created without JavaScript. */
export async function startPasskeyAction(input: object): Promise<ActionResult<Awaited<ReturnType<typeof startPasskey>>>> {
  return startAddingPasskey(input);
}

/** Its shape is defined by WebAuthn: Better Auth checks all of it. */
const credentialSchema = z.looseObject(
  { id: z.string(MALFORMED).max(2_000, MALFORMED), response: z.looseObject({}, MALFORMED) },
  MALFORMED,
);

const finishAddingPasskey = defineAction(z.strictObject({ credential: credentialSchema }, MALFORMED), async ({ credential }) => {
  await addPasskey(await findActor(), credential, await headers(), new Date());
});

export async function addPasskeyAction(input: object): Promise<ActionResult<void>> {
  return finishAddingPasskey(input);
}

export const renamePasskeyAction = defineFormAction(
  z.strictObject({ ...formField, passkeyId: idSchema, name: personNameSchema }, MALFORMED),
  async ({ passkeyId, name }) => {
    await renamePasskey(await findActor(), passkeyId, name);
    return done("passkey-renamed", "passkeys");
  },
);

export const removePasskeyAction = defineFormAction(
  z.strictObject({ ...formField, passkeyId: idSchema }, MALFORMED),
  async ({ passkeyId }) => {
    await removePasskey(await findActor(), passkeyId, new Date());
    return done("passkey-removed", "passkeys");
  },
);

export const beginAuthenticatorAction = defineFormAction(
  z.strictObject({ ...formField, password: passwordField }, MALFORMED),
  async ({ password }) => {
    await beginAuthenticator(await findActor(), password, await headers(), new Date());
    return "/settings/authenticator";
  },
);

export const confirmAuthenticatorAction = defineFormAction(
  z.strictObject(
    { code: z.string("Enter the code that the app shows.").min(1, "Enter the code that the app shows.").max(20, "A code has six digits.") },
    MALFORMED,
  ),
  async ({ code }) => {
    await confirmAuthenticator(await findActor(), code, await headers(), new Date());
    return done("authenticator", "authenticator");
  },
);

export const removeAuthenticatorAction = defineFormAction(
  z.strictObject({ ...formField, password: passwordField }, MALFORMED),
  async ({ password }) => {
    await removeAuthenticator(await findActor(), password, new Date());
    return done("authenticator-removed", "authenticator");
  },
);

export const endSessionAction = defineFormAction(
  z.strictObject({ ...formField, sessionId: idSchema }, MALFORMED),
  async ({ sessionId }) => {
    await endSession(await findActor(), sessionId, new Date());
    return done("session", "sessions");
  },
);

export const endOtherSessionsAction = defineFormAction(z.strictObject({ ...formField }, MALFORMED), async () => {
  await endOtherSessions(await findActor(), new Date());
  return done("sessions", "sessions");
});

export const deleteAccountAction = defineFormAction(
  z.strictObject({ ...formField, password: passwordField, word: z.string(MALFORMED).max(100, MALFORMED).optional() }, MALFORMED),
  async ({ password, word }) => {
    await deleteAccount(await findActor(), { password, word }, new Date());
    const jar = await cookies();
    for (const { name } of jar.getAll()) if (name.includes("cairn.")) jar.delete(name);
    return "/settings/deleted";
  },
);
