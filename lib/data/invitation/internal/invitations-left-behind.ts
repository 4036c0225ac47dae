/** Invitations of a person who may no longer invite: links by which they could come back end with their role. */

import type { Account } from "@/lib/access/actor";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";

/**
 * To be called after a role was removed, in the same transaction. Revokes links that were shown to the person, and invitations to
 * coach; a link that was only mailed to a new member was seen by nobody else, and stays.
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
