"use server";

/** What an admin does to somebody's account. */
import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
import { findActor } from "@/lib/auth/actor";
import { disablePerson, enablePerson, makeAdmin, removeAdmin } from "@/lib/data/people";

const CHANGES = { makeAdmin, removeAdmin, disable: disablePerson, enable: enablePerson };

const change = defineAction(
  z.strictObject({ userId: idSchema, change: z.enum(["makeAdmin", "removeAdmin", "disable", "enable"], MALFORMED) }, MALFORMED),
  async ({ userId, change: name }) => {
    await CHANGES[name](await findActor(), userId, new Date());
    return `/admin/people/${encodeURIComponent(userId)}?done=${name}`;
  },
);

export async function changePersonAction(form: FormData): Promise<void> {
  const answer = await change(form);
  if (answer.ok) redirect(answer.data);
}
