/** Returns the signed-in person for a page, or redirects to sign in. */
import { redirect } from "next/navigation";
import type { Account } from "@/lib/access/actor";
import { findActor } from "@/lib/auth/actor";

/** Redirects people without an account to the sign-in page, which returns to `path`. */
export async function getAccountOrSignIn(path: string): Promise<Account> {
  const actor = await findActor();
  if (actor?.kind !== "account") redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  return actor;
}
