"use server";

/** Actions of a person who forgot their password. */
import { z } from "zod";
import { defineFormAction } from "@/lib/actions/define-action";
import { MALFORMED, tokenSchema } from "@/lib/actions/fields";
import { requestPasswordReset, resetPassword } from "@/lib/data/account/mutations/password-reset";
import { emailSchema, newPasswordSchema } from "@/lib/domain/account/account-fields";

export const requestPasswordResetAction = defineFormAction(
  z.strictObject({ email: emailSchema }, MALFORMED),
  async ({ email }, { actor }) => {
    await requestPasswordReset(actor, email);
    return "/forgot-password?sent=yes";
  },
  { isForAnybody: true },
);

export const resetPasswordAction = defineFormAction(
  z.strictObject({ token: tokenSchema, password: newPasswordSchema }, MALFORMED),
  async ({ token, password }, { actor }) => {
    await resetPassword(actor, token, password);
    return "/sign-in?changed=password";
  },
  { isForAnybody: true },
);
