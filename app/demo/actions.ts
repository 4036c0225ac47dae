"use server";

/** Signs in with one click in the demo. Elsewhere it is not found. */
import { headers } from "next/headers";
import { z } from "zod";
import { defineFormAction } from "@/lib/actions/define-form-action";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
import { findActor } from "@/lib/auth/actor";
import { signInToDemo } from "@/lib/data/workspace/mutations";

export const signInToDemoAction = defineFormAction(z.strictObject({ person: idSchema }, MALFORMED), async ({ person }) => {
  await signInToDemo(await findActor(), person, new Headers(await headers()));
  return "/growth";
});
