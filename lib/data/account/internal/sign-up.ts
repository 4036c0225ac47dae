/** Creating an account: who may, the mail that confirms the address, and the account once it is confirmed. */
import { z } from "zod";
import { isInvited } from "@/lib/data/invitation/internal/invitations";
import { getDatabase } from "@/lib/db/client";
import { illFormedReason } from "@/lib/domain/text/well-formed-text";
import { getEnvironment } from "@/lib/platform/environment";
import { hashToken } from "@/lib/platform/token";

/**
 * What a person chose at sign-up and has not confirmed yet. There is no account before that, so nobody can prepare one for
 * another person.
 */
export const pendingSchema = z.strictObject({
  name: z.string(),
  email: z.string(),
  passwordHash: z.string(),
  invitationHash: z.string().nullable(),
  next: z.string().nullable(),
});

export function linkKey(token: string): string {
  return `sign-up:${hashToken(token)}`;
}

/** A secret identifies the browser that signed up. Its hash is the row's name. */
export function browserKey(secret: string): string {
  return hashToken(`sign-up browser ${secret}`);
}

export async function mayCreateAccount(invitationHash: string | null, now: Date): Promise<boolean> {
  return getEnvironment().SIGN_UP === "open" || (invitationHash !== null && (await isInvited(invitationHash, now)));
}

/** Whether whoever holds this invitation (or none) may create an account. */
export async function maySignUp(invitation: string | null, now: Date): Promise<boolean> {
  return mayCreateAccount(invitation === null ? null : hashToken(invitation), now);
}

export async function findPending(token: string, now: Date) {
  if (illFormedReason(token) !== null) return null;
  const row = await getDatabase().verification.findFirst({ where: { identifier: linkKey(token), expiresAt: { gt: now } } });
  return row && { id: row.id, pending: pendingSchema.parse(JSON.parse(row.value)) };
}

/** Deletes what was never confirmed, with every other secret that has expired. Returns how many. */
export async function deleteExpiredSecrets(now: Date): Promise<number> {
  const { count } = await getDatabase().verification.deleteMany({ where: { expiresAt: { lt: now } } });
  return count;
}
