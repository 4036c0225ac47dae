/** The actor: a guest, or a person with an account. Disabled users have no session, so they are never an actor. */

import type { TeamRole } from "@/lib/domain/team/team-role";

export type Guest = {
  userId: string;
  kind: "guest";
  /** When a guest's work is deleted unless they come back before. It moves on as they work. */
  keptUntil: Date;
};

export type Account = {
  userId: string;
  kind: "account";
  name: string;
  email: string;
  isAdmin: boolean;
  /** The person's name in the audit. */
  auditRef: string;
  sessionId: string;
  teams: readonly { teamId: string; role: TeamRole }[];
};

export type Actor = Guest | Account;
