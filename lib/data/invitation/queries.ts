/** Invitations as the people who manage them, and the people who got one, see them. */
import type { Actor } from "@/lib/access/actor";
import { requireAllowed } from "@/lib/access/require-allowed";
import { limitAttempts } from "@/lib/data/account/internal/rate-limits";
import { requireAccount, requireAccountFor } from "@/lib/data/account/internal/require-account";
import { findByToken, getManagedPlace, getPlace, isForOne } from "@/lib/data/invitation/internal/invitations";
import { getDatabase } from "@/lib/db/client";
import { type InvitationState, invitationState } from "@/lib/domain/invitation/invitation";
import {
  type InvitationListReport,
  isAddressList,
  LIST_MAX_BYTES,
  LIST_MAX_ROWS,
  readAddressList,
  reportInvitations,
  tooLargeList,
} from "@/lib/domain/invitation/invitation-list";

import type { TeamRole } from "@/lib/domain/team/team-role";
import { parseCsv } from "@/lib/platform/csv";

/** What inviting the people of a pasted or uploaded text would do; nothing is written. @throws ExpectedError */
export async function previewInvitations(
  actor: Actor | null,
  teamId: string | null,
  { text, role }: { text: string; role: TeamRole },
  now: Date,
): Promise<InvitationListReport> {
  const account = requireAccount(actor);
  const database = getDatabase();
  const place = await getManagedPlace(database, account, teamId);
  if (Buffer.byteLength(text) > LIST_MAX_BYTES) return { ok: false, error: tooLargeList() };
  const { members, invited } = await getPlace(database, place.teamId, now);
  const context = { fallbackRole: role, members, invited: new Set(invited.keys()) };
  if (isAddressList(text)) return reportInvitations(readAddressList(text), context);
  const { rows, brokenQuoteAt } = parseCsv(text, LIST_MAX_ROWS + 1);
  if (brokenQuoteAt !== null) {
    return {
      ok: false,
      error: `The quotes in line ${brokenQuoteAt} do not match, so the lines after it cannot be told apart. Please correct that line.`,
    };
  }
  return reportInvitations(rows, context);
}

/** The invitations to the workspace that are not used up, newest first. @throws ExpectedError */
export async function listWorkspaceInvitations(actor: Actor | null, now: Date) {
  requireAccountFor(actor, "people.manage");
  const rows = await getDatabase().invitation.findMany({
    where: { teamId: null, revokedAt: null, uses: { lt: getDatabase().invitation.fields.maxUses } },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: 100,
  });
  return rows.map((row) => ({
    invitationId: row.id,
    email: row.email,
    sentAt: row.sentAt,
    expiresAt: row.expiresAt,
    uses: row.uses,
    maxUses: row.maxUses,
    state: invitationState(row, now),
  }));
}

/** An invalid link always gives the same error, whether it was cut short, forged or never existed. */
export type OpenedInvitation =
  | { state: "unknown" | Exclude<InvitationState, "open"> }
  /** With `teamId`, since the actor is in the team. */
  | { state: "joined"; teamId: string; teamName: string }
  | {
      state: "open";
      /** Null: to the workspace only. */
      teamName: string | null;
      role: TeamRole;
      inviterName: string | null;
      coachNames: string[];
      expiresAt: Date;
      /** Declining ends it, since it is for one person. */
      isForOne: boolean;
    };

/** What a person with the link may know before they decide. @throws ExpectedError TooMany */
export async function getInvitation(actor: Actor | null, token: string, now: Date): Promise<OpenedInvitation> {
  requireAllowed(actor, "invitation.open");
  const attempt = await limitAttempts("invitation");
  const row = await findByToken(getDatabase(), token);
  if (!row) return { state: "unknown" };
  await attempt.succeed();
  if (row.teamId && row.team && actor?.kind === "account") {
    const own = await getDatabase().membership.findUnique({ where: { teamId_userId: { teamId: row.teamId, userId: actor.userId } } });
    if (own && (own.role === "coach" || row.role === "member")) return { state: "joined", teamId: row.teamId, teamName: row.team.name };
  }
  const state = invitationState(row, now);
  if (state !== "open") return { state };
  const coaches = row.teamId
    ? await getDatabase().membership.findMany({
        where: { teamId: row.teamId, role: "coach", user: { disabledAt: null } },
        select: { user: { select: { name: true } } },
        orderBy: { user: { nameKey: "asc" } },
        take: 20,
      })
    : [];
  return {
    state,
    teamName: row.team?.name ?? null,
    role: row.role,
    inviterName: row.invitedBy?.name ?? null,
    coachNames: coaches.map(({ user }) => user.name),
    expiresAt: row.expiresAt,
    isForOne: isForOne(row),
  };
}
