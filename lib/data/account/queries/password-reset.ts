/** Whether a link that resets a password still works. */

import type { Actor } from "@/lib/access/actor";
import { requireAllowed } from "@/lib/access/require-allowed";
import { getAuth } from "@/lib/auth/auth";

/** Whether the link still works. Checking does not use it up. */
export async function isResetLinkAlive(actor: Actor | null, token: string, now: Date): Promise<boolean> {
  requireAllowed(actor, "account.resetPassword");
  const { internalAdapter } = await getAuth().$context;
  const found = await internalAdapter.findVerificationValue(`reset-password:${token}`);
  return found !== null && found !== undefined && found.expiresAt > now;
}
