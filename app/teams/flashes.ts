/** The flashes of inviting. */

import type { InvitationListRow } from "@/lib/domain/invitation/invitation-list";
import type { TeamRole } from "@/lib/domain/team/team-role";

export type LinkFlash = { kind: "link"; url: string; expiresAt: string; role: TeamRole; uses: number };

export type PreviewFlash = {
  kind: "preview";
  rows: InvitationListRow[];
  ignoredColumns: string[];
  /** The people to invite, as the next form sends them back. */
  carried: string;
};
