"use server";

/** Creates the first admin, once. */
import { headers } from "next/headers";
import { z } from "zod";
import { defineFormAction } from "@/lib/actions/define-action";
import { MALFORMED } from "@/lib/actions/fields";
import { rememberDevice } from "@/lib/auth/device-cookie";
import { completeSetup } from "@/lib/data/workspace/mutations/people";
import { emailSchema, newPasswordSchema, personNameSchema } from "@/lib/domain/account/account-fields";

export const completeSetupAction = defineFormAction(
  z.strictObject(
    {
      token: z
        .string("Enter the token that the server printed.")
        .overwrite((text) => text.trim())
        .min(1, "Enter the token that the server printed.")
        .max(200, "That is longer than the token is. Please check it."),
      name: personNameSchema,
      email: emailSchema,
      password: newPasswordSchema,
    },
    MALFORMED,
  ),
  async (input, { actor, now }) => {
    await rememberDevice((await completeSetup(actor, input, await headers(), now)).email);
    return "/admin/people";
  },
  { isForAnybody: true },
);
