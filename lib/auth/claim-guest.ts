/** A guest's work becomes an account's: all of it at once, or nothing. */
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import { isDuplicate } from "@/lib/platform/database-errors";

/** How many times an assessment may be started at the same moment before this gives up. */
const ATTEMPTS = 3;

/**
 * Locks the guest for this transaction: no other request can claim them or start an assessment as them until it ends. The address
 * is changed because PostgreSQL locks a row against new references only where one of its keys changes.
 */
async function lockGuest(transaction: DatabaseTransaction, guestId: string): Promise<boolean> {
  const { count } = await transaction.user.updateMany({
    where: { id: guestId, isAnonymous: true },
    data: { email: `claimed-${guestId}@cairn.invalid` },
  });
  return count === 1;
}

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
  for (let attempt = 1; ; attempt += 1) {
    try {
      await getDatabase().$transaction((transaction) => moveWork(transaction, guestId, accountId));
      return;
    } catch (error) {
      // The account started an assessment between the read and the move: the next attempt sees it.
      if (!isDuplicate(error) || attempt === ATTEMPTS) throw error;
    }
  }
}
