"use server";

/** Signs a person in, with each method, and signs them out. */
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { MALFORMED, nextSchema, tokenSchema } from "@/lib/actions/fields";
import { findActor } from "@/lib/auth/actor";
import { rememberDevice } from "@/lib/auth/device-cookie";
import {
  type SignedIn,
  sendSignInLink,
  signInWithLink,
  signInWithPasskey,
  signInWithPassword,
  signOut,
  startPasskey,
  verifySecondFactor,
} from "@/lib/data/account/mutations/sign-in";
import { emailSchema, passwordSchema } from "@/lib/domain/account/account-fields";

/** Where a person goes after signing in without a page to return to. */
const HOME = "/growth";

function withNext(path: string, next: string | null): string {
  return next === null ? path : `${path}?next=${encodeURIComponent(next)}`;
}

/** Redirects to the page they came from, or to the code of their authenticator app. */
async function continueFrom({ email, needsCode }: SignedIn, next: string | null): Promise<string> {
  if (needsCode) return withNext("/sign-in/code", next);
  if (email !== "") await rememberDevice(email);
  return next ?? HOME;
}

const signIn = defineAction(
  z.strictObject({ form: z.literal("password"), email: emailSchema, password: passwordSchema, next: nextSchema }, MALFORMED),
  async ({ email, password, next }) => continueFrom(await signInWithPassword(email, password, await headers()), next),
);

export async function signInAction(form: FormData): Promise<void> {
  const answer = await signIn(form);
  if (answer.ok) redirect(answer.data);
}

const sendLink = defineAction(
  z.strictObject({ form: z.literal("link"), email: emailSchema, next: nextSchema }, MALFORMED),
  async ({ email, next }) => sendSignInLink(email, next, await headers()),
);

export async function sendSignInLinkAction(form: FormData): Promise<void> {
  const answer = await sendLink(form);
  if (answer.ok) redirect("/sign-in?sent=link");
}

const followLink = defineAction(z.strictObject({ token: tokenSchema, next: nextSchema }, MALFORMED), async ({ token, next }) =>
  continueFrom(await signInWithLink(token, await headers()), next),
);

export async function followSignInLinkAction(form: FormData): Promise<void> {
  const answer = await followLink(form);
  if (answer.ok) redirect(answer.data);
}

const codeSchema = z
  .string("Enter the code.")
  .overwrite((text) => text.trim())
  .min(1, "Enter the code.")
  .max(40, "That is longer than a code is. Please check it.");

const enterCode = defineAction(
  z.strictObject({ kind: z.enum(["app", "backup"], MALFORMED), code: codeSchema, next: nextSchema }, MALFORMED),
  async ({ kind, code, next }) =>
    continueFrom(await verifySecondFactor(kind, kind === "app" ? code.replace(/\s/g, "") : code, await headers()), next),
);

export async function giveCodeAction(form: FormData): Promise<void> {
  const answer = await enterCode(form);
  if (answer.ok) redirect(answer.data);
}

export const startPasskeyAction = defineAction(z.strictObject({}, MALFORMED), async () => startPasskey(await headers()));

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
  async ({ response, next }) => continueFrom(await signInWithPasskey(response, await headers()), next),
);

const leave = defineAction(z.strictObject({}, MALFORMED), async () => signOut(await findActor(), await headers(), new Date()));

export async function signOutAction(form: FormData): Promise<void> {
  const answer = await leave(form);
  if (answer.ok) redirect("/");
}
