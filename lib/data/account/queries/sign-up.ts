/** Whether a link that confirms an address still works. */

import type { Actor } from "@/lib/access/actor";
import { requireAllowed } from "@/lib/access/require-allowed";
import { browserKey, findPending, maySignUp } from "@/lib/data/account/internal/sign-up";

export type Confirmation = {
  /** Whether this is another browser than the one that signed up: then the password is needed as well. */
  asksPassword: boolean;
};

/** Returns what the link's page asks for, or null where the link is dead. Checking does not use it up. */
export async function findConfirmation(
  actor: Actor | null,
  token: string,
  browserSecret: string | null,
  now: Date,
): Promise<Confirmation | null> {
  requireAllowed(actor, "account.signUp");
  const found = await findPending(token, now);
  return found && { asksPassword: browserSecret === null || found.id !== browserKey(browserSecret) };
}

/** Whether whoever holds this invitation (or none) may create an account. */
export async function canSignUp(actor: Actor | null, invitation: string | null, now: Date): Promise<boolean> {
  requireAllowed(actor, "account.signUp");
  return maySignUp(invitation, now);
}
