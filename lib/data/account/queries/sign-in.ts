/** Which sign-in methods are offered, and whether a mailed link still works. */

import { createHash } from "node:crypto";
import type { Actor } from "@/lib/access/actor";
import { requireAllowed } from "@/lib/access/require-allowed";
import { getAuth } from "@/lib/auth/auth";
import { getEnvironment, isMailConfigured } from "@/lib/platform/environment";

export type SignInMethods = { mailLink: boolean; singleSignOn: boolean; openSignUp: boolean };

/** The methods that the sign-in page offers. */
export function getSignInMethods(actor: Actor | null): SignInMethods {
  requireAllowed(actor, "account.signIn");
  const { OIDC_ISSUER, SIGN_UP } = getEnvironment();
  return { mailLink: isMailConfigured(), singleSignOn: OIDC_ISSUER !== undefined, openSignUp: SIGN_UP === "open" };
}

/** Whether the link still works. Checking does not use it up. */
export async function isSignInLinkAlive(actor: Actor | null, token: string): Promise<boolean> {
  requireAllowed(actor, "account.signIn");
  const { internalAdapter } = await getAuth().$context;
  const found = await internalAdapter.findVerificationValue(`magic-link:${createHash("sha256").update(token).digest("base64url")}`);
  return found !== null && found !== undefined && found.expiresAt > new Date();
}
