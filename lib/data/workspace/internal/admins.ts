/** What only admins may do, and the rule that one admin stays. */
import type { Account, Actor } from "@/lib/access/actor";
import type { AccessAction } from "@/lib/access/rules";
import { requireAccountFor } from "@/lib/data/account/internal/require-account";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import { lockAdmins } from "@/lib/db/locks";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";

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
  const account = requireAccountFor(actor, action);
  return getDatabase().$transaction(async (transaction) => {
    await lockAdmins(transaction);
    const still = await transaction.user.count({ where: { id: account.userId, isAdmin: true, disabledAt: null } });
    if (still === 0) throw notFoundError();
    return change(transaction, account);
  });
}
