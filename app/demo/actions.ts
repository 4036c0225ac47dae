"use server";

/** Signs in with one click in the demo. Elsewhere it is not found. */
import { headers } from "next/headers";
import { z } from "zod";
import { HOME } from "@/app/(public)/sign-in/home";
import { defineFormAction } from "@/lib/actions/define-action";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
import { signInToDemo } from "@/lib/data/workspace/mutations/people";

export const signInToDemoAction = defineFormAction(
  z.strictObject({ person: idSchema }, MALFORMED),
  async ({ person }, { actor }) => {
    await signInToDemo(actor, person, new Headers(await headers()));
    return HOME;
  },
  { isForAnybody: true, isRepeatable: true },
);
