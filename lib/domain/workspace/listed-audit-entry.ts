/** An entry of the audit, as admins read it. */

/** Somebody; or an account that is no longer there; or null: nobody who was signed in. */
export type AuditPerson = { userId: string; name: string } | "deleted" | null;

export type ListedAuditEntry = {
  id: string;
  at: Date;
  words: string;
  actor: AuditPerson;
  /** Null where it was done to nobody else. */
  subject: AuditPerson;
  /** The name that it had then, where that was written down; else the one that it has. */
  team: { teamId: string; name: string } | null;
  detail: string;
};
