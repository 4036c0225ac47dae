/** Creating, renaming, deleting and leaving a team, and changing who is in it. */

import { randomUUID } from "node:crypto";
import type { Account, Actor } from "@/lib/access/actor";
import { membershipsWhere, teamsWhere } from "@/lib/access/where";
import { endSessions } from "@/lib/auth/sessions";
import { requireAccount, requireAccountFor } from "@/lib/data/account/internal/require-account";
import { revokeInvitationsLeftBehind } from "@/lib/data/invitation/internal/invitations-left-behind";
import { deleteUnreleasedReviews } from "@/lib/data/review/internal/reviews";
import { withdrawSharesOf } from "@/lib/data/sharing/internal/shares";
import { ACTIVE_COACH, getManagedTeam } from "@/lib/data/team/internal/team-access";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { requireWellFormed } from "@/lib/domain/request/require-well-formed";
import type { TeamRole } from "@/lib/domain/team/team-role";

/** It ends with the membership. @throws ExpectedError Unauthenticated or NotFound */
export async function choosePairing(actor: Actor | null, teamId: string, isOpen: boolean): Promise<void> {
  const account = requireAccount(actor);
  requireWellFormed(teamId);
  const { count } = await getDatabase().membership.updateMany({
    where: { teamId, ...membershipsWhere(account, "team.offerPairing") },
    data: { isOpenToPairing: isOpen },
  });
  if (count === 0) throw notFoundError();
}

/** The creator may coach it: a coach always does, and an admin may stay outside. @throws ExpectedError */
export async function createTeam(
  actor: Actor | null,
  { name, asCoach }: { name: string; asCoach: boolean },
  now: Date,
): Promise<{ teamId: string }> {
  const account = requireAccountFor(actor, "team.create");
  const teamId = randomUUID();
  const coaches = asCoach || !account.isAdmin;
  await getDatabase().$transaction(async (transaction) => {
    await transaction.team.create({ data: { id: teamId, name, createdAt: now } });
    if (coaches) await transaction.membership.create({ data: { teamId, userId: account.userId, role: "coach", joinedAt: now } });
    await recordAudit(transaction, { actor: account, action: "team.created", teamId, detail: { team: name, asCoach: coaches } }, now);
  });
  return { teamId };
}

/** @throws ExpectedError Unauthenticated or NotFound */
export async function renameTeam(actor: Actor | null, teamId: string, name: string, now: Date): Promise<void> {
  const account = requireAccount(actor);
  await getDatabase().$transaction(async (transaction) => {
    const team = await getManagedTeam(transaction, account, teamId);
    if (team.name === name) return;
    await transaction.team.update({ where: { id: teamId }, data: { name } });
    await recordAudit(transaction, { actor: account, action: "team.renamed", teamId, detail: { team: team.name, to: name } }, now);
  });
}

/** Deletes it with its invitations and shares. People keep their assessments, and the reviews that they got. @throws ExpectedError */
export async function deleteTeam(actor: Actor | null, teamId: string, now: Date): Promise<void> {
  const account = requireAccount(actor);
  await getDatabase().$transaction(async (transaction) => {
    const { name } = await getManagedTeam(transaction, account, teamId);
    await deleteUnreleasedReviews(transaction, teamId);
    await transaction.team.delete({ where: { id: teamId } });
    await recordAudit(transaction, { actor: account, action: "team.deleted", teamId, detail: { team: name } }, now);
  });
}

type MembershipId = { teamId: string; userId: string };

async function getMembership(transaction: DatabaseTransaction, { teamId, userId }: MembershipId) {
  requireWellFormed(userId);
  const row = await transaction.membership.findUnique({
    where: { teamId_userId: { teamId, userId } },
    select: { role: true, user: { select: { auditRef: true } } },
  });
  if (!row) throw notFoundError();
  return { role: row.role, subjectRef: row.user.auditRef };
}

/**
 * Makes a person in the team a coach or a member: this is how a team is handed over. Another person's sessions end, as at every
 * change of role; the action rotates the actor's own.
 * @throws ExpectedError Conflict where nobody else would coach the team
 */
export async function changeRole(actor: Actor | null, { teamId, userId }: MembershipId, role: TeamRole, now: Date): Promise<void> {
  const account = requireAccount(actor);
  await getDatabase().$transaction(async (transaction) => {
    const { name } = await getManagedTeam(transaction, account, teamId);
    const membership = await getMembership(transaction, { teamId, userId });
    if (membership.role === role) return;
    const others = await transaction.membership.count({ where: { teamId, ...ACTIVE_COACH, userId: { not: userId } } });
    if (role === "member" && others === 0) {
      throw new ExpectedError("Conflict", "Nobody else coaches this team. Make another person a coach first, then change this role.");
    }
    await transaction.membership.update({ where: { teamId_userId: { teamId, userId } }, data: { role } });
    if (userId !== account.userId) await endSessions(transaction, userId);
    const { subjectRef } = membership;
    await recordAudit(transaction, { actor: account, action: "team.roleChanged", subjectRef, teamId, detail: { team: name, role } }, now);
    if (role === "member") await revokeInvitationsLeftBehind(transaction, account, userId, now);
  });
}

type Leaver = { actor: Account; userId: string; subjectRef: string | null; team: { id: string; name: string }; role: string };

/** The membership and, with it, everything that the person shared with the team. */
async function endMembership(transaction: DatabaseTransaction, { actor, userId, subjectRef, team, role }: Leaver, now: Date) {
  const teamId = team.id;
  await transaction.membership.delete({ where: { teamId_userId: { teamId, userId } } });
  const count = await withdrawSharesOf(transaction, { userId, teamId }, now);
  const isOwn = userId === actor.userId;
  const detail = { team: team.name, role };
  await recordAudit(transaction, { actor, action: isOwn ? "team.left" : "team.memberRemoved", subjectRef, teamId, detail }, now);
  if (count > 0) {
    await recordAudit(transaction, { actor, action: "sharing.withdrawn", subjectRef, teamId, detail: { team: team.name, count } }, now);
  }
  if (role === "coach") await revokeInvitationsLeftBehind(transaction, actor, userId, now);
}

/** What the person shared with the team is withdrawn with it. @throws ExpectedError Unauthenticated or NotFound */
export async function removeFromTeam(actor: Actor | null, { teamId, userId }: MembershipId, now: Date): Promise<void> {
  const account = requireAccount(actor);
  await getDatabase().$transaction(async (transaction) => {
    const team = await getManagedTeam(transaction, account, teamId);
    const membership = await getMembership(transaction, { teamId, userId });
    await endMembership(transaction, { actor: account, userId, team, ...membership }, now);
    if (membership.role === "coach" && userId !== account.userId) await endSessions(transaction, userId);
  });
}

/** Also for a last coach: admins see that nobody coaches the team then. @throws ExpectedError Unauthenticated or NotFound */
export async function leaveTeam(actor: Actor | null, teamId: string, now: Date): Promise<void> {
  const account = requireAccount(actor);
  requireWellFormed(teamId);
  await getDatabase().$transaction(async (transaction) => {
    const team = await transaction.team.findFirst({
      where: { id: teamId, ...teamsWhere(account, "team.leave") },
      select: { id: true, name: true },
    });
    if (!team) throw notFoundError();
    const membership = await getMembership(transaction, { teamId, userId: account.userId });
    await endMembership(transaction, { actor: account, userId: account.userId, team, ...membership }, now);
  });
}
