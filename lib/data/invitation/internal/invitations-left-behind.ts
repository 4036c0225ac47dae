/** Invitations of somebody who may not invite any more: the ways back in that they made themselves end with their role. */

import type { Account } from "@/lib/access/actor";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";

/**
 * For whoever takes a role from a person, in the same transaction and after it. Revokes the links that they were shown, and
 * invitations to coach; a member who was invited by mail alone holds a link that nobody else has seen, and keeps it.
 */
export async function revokeInvitationsLeftBehind(
  transaction: DatabaseTransaction,
  actor: Pick<Account, "auditRef">,
  userId: string,
  now: Date,
): Promise<void> {
  const person = await transaction.user.findUnique({ where: { id: userId }, select: { isAdmin: true, disabledAt: true, auditRef: true } });
  if (!person || (person.isAdmin && !person.disabledAt)) return;
  const elsewhere = { OR: [{ teamId: null }, { team: { memberships: { none: { userId, role: "coach" as const } } } }] };
  const { count } = await transaction.invitation.updateMany({
    where: {
      invitedById: userId,
      revokedAt: null,
      declinedAt: null,
      expiresAt: { gt: now },
      uses: { lt: getDatabase().invitation.fields.maxUses },
      OR: [{ email: null }, { role: "coach" }],
      ...(person.disabledAt ? {} : { AND: elsewhere }),
    },
    data: { revokedAt: now },
  });
  if (count === 0) return;
  await recordAudit(transaction, { actor, action: "invitation.revoked", subjectRef: person.auditRef, detail: { count } }, now);
}
