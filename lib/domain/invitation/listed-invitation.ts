/** A team's invitation, as its coaches see it in a list. */
import type { TeamRole } from "@/lib/domain/team/team-role";
import type { InvitationState } from "./invitation";

export type ListedInvitation = {
  invitationId: string;
  role: TeamRole;
  /** Null for a link that is handed on. */
  email: string | null;
  invitedBy: string | null;
  sentAt: Date | null;
  expiresAt: Date;
  uses: number;
  maxUses: number;
  state: InvitationState;
};
