/** The audit's entries: what is recorded, and how it reads. */
import { z } from "zod";

/** Each action with its wording in the audit: "<who> <wording> <whom>". */
export const AUDIT_ACTIONS = {
  "setup.completed": "set up the workspace",
  "account.signedUp": "created an account",
  "account.signedIn": "signed in",
  "account.signedOut": "signed out",
  "account.emailVerified": "confirmed an address",
  "account.emailChanged": "changed the address of an account",
  "account.passwordChanged": "changed a password",
  "account.passkeyAdded": "added a passkey",
  "account.passkeyRemoved": "removed a passkey",
  "account.secondFactorEnabled": "set up an authenticator app",
  "account.secondFactorDisabled": "removed an authenticator app",
  "account.sessionEnded": "ended a session",
  "account.exported": "exported their data",
  "account.deleted": "deleted their account",
  "person.invited": "invited somebody to the workspace",
  "person.madeAdmin": "made an admin of",
  "person.adminRemoved": "took the admin role from",
  "person.disabled": "disabled",
  "person.enabled": "enabled",
  "team.created": "created a team",
  "team.renamed": "renamed a team",
  "team.deleted": "deleted a team",
  "team.joined": "joined a team",
  "team.left": "left a team",
  "team.memberRemoved": "removed from a team",
  "team.roleChanged": "changed the role in a team of",
  "invitation.created": "made an invitation",
  "invitation.resent": "sent an invitation again",
  "invitation.revoked": "revoked an invitation",
  "invitation.declined": "declined an invitation",
  "sharing.shared": "shared an assessment",
  "sharing.withdrawn": "stopped sharing an assessment",
  "sharing.exported": "exported what a team shares",
  "round.opened": "opened a round",
  "round.moved": "moved the due day of a round",
  "round.closed": "closed a round",
  "round.reopened": "opened a round again",
  "review.released": "released a review to",
  "agreedLevel.recorded": "agreed on a level with",
  "audit.exported": "exported the audit",
  "competency.published": "published a revision of the model",
  "competency.draftDiscarded": "discarded a draft of the model",
} as const;

export type AuditAction = keyof typeof AUDIT_ACTIONS;

/** Facts only, each bounded: never an address, evidence or a rating. */
export const auditDetailSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

export type AuditDetail = z.infer<typeof auditDetailSchema>;

export type AuditRow = {
  id: string;
  at: Date;
  action: AuditAction;
  actorRef: string | null;
  subjectRef: string | null;
  teamId: string | null;
  detail: AuditDetail;
};

type AuditFacts = { actorRef?: string | null; subjectRef?: string | null; teamId?: string | null; detail?: AuditDetail };

export function auditRow(id: string, at: Date, action: AuditAction, { actorRef, subjectRef, teamId, detail }: AuditFacts): AuditRow {
  return {
    id,
    at,
    action,
    actorRef: actorRef ?? null,
    subjectRef: subjectRef ?? null,
    teamId: teamId ?? null,
    detail: detail ?? {},
  };
}
