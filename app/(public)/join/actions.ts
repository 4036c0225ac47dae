"use server";

/** Accepts or declines an invitation. */
import { z } from "zod";
import { teamPath } from "@/app/teams/paths";
import { defineAction, defineFormAction } from "@/lib/actions/define-action";
import { MALFORMED } from "@/lib/actions/fields";
import { flash } from "@/lib/actions/flash";
import { rotateSession } from "@/lib/auth/sessions";
import { acceptInvitation, declineInvitation } from "@/lib/data/invitation/mutations";

const withToken = z.strictObject({ token: z.string(MALFORMED).min(1, MALFORMED).max(200, MALFORMED) }, MALFORMED);

export const acceptInvitationAction = defineFormAction(withToken, async ({ token }, { actor, now }) => {
  const { teamId } = await acceptInvitation(actor, token, now);
  await rotateSession();
  return `${teamPath(teamId)}?joined=yes`;
});

const decline = defineAction(withToken, async ({ token }, { actor, now }) => declineInvitation(actor, token, now));

export async function declineInvitationAction(form: FormData): Promise<void> {
  const answer = await decline(form);
  if (answer.ok) flash({ kind: "declined" });
}
