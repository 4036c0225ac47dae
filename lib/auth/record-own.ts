/** Records in the audit what Better Auth let a person do with their own account. */
import { randomUUID } from "node:crypto";
import { getDatabase } from "@/lib/db/client";
import { type AuditAction, auditRow } from "@/lib/domain/workspace/audit";

export async function recordOwn(userId: string, action: AuditAction, how: string): Promise<void> {
  const person = await getDatabase().user.findUnique({ where: { id: userId }, select: { auditRef: true } });
  const actorRef = person?.auditRef ?? null;
  const data = auditRow(randomUUID(), new Date(), action, { actorRef, subjectRef: actorRef, detail: { with: how } });
  await getDatabase().auditEntry.create({ data });
}
