"use server";

/** Accepts or declines an invitation. */
import { z } from "zod";
import { teamPath } from "@/app/teams/paths";
import { defineFormAction } from "@/lib/actions/define-action";
import { MALFORMED } from "@/lib/actions/fields";
import { rotateSession } from "@/lib/auth/sessions";
import { acceptInvitation, declineInvitation } from "@/lib/data/invitation/mutations";

const withToken = z.strictObject({ token: z.string(MALFORMED).min(1, MALFORMED).max(200, MALFORMED) }, MALFORMED);

export const acceptInvitationAction = defineFormAction(withToken, async ({ token }, { actor, now }) => {
  const { teamId } = await acceptInvitation(actor, token, now);
  await rotateSession();
  return `${teamPath(teamId)}?joined=yes`;
});

export const declineInvitationAction = defineFormAction(withToken, async ({ token }, { actor, now }) => {
  await declineInvitation(actor, token, now);
  return { kind: "declined" };
});
