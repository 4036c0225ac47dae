"use server";

/** Creates the first admin, once. */
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { MALFORMED } from "@/lib/actions/fields";
import { rememberDevice } from "@/lib/auth/device-cookie";
import { completeSetup } from "@/lib/data/workspace/mutations";
import { emailSchema, newPasswordSchema, personNameSchema } from "@/lib/domain/account/account-fields";

const setUp = defineAction(
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
  async (input) => rememberDevice((await completeSetup(input, await headers(), new Date())).email),
);

export async function completeSetupAction(form: FormData): Promise<void> {
  const answer = await setUp(form);
  if (answer.ok) redirect("/admin/people");
}
