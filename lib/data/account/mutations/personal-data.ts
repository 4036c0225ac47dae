/** Deleting one's own account. */
import type { Actor } from "@/lib/access/actor";
import { requirePassword } from "@/lib/data/account/internal/passwords";
import { listSecretsOf, requireSomebody } from "@/lib/data/account/internal/personal-data";
import { findDeletionProof } from "@/lib/data/account/queries/personal-data";
import { deleteOrganizationCohortsOf } from "@/lib/data/cohort/internal/organization-cohorts";
import { requireAnotherAdmin } from "@/lib/data/workspace/internal/admins";
import { recordOwn } from "@/lib/data/workspace/internal/audit";
import { getDatabase } from "@/lib/db/client";
import { lockAdmins } from "@/lib/db/locks";
import { DELETION_WORD } from "@/lib/domain/account/deletion-word";
import { ExpectedError } from "@/lib/domain/request/expected-error";

async function requireProof(actor: Actor, { password, word }: DeletionConfirmation): Promise<void> {
  if ((await findDeletionProof(actor)) === "word") {
    if (word?.trim().toLowerCase() === DELETION_WORD) return;
    const message = `Type the word “${DELETION_WORD}” to confirm.`;
    throw new ExpectedError("Invalid", message, { word: message });
  }
  await requirePassword(actor, password);
}

export type DeletionConfirmation = { password?: string | undefined; word?: string | undefined };

/**
 * Deletes the person and all their data, in one transaction. Cohorts that count them are no longer shown, since a share is gone;
 * invitations that they made no longer work.
 * @throws ExpectedError Unauthenticated, Invalid without the proof, TooMany, or Conflict for the last admin
 */
export async function deleteAccount(actor: Actor | null, confirmation: DeletionConfirmation, now: Date): Promise<void> {
  const somebody = requireSomebody(actor);
  await requireProof(somebody, confirmation);
  const { userId } = somebody;
  await getDatabase().$transaction(async (transaction) => {
    await lockAdmins(transaction);
    const person = await transaction.user.findUnique({ where: { id: userId }, select: { email: true, isAdmin: true } });
    if (!person) throw new ExpectedError("Unauthenticated", "This account is gone already.");
    if (person.isAdmin) await requireAnotherAdmin(transaction, userId);
    const secrets = await listSecretsOf(transaction, { userId, email: person.email });
    await transaction.verification.deleteMany({ where: { id: { in: secrets.map(({ id }) => id) } } });
    await transaction.invitation.deleteMany({ where: { email: person.email } });
    await transaction.invitation.updateMany({ where: { invitedById: userId, revokedAt: null }, data: { revokedAt: now } });
    await transaction.agreedLevel.deleteMany({ where: { coachId: userId, agreedAt: null } });
    // An agreed level stays in the member's history; the coach's text for it is deleted with the coach.
    await transaction.agreedLevel.updateMany({ where: { coachId: userId, proposedBy: "coach" }, data: { why: "" } });
    if (somebody.kind === "account") {
      await recordOwn(transaction, somebody, "account.deleted", now);
    }
    await deleteOrganizationCohortsOf(transaction, userId);
    await transaction.user.delete({ where: { id: userId } });
  });
}
