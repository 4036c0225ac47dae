/** Invitations, to a team or to the workspace: created, mailed, opened, accepted. Only a token's hash is stored. */
import type { Account } from "@/lib/access/actor";
import { isAllowed } from "@/lib/access/rules";
import { getManagedTeam } from "@/lib/data/team/internal/team-access";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import { normalizeAddress } from "@/lib/domain/account/email-address";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { hashToken } from "@/lib/platform/token";

/** Invitations that still work. */
export function openInvitations(now: Date) {
  return { revokedAt: null, declinedAt: null, expiresAt: { gt: now }, uses: { lt: getDatabase().invitation.fields.maxUses } };
}

export type Place = { teamId: string | null; teamName: string | null };

/** Without a team it is for the workspace, to which admins invite. @throws ExpectedError NotFound */
export async function getManagedPlace(transaction: DatabaseTransaction, actor: Account, teamId: string | null): Promise<Place> {
  if (teamId !== null) return { teamId, teamName: (await getManagedTeam(transaction, actor, teamId)).name };
  if (!isAllowed(actor, "people.manage")) throw notFoundError();
  return { teamId: null, teamName: null };
}

/** Normalized addresses of who is in the team, and ids by address of the open invitations that were mailed. */
export async function getPlace(transaction: DatabaseTransaction, teamId: string | null, now: Date) {
  const members =
    teamId === null ? [] : await transaction.membership.findMany({ where: { teamId }, select: { user: { select: { email: true } } } });
  const open = await transaction.invitation.findMany({
    where: { teamId, email: { not: null }, ...openInvitations(now) },
    select: { id: true, email: true },
  });
  const invited = new Map<string, string[]>();
  for (const { id, email } of open) if (email) invited.set(email, [...(invited.get(email) ?? []), id]);
  return { members: new Set(members.map(({ user }) => normalizeAddress(user.email))), invited };
}

/** A link is for one person if it has one use. */
export const isForOne = ({ maxUses }: { maxUses: number }) => maxUses === 1;

export async function findByToken(transaction: DatabaseTransaction, token: string) {
  return transaction.invitation.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { team: { select: { name: true } }, invitedBy: { select: { name: true } } },
  });
}

/** Invitations by which a person may still create an account, within the limit of uses. */
function invitationsToSignUp(tokenHash: string, now: Date) {
  return { tokenHash, ...openInvitations(now), signUps: { lt: getDatabase().invitation.fields.maxUses } };
}

/** Whether the holder of this link may create an account now. The caller limits the attempts. */
export async function isInvited(tokenHash: string, now: Date): Promise<boolean> {
  return (await getDatabase().invitation.count({ where: invitationsToSignUp(tokenHash, now) })) > 0;
}

/**
 * Counts a sign-up by an invitation. False: it was used up or ended in the meantime, and nobody may sign up by it. An invitation
 * to the workspace is then used up; one to a team is used when the new account accepts it.
 */
export async function countSignUp(transaction: DatabaseTransaction, tokenHash: string, now: Date): Promise<boolean> {
  const where = invitationsToSignUp(tokenHash, now);
  const toWorkspace = await transaction.invitation.updateMany({
    where: { ...where, teamId: null },
    data: { signUps: { increment: 1 }, uses: { increment: 1 } },
  });
  if (toWorkspace.count > 0) return true;
  const toTeam = await transaction.invitation.updateMany({
    where: { ...where, teamId: { not: null } },
    data: { signUps: { increment: 1 } },
  });
  return toTeam.count > 0;
}
