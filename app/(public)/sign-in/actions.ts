"use server";

/** Signs a person in, with each method, and signs them out. */
import { headers } from "next/headers";
import { z } from "zod";
import { defineAction, defineFormAction } from "@/lib/actions/define-action";
import { MALFORMED, nextSchema, tokenSchema } from "@/lib/actions/fields";
import { rememberDevice } from "@/lib/auth/device-cookie";
import {
  type SignedIn,
  sendSignInLink,
  signInWithLink,
  signInWithPasskey,
  signInWithPassword,
  signOut,
  startPasskeySignIn,
  verifySecondFactor,
} from "@/lib/data/account/mutations/sign-in";
import { emailSchema, passwordSchema } from "@/lib/domain/account/account-fields";
import { HOME } from "./home";

/** Anybody may sign in, and each time the answer is a new session. */
const SIGNING_IN = { isForAnybody: true, isRepeatable: true };

function withNext(path: string, next: string | null): string {
  return next === null ? path : `${path}?next=${encodeURIComponent(next)}`;
}

/** Redirects to the page they came from, or to the code of their authenticator app. */
async function continueFrom({ email, needsCode }: SignedIn, next: string | null): Promise<string> {
  if (needsCode) return withNext("/sign-in/code", next);
  if (email !== "") await rememberDevice(email);
  return next ?? HOME;
}

export const signInAction = defineFormAction(
  z.strictObject({ email: emailSchema, password: passwordSchema, next: nextSchema }, MALFORMED),
  async ({ email, password, next }, { actor }) => continueFrom(await signInWithPassword(actor, email, password, await headers()), next),
  SIGNING_IN,
);

export const sendSignInLinkAction = defineFormAction(
  z.strictObject({ email: emailSchema, next: nextSchema }, MALFORMED),
  async ({ email, next }, { actor }) => {
    await sendSignInLink(actor, email, next, await headers());
    return "/sign-in?sent=link";
  },
  { isForAnybody: true },
);

export const followSignInLinkAction = defineFormAction(
  z.strictObject({ token: tokenSchema, next: nextSchema }, MALFORMED),
  async ({ token, next }, { actor }) => continueFrom(await signInWithLink(actor, token, await headers()), next),
  SIGNING_IN,
);

const codeSchema = z
  .string("Enter the code.")
  .overwrite((text) => text.trim())
  .min(1, "Enter the code.")
  .max(40, "That is longer than a code is. Please check it.");

export const giveCodeAction = defineFormAction(
  z.strictObject({ kind: z.enum(["app", "backup"], MALFORMED), code: codeSchema, next: nextSchema }, MALFORMED),
  async ({ kind, code, next }, { actor }) =>
    continueFrom(await verifySecondFactor(actor, kind, kind === "app" ? code.replace(/\s/g, "") : code, await headers()), next),
  SIGNING_IN,
);

export const startPasskeyAction = defineAction(z.strictObject({}, MALFORMED), async (_, { actor }) =>
  startPasskeySignIn(actor, await headers()),
);

const base64Schema = z
  .string(MALFORMED)
  .max(10_000, MALFORMED)
  .regex(/^[\w-]*$/, MALFORMED);

/** WebAuthn, AuthenticationResponseJSON. */
const passkeyResponseSchema = z.object(
  {
    id: base64Schema,
    rawId: base64Schema,
    type: z.literal("public-key", MALFORMED),
    response: z.object(
      {
        clientDataJSON: base64Schema,
        authenticatorData: base64Schema,
        signature: base64Schema,
        userHandle: base64Schema.optional().transform((value) => value ?? ""),
      },
      MALFORMED,
    ),
    clientExtensionResults: z.object({}, MALFORMED),
  },
  MALFORMED,
);

export const signInWithPasskeyAction = defineAction(
  z.strictObject({ response: passkeyResponseSchema, next: nextSchema }, MALFORMED),
  async ({ response, next }, { actor }) => continueFrom(await signInWithPasskey(actor, response, await headers()), next),
);

/** Whoever is signed in here: it is what the person who presses it wants, also in another's session. */
export const signOutAction = defineFormAction(
  z.strictObject({}, MALFORMED),
  async (_, { actor, now }) => {
    await signOut(actor, await headers(), now);
    return "/";
  },
  { isForAnybody: true, isRepeatable: true },
);
