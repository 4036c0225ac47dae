/** Teams and who is in them. Each function authorizes the actor in its own query. */
import { randomUUID } from "node:crypto";
import { endSessions } from "@/lib/auth/sessions";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import type { Account, Actor, TeamRole } from "@/lib/access/actor";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { isAllowed } from "@/lib/access/rules";
import { unstorableReason } from "@/lib/domain/text/well-formed-text";
import { type InvitationState, invitationState } from "@/lib/domain/invitation/invitation";
import { requireAccount } from "@/lib/data/account/internal/require-account";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import { revokeInvitationsLeftBehind } from "@/lib/data/invitation/internal/invitations-left-behind";
import { deleteUnreleasedReviews } from "@/lib/data/review/internal/reviews";
import { withdrawSharesOf } from "@/lib/data/sharing/internal/shares";
import { ACTIVE_COACH, getManagedTeam, teamsVisibleTo } from "./team-access";

/** As many as a page lists of people or of invitations. */
export const PEOPLE_PAGE_SIZE = 100;
export const INVITATIONS_PAGE_SIZE = 50;

const byName = [{ user: { name: "asc" as const } }, { userId: "asc" as const }];

export type MyTeam = { teamId: string; name: string; role: TeamRole; peopleCount: number };

export async function listMyTeams(actor: Actor | null): Promise<MyTeam[]> {
  const { userId } = requireAccount(actor);
  const rows = await getDatabase().membership.findMany({
    where: { userId },
    select: { role: true, team: { select: { id: true, name: true, _count: { select: { memberships: true } } } } },
    orderBy: [{ team: { name: "asc" } }, { teamId: "asc" }],
  });
  return rows.map(({ role, team }) => ({
    teamId: team.id,
    name: team.name,
    role: role as TeamRole,
    peopleCount: team._count.memberships,
  }));
}

export type TeamPage = {
  teamId: string;
  name: string;
  role: TeamRole;
  /** Coaches first. Names are all that people in a team see of each other. */
  people: { name: string; role: TeamRole; isYou: boolean }[];
  /** Nobody else coaches it: once you leave, nobody does. */
  isLastCoach: boolean;
  /** How many of your assessments the team's coaches see today, which leaving ends. */
  sharedCount: number;
};

/** @throws ExpectedError Unauthenticated or NotFound */
export async function getTeamPage(actor: Actor | null, teamId: string): Promise<TeamPage> {
  const account = requireAccount(actor);
  if (unstorableReason(teamId) !== null) throw notFoundError();
  const team = await getDatabase().team.findFirst({
    where: { id: teamId, ...teamsVisibleTo(account) },
    select: {
      name: true,
      memberships: { select: { userId: true, role: true, user: { select: { name: true, disabledAt: true } } }, orderBy: byName },
    },
  });
  const own = team?.memberships.find(({ userId }) => userId === account.userId);
  if (!team || !own) throw notFoundError();
  const coaches = team.memberships.filter(({ role }) => role === "coach");
  const ordered = [...coaches, ...team.memberships.filter(({ role }) => role !== "coach")];
  return {
    teamId,
    name: team.name,
    role: own.role as TeamRole,
    people: ordered.map(({ userId, role, user }) => ({ name: user.name, role: role as TeamRole, isYou: userId === account.userId })),
    isLastCoach: own.role === "coach" && !coaches.some(({ userId, user }) => userId !== account.userId && !user.disabledAt),
    sharedCount: await getDatabase().share.count({ where: { teamId, withdrawnAt: null, assessment: { ownerId: account.userId } } }),
  };
}

export type TeamPeople = {
  teamId: string;
  name: string;
  /** Null for an admin who is not in the team. */
  ownRole: TeamRole | null;
  coachCount: number;
  peopleCount: number;
  people: { userId: string; name: string; email: string; role: TeamRole; joinedAt: Date; isYou: boolean; isLastCoach: boolean }[];
  invitationCount: number;
  /** Those that still work, and those that ended without everybody having joined. */
  invitations: TeamInvitation[];
};

