"use server";

/** Actions of admins on accounts and invitations. */
import { redirect } from "next/navigation";
import { after } from "next/server";
import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
import { findActor } from "@/lib/auth/actor";
import { inviteByEmail } from "@/lib/data/invitation/mutations";
import { disablePerson, enablePerson, makeAdmin, removeAdmin } from "@/lib/data/workspace/mutations";

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

const invite = defineAction(z.strictObject({ email: z.string(MALFORMED).max(400, MALFORMED) }, MALFORMED), async ({ email }) => {
  const { delivery } = await inviteByEmail(await findActor(), null, { email, role: "member" }, new Date());
  // The mail may take a while, and the page does not wait for it.
  after(() => delivery);
});

export async function inviteToWorkspaceAction(form: FormData): Promise<void> {
  const answer = await invite(form);
  if (answer.ok) redirect("/admin/people?done=invited");
}
