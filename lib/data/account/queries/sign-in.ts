/** Which sign-in methods are offered, and whether a mailed link still works. */
import type { Actor } from "@/lib/access/actor";
import { requireAllowed } from "@/lib/access/require-allowed";
import { getAuth } from "@/lib/auth/auth";
import { hashLink, isFollowedBy } from "@/lib/data/account/internal/followed-link";
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
  const found = await internalAdapter.findVerificationValue(`magic-link:${hashLink(token)}`);
  return found !== null && found !== undefined && found.expiresAt > new Date();
}

/** Whether this very person signed in with the link a moment ago. */
export async function hasFollowedSignInLink(actor: Actor | null, token: string): Promise<boolean> {
  requireAllowed(actor, "account.signIn");
  return actor?.kind === "account" && isFollowedBy(actor.userId, token);
}
