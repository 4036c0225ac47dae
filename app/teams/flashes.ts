/** What inviting makes for the page to show once. */
import type { TeamRole } from "@/lib/access/actor";
import type { InvitationListRow } from "@/lib/domain/invitation/invitation-list";

export type LinkOutcome = { kind: "link"; url: string; expiresAt: Date; role: TeamRole; uses: number };

export type PreviewOutcome = {
  kind: "preview";
  rows: InvitationListRow[];
  ignoredColumns: string[];
  /** Who would be invited, as the next form brings it back. */
  carried: string;
};