export type TeamInvitation = {
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

/** Pages count from 1. @throws ExpectedError Unauthenticated or NotFound */
export async function getTeamPeople(
  actor: Actor | null,
  teamId: string,
  { peoplePage = 1, invitationsPage = 1 }: { peoplePage?: number; invitationsPage?: number },
  now: Date,
): Promise<TeamPeople> {
  const account = requireAccount(actor);
  const database = getDatabase();
  const { name } = await getManagedTeam(database, account, teamId);
  const unfinished = { teamId, revokedAt: null, uses: { lt: database.invitation.fields.maxUses } };
  const [people, peopleCount, coachCount, invitations, invitationCount, own] = await Promise.all([
    database.membership.findMany({
      where: { teamId },
      select: { userId: true, role: true, joinedAt: true, user: { select: { name: true, email: true, disabledAt: true } } },
      // "coach" stands before "member" in the alphabet too.
      orderBy: [{ role: "asc" }, ...byName],
      skip: (peoplePage - 1) * PEOPLE_PAGE_SIZE,
      take: PEOPLE_PAGE_SIZE,
    }),
    database.membership.count({ where: { teamId } }),
    database.membership.count({ where: { teamId, ...ACTIVE_COACH } }),
    database.invitation.findMany({
      where: unfinished,
      select: {
        id: true,
        role: true,
        email: true,
        sentAt: true,
        expiresAt: true,
        uses: true,
        maxUses: true,
        revokedAt: true,
        declinedAt: true,
        invitedBy: { select: { name: true } },
      },
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
      skip: (invitationsPage - 1) * INVITATIONS_PAGE_SIZE,
      take: INVITATIONS_PAGE_SIZE,
    }),
    database.invitation.count({ where: unfinished }),
    database.membership.findUnique({ where: { teamId_userId: { teamId, userId: account.userId } }, select: { role: true } }),
  ]);
  return {
    teamId,
    name,
    ownRole: (own?.role as TeamRole | undefined) ?? null,
    coachCount,
    peopleCount,
    people: people.map(({ userId, role, joinedAt, user }) => ({
      userId,
      name: user.name,
      email: user.email,
      role: role as TeamRole,
      joinedAt,
      isYou: userId === account.userId,
      isLastCoach: role === "coach" && coachCount - (user.disabledAt ? 0 : 1) === 0,
    })),
    invitationCount,
    invitations: invitations.map(({ id, role, email, sentAt, expiresAt, uses, maxUses, invitedBy, ...dates }) => ({
      invitationId: id,
      role: role as TeamRole,
      email,
      invitedBy: invitedBy?.name ?? null,
      sentAt,
      expiresAt,
      uses,
      maxUses,
      state: invitationState({ ...dates, expiresAt, uses, maxUses }, now),
    })),
  };
}

/** Whoever creates one may coach it; a coach always does, and an admin may stay outside. @throws ExpectedError */
export async function createTeam(
  actor: Actor | null,
  { name, asCoach }: { name: string; asCoach: boolean },
  now: Date,
): Promise<{ teamId: string }> {
  const account = requireAccount(actor);
  if (!isAllowed(account, "team.create")) throw notFoundError();
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

/** With its invitations, and what was shared with it; people keep their assessments, and the reviews that they got. @throws ExpectedError */
export async function deleteTeam(actor: Actor | null, teamId: string, now: Date): Promise<void> {
  const account = requireAccount(actor);
  await getDatabase().$transaction(async (transaction) => {
    const { name } = await getManagedTeam(transaction, account, teamId);
    await deleteUnreleasedReviews(transaction, teamId);
    await transaction.team.delete({ where: { id: teamId } });
    await recordAudit(transaction, { actor: account, action: "team.deleted", teamId, detail: { team: name } }, now);
  });
}

async function getMembership(transaction: DatabaseTransaction, teamId: string, userId: string) {
  if (unstorableReason(userId) !== null) throw notFoundError();
  const row = await transaction.membership.findUnique({
    where: { teamId_userId: { teamId, userId } },
    select: { role: true, user: { select: { auditRef: true } } },
  });
  if (!row) throw notFoundError();
  return { role: row.role, subjectRef: row.user.auditRef };
}

/**
 * Makes somebody of the team a coach or a member: so a team is handed over. Another person's sessions end, as at every
 * change of role; one's own is the action's to rotate.
 * @throws ExpectedError Conflict where nobody else would coach the team
 */
export async function changeRole(actor: Actor | null, teamId: string, userId: string, role: TeamRole, now: Date): Promise<void> {
  const account = requireAccount(actor);
  await getDatabase().$transaction(async (transaction) => {
    const { name } = await getManagedTeam(transaction, account, teamId);
    const membership = await getMembership(transaction, teamId, userId);
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
  const count = await withdrawSharesOf(transaction, userId, teamId, now);
  const isOwn = userId === actor.userId;
  const detail = { team: team.name, role };
  await recordAudit(transaction, { actor, action: isOwn ? "team.left" : "team.memberRemoved", subjectRef, teamId, detail }, now);
  if (count > 0) {
    await recordAudit(transaction, { actor, action: "sharing.withdrawn", subjectRef, teamId, detail: { team: team.name, count } }, now);
  }
  if (role === "coach") await revokeInvitationsLeftBehind(transaction, actor, userId, now);
}

/** What the person shared with the team is withdrawn with it. @throws ExpectedError Unauthenticated or NotFound */
export async function removeFromTeam(actor: Actor | null, teamId: string, userId: string, now: Date): Promise<void> {
  const account = requireAccount(actor);
  await getDatabase().$transaction(async (transaction) => {
    const team = await getManagedTeam(transaction, account, teamId);
    const membership = await getMembership(transaction, teamId, userId);
    await endMembership(transaction, { actor: account, userId, team, ...membership }, now);
    if (membership.role === "coach" && userId !== account.userId) await endSessions(transaction, userId);
  });
}

/** Also for a last coach: admins see that nobody coaches the team then. @throws ExpectedError Unauthenticated or NotFound */
export async function leaveTeam(actor: Actor | null, teamId: string, now: Date): Promise<void> {
  const account = requireAccount(actor);
  if (unstorableReason(teamId) !== null) throw notFoundError();
  await getDatabase().$transaction(async (transaction) => {
    const team = await transaction.team.findFirst({
      where: { id: teamId, ...teamsVisibleTo(account) },
      select: { id: true, name: true },
    });
    if (!team) throw notFoundError();
    const membership = await getMembership(transaction, teamId, account.userId);
    await endMembership(transaction, { actor: account, userId: account.userId, team, ...membership }, now);
  });
}
