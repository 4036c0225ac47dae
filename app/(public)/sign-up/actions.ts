"use server";

/** Actions for creating an account. */
import { headers } from "next/headers";
import { z } from "zod";
import { defineFormAction } from "@/lib/actions/define-action";
import { MALFORMED, nextSchema, tokenSchema } from "@/lib/actions/fields";
import { findSignUpSecret, forgetSignUp, rememberSignUp } from "@/lib/auth/sign-up-cookie";
import { confirmAddress, resendConfirmation, signUp } from "@/lib/data/account/mutations/sign-up";
import { emailSchema, newPasswordSchema, passwordSchema, personNameSchema } from "@/lib/domain/account/account-fields";
import { HOME } from "../sign-in/home";

export const signUpAction = defineFormAction(
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
  async (input, { actor, now }) => {
    await rememberSignUp((await signUp(actor, input, now)).browserSecret);
    return "/sign-up/sent";
  },
  { isForAnybody: true },
);

export const resendConfirmationAction = defineFormAction(
  z.strictObject({}, MALFORMED),
  async (_, { actor, now }) => {
    await resendConfirmation(actor, await findSignUpSecret(), now);
    return "/sign-up/sent?again=yes";
  },
  { isForAnybody: true },
);

export const confirmAddressAction = defineFormAction(
  z.strictObject({ token: tokenSchema, password: passwordSchema.optional() }, MALFORMED),
  async ({ token, password }, { actor, now }) => {
    const browserSecret = await findSignUpSecret();
    const { next } = await confirmAddress(actor, { token, browserSecret, password: password ?? null }, await headers(), now);
    if (browserSecret !== null) await forgetSignUp();
    return next ?? HOME;
  },
  { isForAnybody: true },
);
