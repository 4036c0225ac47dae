/** The audit: who did what to whom and when. Entries are only ever added. */

import { randomUUID } from "node:crypto";
import type { Account } from "@/lib/access/actor";
import type { DatabaseTransaction } from "@/lib/db/client";
import { type AuditAction, type AuditDetail, auditRow } from "@/lib/domain/workspace/audit";

type AuditFact = {
  /** Null where nobody was signed in, and for the server itself. */
  actor: Pick<Account, "auditRef"> | null;
  action: AuditAction;
  /** The auditRef of the person affected. */
  subjectRef?: string | null;
  teamId?: string | null;
  detail?: AuditDetail;
};

/** Called in the transaction of the change itself, if it has one, so that neither is stored without the other. */
export async function recordAudit(transaction: DatabaseTransaction, { actor, action, ...facts }: AuditFact, now: Date): Promise<void> {
  await transaction.auditEntry.create({ data: auditRow(randomUUID(), now, action, { actorRef: actor?.auditRef ?? null, ...facts }) });
}

/** What people do with what is their own. */
export async function recordOwn(
  transaction: DatabaseTransaction,
  actor: Pick<Account, "auditRef">,
  action: AuditAction,
  now: Date,
  facts: Pick<AuditFact, "teamId" | "detail"> = {},
): Promise<void> {
  await recordAudit(transaction, { actor, action, subjectRef: actor.auditRef, ...facts }, now);
}
