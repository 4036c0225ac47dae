/** The signed-in person that a page is for, or the way to sign in. */
import { redirect } from "next/navigation";
import type { Account } from "@/lib/access/actor";
import { findActor } from "@/lib/auth/actor";

/** Redirects whoever has no account to the sign-in page, which leads back to `path`. */
export async function getAccountOrSignIn(path: string): Promise<Account> {
  const actor = await findActor();
  if (actor?.kind !== "account") redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  return actor;
}
