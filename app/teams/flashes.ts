/** What inviting makes for the page to show once. */

import type { InvitationListRow } from "@/lib/domain/invitation/invitation-list";
import type { TeamRole } from "@/lib/domain/team/team-role";

export type LinkFlash = { kind: "link"; url: string; expiresAt: Date; role: TeamRole; uses: number };

export type PreviewFlash = {
  kind: "preview";
  rows: InvitationListRow[];
  ignoredColumns: string[];
  /** Who would be invited, as the next form brings it back. */
  carried: string;
};
