/** A guest's work becomes an account's: all of it at once, or nothing. */
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import { lockGuest, retryOnConflict } from "@/lib/db/locks";

/** How many times an assessment may be started at the same moment before this gives up. */
const ATTEMPTS = 3;

async function moveWork(transaction: DatabaseTransaction, guestId: string, accountId: string): Promise<void> {
  if (!(await lockGuest(transaction, guestId))) return;
  // Only one assessment is in progress at a time. Where the account has one, the guest's is set aside, to be continued or
  // discarded.
  const taken = await transaction.assessment.findUnique({ where: { openFor: accountId }, select: { id: true } });
  await transaction.assessment.updateMany({ where: { openFor: guestId }, data: { openFor: taken ? null : accountId } });
  await transaction.assessment.updateMany({ where: { ownerId: guestId }, data: { ownerId: accountId } });
  // Deleting the guest deletes their sessions, and would delete work that was not moved, so that is checked once more.
  const { count } = await transaction.user.deleteMany({ where: { id: guestId, isAnonymous: true, assessments: { none: {} } } });
  if (count !== 1) throw new Error("A guest's work was not moved whole.");
}

/** In one transaction. A second call finds nothing to move. Does nothing where the id is not a guest's. */
export async function claimGuest(guestId: string, accountId: string): Promise<void> {
  // Where the account began an assessment between the look and the move, the next look sees it.
  await retryOnConflict(() => getDatabase().$transaction((transaction) => moveWork(transaction, guestId, accountId)), ATTEMPTS);
}
