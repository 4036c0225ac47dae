/** The password of a person who has one: some sign in another way. */
import type { Actor } from "@/lib/access/actor";
import { verifyPassword } from "@/lib/auth/password";
import { getDatabase } from "@/lib/db/client";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { limitAttempts } from "./rate-limits";

export async function hasPassword(userId: string): Promise<boolean> {
  return (await getDatabase().account.count({ where: { userId, password: { not: null } } })) > 0;
}

/** @throws ExpectedError Invalid or TooMany */
export async function requirePassword(actor: Actor, password: string | undefined): Promise<void> {
  const attempt = await limitAttempts("sign-in", actor.kind === "account" ? { account: actor.email } : {});
  const where = { userId: actor.userId, password: { not: null } };
  for (const { password: hash } of await getDatabase().account.findMany({ where, select: { password: true } })) {
    if (hash && (await verifyPassword({ hash, password: password ?? "" }))) return attempt.succeed();
  }
  throw new ExpectedError("Invalid", "That is not your password.", { password: "That is not your password. Please try again." });
}
