/** What only admins may do, and the rule that one admin stays. */
import type { Account, Actor } from "@/lib/access/actor";
import type { AccessAction } from "@/lib/access/rules";
import { requireAccountFor } from "@/lib/data/account/internal/require-account";
import { type DatabaseTransaction, getDatabase, getEngine } from "@/lib/db/client";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";

/** @throws ExpectedError Unauthenticated, or NotFound: for everybody else these pages do not exist */
export function requireAdmin(actor: Actor | null, action: AccessAction): Account {
  return requireAccountFor(actor, action);
}

/** Any number that no other lock uses. */
const ADMINS_LOCK = 7_240_001;

/**
 * Admins change in one transaction at a time: two admins who demote each other at the same moment would both still see the other.
 * Must be the transaction's first statement, since SQLite takes its write lock only then without conflict.
 */
export async function lockAdmins(transaction: DatabaseTransaction): Promise<void> {
  if (getEngine() === "postgres") await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${ADMINS_LOCK})`;
  else await transaction.$executeRaw`UPDATE "User" SET "isAdmin" = "isAdmin" WHERE "id" = ''`;
}

/** After lockAdmins. @throws ExpectedError Conflict where no other admin who can sign in would be left */
export async function requireAnotherAdmin(transaction: DatabaseTransaction, userId: string): Promise<void> {
  const others = await transaction.user.count({ where: { isAdmin: true, disabledAt: null, isAnonymous: false, id: { not: userId } } });
  if (others === 0) {
    throw new ExpectedError("Conflict", "This is the last admin, and a workspace needs one. Make somebody else an admin first.");
  }
}

/** Runs `change` alone among changes of admins, and only if the actor is still one. */
export async function withAdminLock<Result>(
  actor: Actor | null,
  action: AccessAction,
  change: (transaction: DatabaseTransaction, account: Account) => Promise<Result>,
): Promise<Result> {
  const account = requireAdmin(actor, action);
  return getDatabase().$transaction(async (transaction) => {
    await lockAdmins(transaction);
    const still = await transaction.user.count({ where: { id: account.userId, isAdmin: true, disabledAt: null } });
    if (still === 0) throw notFoundError();
    return change(transaction, account);
  });
}
