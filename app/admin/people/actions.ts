"use server";

/** Actions of admins on accounts and invitations. */
import { after } from "next/server";
import { z } from "zod";
import { defineFormAction } from "@/lib/actions/define-action";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
import { inviteByEmail } from "@/lib/data/invitation/mutations";
import { disablePerson, enablePerson, makeAdmin, removeAdmin } from "@/lib/data/workspace/mutations/people";

const CHANGES = { makeAdmin, removeAdmin, disable: disablePerson, enable: enablePerson };

export const changePersonAction = defineFormAction(
  z.strictObject({ userId: idSchema, change: z.enum(["makeAdmin", "removeAdmin", "disable", "enable"], MALFORMED) }, MALFORMED),
  async ({ userId, change: name }, { actor, now }) => {
    await CHANGES[name](actor, userId, now);
    return `/admin/people/${encodeURIComponent(userId)}?done=${name}`;
  },
);

export const inviteToWorkspaceAction = defineFormAction(
  z.strictObject({ email: z.string(MALFORMED).max(400, MALFORMED) }, MALFORMED),
  async ({ email }, { actor, now }) => {
    const { delivery } = await inviteByEmail(actor, null, { email, role: "member" }, now);
    // The mail may take a while, and the page does not wait for it.
    after(() => delivery);
    return "/admin/people?done=invited";
  },
);
