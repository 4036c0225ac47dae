"use server";

/** Actions under Settings. Each form sends its name in `form`, so that the page shows an error in that form. */
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
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

const renameMe = defineAction(z.strictObject({ ...formField, name: personNameSchema }, MALFORMED), async ({ name }) => {
  await renamePerson(await findActor(), name);
});

export async function renamePersonAction(form: FormData): Promise<void> {
  if ((await renameMe(form)).ok) redirect(done("name", "profile"));
}

const changeEmail = defineAction(
  z.strictObject({ ...formField, email: emailSchema, password: passwordField }, MALFORMED),
  async (input) => {
    await requestEmailChange(await findActor(), { email: input.email, password: input.password }, new Date());
  },
);

export async function changeEmailAction(form: FormData): Promise<void> {
  if ((await changeEmail(form)).ok) redirect(done("email", "profile"));
}

const confirmEmail = defineAction(z.strictObject({ token: idSchema }, MALFORMED), async ({ token }) => {
  await confirmEmailChange(await findActor(), token, new Date());
});

export async function confirmEmailAction(form: FormData): Promise<void> {
  if ((await confirmEmail(form)).ok) redirect(done("email-confirmed", "profile"));
}

const setPassword = defineAction(
  z.strictObject({ ...formField, password: passwordField, newPassword: newPasswordSchema }, MALFORMED),
  async ({ password, newPassword }) => {
    const actor = await findActor();
    await changePassword(actor, { password, newPassword }, new Date());
    await rotateSession();
    if (actor?.kind === "account") await rememberDevice(actor.email);
  },
);

export async function changePasswordAction(form: FormData): Promise<void> {
  if ((await setPassword(form)).ok) redirect(done("password", "password"));
}

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

const nameKey = defineAction(
  z.strictObject({ ...formField, passkeyId: idSchema, name: personNameSchema }, MALFORMED),
  async ({ passkeyId, name }) => {
    await renamePasskey(await findActor(), passkeyId, name);
  },
);

export async function renamePasskeyAction(form: FormData): Promise<void> {
  if ((await nameKey(form)).ok) redirect(done("passkey-renamed", "passkeys"));
}

const remove = defineAction(z.strictObject({ ...formField, passkeyId: idSchema }, MALFORMED), async ({ passkeyId }) => {
  await removePasskey(await findActor(), passkeyId, new Date());
});

export async function removePasskeyAction(form: FormData): Promise<void> {
  if ((await remove(form)).ok) redirect(done("passkey-removed", "passkeys"));
}

const begin = defineAction(z.strictObject({ ...formField, password: passwordField }, MALFORMED), async ({ password }) => {
  await beginAuthenticator(await findActor(), password, await headers(), new Date());
});

export async function beginAuthenticatorAction(form: FormData): Promise<void> {
  if ((await begin(form)).ok) redirect("/settings/authenticator");
}

const confirmApp = defineAction(
  z.strictObject(
    { code: z.string("Enter the code that the app shows.").min(1, "Enter the code that the app shows.").max(20, "A code has six digits.") },
    MALFORMED,
  ),
  async ({ code }) => {
    await confirmAuthenticator(await findActor(), code, await headers(), new Date());
  },
);

export async function confirmAuthenticatorAction(form: FormData): Promise<void> {
  if ((await confirmApp(form)).ok) redirect(done("authenticator", "authenticator"));
}

const removeApp = defineAction(z.strictObject({ ...formField, password: passwordField }, MALFORMED), async ({ password }) => {
  await removeAuthenticator(await findActor(), password, new Date());
});

export async function removeAuthenticatorAction(form: FormData): Promise<void> {
  if ((await removeApp(form)).ok) redirect(done("authenticator-removed", "authenticator"));
}

const end = defineAction(z.strictObject({ ...formField, sessionId: idSchema }, MALFORMED), async ({ sessionId }) => {
  await endSession(await findActor(), sessionId, new Date());
});

export async function endSessionAction(form: FormData): Promise<void> {
  if ((await end(form)).ok) redirect(done("session", "sessions"));
}

const endOthers = defineAction(z.strictObject({ ...formField }, MALFORMED), async () => {
  await endOtherSessions(await findActor(), new Date());
});

export async function endOtherSessionsAction(form: FormData): Promise<void> {
  if ((await endOthers(form)).ok) redirect(done("sessions", "sessions"));
}

const deleteEverything = defineAction(
  z.strictObject({ ...formField, password: passwordField, word: z.string(MALFORMED).max(100, MALFORMED).optional() }, MALFORMED),
  async ({ password, word }) => {
    await deleteAccount(await findActor(), { password, word }, new Date());
    const jar = await cookies();
    for (const { name } of jar.getAll()) if (name.includes("cairn.")) jar.delete(name);
  },
);

export async function deleteAccountAction(form: FormData): Promise<void> {
  if ((await deleteEverything(form)).ok) redirect("/settings/deleted");
}
