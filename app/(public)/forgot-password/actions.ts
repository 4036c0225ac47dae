"use server";

/** Actions of a person who forgot their password. */
import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { MALFORMED, tokenSchema } from "@/lib/actions/fields";
import { requestPasswordReset, resetPassword } from "@/lib/data/account/mutations/password-reset";
import { emailSchema, newPasswordSchema } from "@/lib/domain/account/account-fields";

const request = defineAction(z.strictObject({ email: emailSchema }, MALFORMED), async ({ email }) => requestPasswordReset(email));

export async function requestPasswordResetAction(form: FormData): Promise<void> {
  const answer = await request(form);
  if (answer.ok) redirect("/forgot-password?sent=yes");
}

const reset = defineAction(z.strictObject({ token: tokenSchema, password: newPasswordSchema }, MALFORMED), async ({ token, password }) =>
  resetPassword(token, password),
);

export async function resetPasswordAction(form: FormData): Promise<void> {
  const answer = await reset(form);
  if (answer.ok) redirect("/sign-in?changed=password");
}
