"use server";

/** Actions for creating an account. */
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { MALFORMED, nextSchema, tokenSchema } from "@/lib/actions/fields";
import { findSignUpSecret, forgetSignUp, rememberSignUp } from "@/lib/auth/sign-up-cookie";
import { confirmAddress, resendConfirmation, signUp } from "@/lib/data/account/mutations/sign-up";
import { emailSchema, newPasswordSchema, passwordSchema, personNameSchema } from "@/lib/domain/account/account-fields";

const create = defineAction(
  z.strictObject(
    {
      name: personNameSchema,
      email: emailSchema,
      password: newPasswordSchema,
      invitation: tokenSchema.optional().transform((token) => token ?? null),
      next: nextSchema,
    },
    MALFORMED,
  ),
  async (input) => rememberSignUp((await signUp(input, new Date())).browserSecret),
);

export async function signUpAction(form: FormData): Promise<void> {
  const answer = await create(form);
  if (answer.ok) redirect("/sign-up/sent");
}

const resend = defineAction(z.strictObject({}, MALFORMED), async () => resendConfirmation(await findSignUpSecret(), new Date()));

export async function resendConfirmationAction(form: FormData): Promise<void> {
  const answer = await resend(form);
  if (answer.ok) redirect("/sign-up/sent?again=yes");
}

const confirm = defineAction(
  z.strictObject({ token: tokenSchema, password: passwordSchema.optional() }, MALFORMED),
  async ({ token, password }) => {
    const browserSecret = await findSignUpSecret();
    const { next } = await confirmAddress({ token, browserSecret, password: password ?? null }, await headers(), new Date());
    if (browserSecret !== null) await forgetSignUp();
    return next ?? "/growth";
  },
);

export async function confirmAddressAction(form: FormData): Promise<void> {
  const answer = await confirm(form);
  if (answer.ok) redirect(answer.data);
}
