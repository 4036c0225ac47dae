/** Who is asking: a guest, or a person with an account. Somebody disabled is nobody: their session is dead. */

import type { TeamRole } from "@/lib/domain/team/team-role";

export type Guest = {
  userId: string;
  kind: "guest";
  /** When a guest's work is deleted unless they come back before; pushed on as they work. */
  keptUntil: Date;
};

export type Account = {
  userId: string;
  kind: "account";
  name: string;
  email: string;
  isAdmin: boolean;
  /** Stands for the person in the audit. */
  auditRef: string;
  sessionId: string;
  teams: readonly { teamId: string; role: TeamRole }[];
};

export type Actor = Guest | Account;
