"use server";

/** Signs in with one click in the demo. Elsewhere it is not found. */
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
import { findActor } from "@/lib/auth/actor";
import { signInToDemo } from "@/lib/data/workspace/mutations";

const signIn = defineAction(z.strictObject({ person: idSchema }, MALFORMED), async ({ person }) => {
  await signInToDemo(await findActor(), person, new Headers(await headers()));
  return person;
});

export async function signInToDemoAction(form: FormData): Promise<void> {
  const answer = await signIn(form);
  if (answer.ok) redirect("/growth");
}
