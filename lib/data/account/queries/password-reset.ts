/** Whether a link that resets a password still works. */
import { getAuth } from "@/lib/auth/auth";

/** Whether the link still works. Checking does not use it up. */
export async function isResetLinkAlive(token: string, now: Date): Promise<boolean> {
  const { internalAdapter } = await getAuth().$context;
  const found = await internalAdapter.findVerificationValue(`reset-password:${token}`);
  return found !== null && found !== undefined && found.expiresAt > now;
}
