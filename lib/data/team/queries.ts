/** Teams, their people and their settings, for members, coaches and admins. */

import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import type { Actor } from "@/lib/access/actor";
import { membershipsWhere, teamsWhere } from "@/lib/access/where";
import { requireAccount, requireAccountFor } from "@/lib/data/account/internal/require-account";
import { ACTIVE_COACH, getManagedTeam } from "@/lib/data/team/internal/team-access";
import { inDirection } from "@/lib/data/workspace/internal/in-direction";
import { getDatabase } from "@/lib/db/client";
import { nameContains } from "@/lib/db/contains";
import { type Counted, sqlOn, type Tables } from "@/lib/db/sql";
import { invitationState } from "@/lib/domain/invitation/invitation";
import type { ListedInvitation } from "@/lib/domain/invitation/listed-invitation";
import { notFoundError } from "@/lib/domain/request/expected-error";
import type { TableQuery } from "@/lib/domain/request/list-query";
import { requireWellFormed } from "@/lib/domain/request/require-well-formed";
import type { ListedTeam, ListedTeamPerson } from "@/lib/domain/team/listed-team";
import { INVITATIONS_PAGE_SIZE, PEOPLE_PAGE_SIZE, type TEAM_SORTS, TEAMS_PER_PAGE, type TEAMS_SHOWN } from "@/lib/domain/team/team-lists";
import type { TeamRole } from "@/lib/domain/team/team-role";

export type TeamsQuery = TableQuery<(typeof TEAM_SORTS)[number], (typeof TEAMS_SHOWN)[number]>;

export type AdminTeamsPage = {
  teams: ListedTeam[];
  count: number;
  withoutCoachCount: number;
  pageSize: number;
};

const teams = () => sqlOn().selectFrom("Team as t");

/** What a condition on teams is written in. */
type OfTeam = ExpressionBuilder<Tables & { t: Tables["Team"] }, "t">;

const isWithoutCoach = (team: OfTeam) =>
  team.not(
    team.exists(
      team
        .selectFrom("Membership as m")
        .innerJoin("User as u", "u.id", "m.userId")
        .select("m.userId")
        .whereRef("m.teamId", "=", "t.id")
        .where("m.role", "=", "coach")
        .where("u.disabledAt", "is", null),
    ),
  );

const SORTED_BY = {
  name: (team) => team.ref("t.nameKey"),
  created: (team) => team.ref("t.createdAt"),
  size: (team) =>
    team
      .selectFrom("Membership as m")
      .select((select) => select.fn.countAll<Counted>().as("count"))
      .whereRef("m.teamId", "=", "t.id")
      .where("m.role", "=", "member"),
} satisfies Record<TeamsQuery["sort"], (team: OfTeam) => Expression<unknown>>;

async function countTeams(where: (team: OfTeam) => Expression<SqlBool>): Promise<number> {
  const { count } = await teams()
    .select((select) => select.fn.countAll<Counted>().as("count"))
    .where(where)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** A bounded number of statements, however many teams there are. @throws ExpectedError Unauthenticated or NotFound */
export async function getTeamsPage(actor: Actor | null, query: TeamsQuery): Promise<AdminTeamsPage> {
  requireAccountFor(actor, "teams.list");
  const database = getDatabase();
  const where = (team: OfTeam) =>
    team.and([
      ...(query.search === "" ? [] : [nameContains(team.ref("t.nameKey"), query.search)]),
      ...(query.show === "without-coach" ? [isWithoutCoach(team)] : []),
    ]);
  const ids = await teams()
    .select("t.id")
    .where(where)
    .orderBy(SORTED_BY[query.sort], inDirection(query.direction))
    .orderBy("t.id")
    .limit(TEAMS_PER_PAGE)
    .offset((query.page - 1) * TEAMS_PER_PAGE)
    .execute();
  const rows = await database.team.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    select: {
      id: true,
      name: true,
      createdAt: true,
      memberships: {
        where: { role: "coach", user: { disabledAt: null } },
        select: { user: { select: { id: true, name: true } } },
        orderBy: { joinedAt: "asc" },
      },
      _count: { select: { memberships: { where: { role: "member" } } } },
    },
  });
  const byId = new Map(
    rows.map(({ id, name, createdAt, memberships, _count }) => [
      id,
      {
        teamId: id,
        name,
        createdAt,
        coaches: memberships.map(({ user }) => ({ userId: user.id, name: user.name })),
        memberCount: _count.memberships,
      },
    ]),
  );
  return {
    teams: ids.flatMap(({ id }) => byId.get(id) ?? []),
    count: await countTeams(where),
    withoutCoachCount: await countTeams(isWithoutCoach),
    pageSize: TEAMS_PER_PAGE,
  };
}

export type PairingChoice = { isOpen: boolean };

/** @throws ExpectedError Unauthenticated or NotFound */
export async function getPairingChoice(actor: Actor | null, teamId: string): Promise<PairingChoice> {
  const account = requireAccount(actor);
  requireWellFormed(teamId);
  const membership = await getDatabase().membership.findFirst({
    where: { teamId, ...membershipsWhere(account, "team.offerPairing") },
    select: { isOpenToPairing: true },
  });
  if (!membership) throw notFoundError();
  return { isOpen: membership.isOpenToPairing };
}

const byName = [{ user: { nameKey: "asc" as const } }, { userId: "asc" as const }];

export type MyTeam = { teamId: string; name: string; role: TeamRole; peopleCount: number };

export async function listMyTeams(actor: Actor | null): Promise<MyTeam[]> {
  const { userId } = requireAccount(actor);
  const rows = await getDatabase().membership.findMany({
    where: { userId },
    select: { role: true, team: { select: { id: true, name: true, _count: { select: { memberships: true } } } } },
    orderBy: [{ team: { nameKey: "asc" } }, { teamId: "asc" }],
  });
  return rows.map(({ role, team }) => ({
    teamId: team.id,
    name: team.name,
    role,
    peopleCount: team._count.memberships,
  }));
}

export type TeamPage = {
  teamId: string;
  name: string;
  role: TeamRole;
  /** Coaches first. Names are all that people in a team see of each other. */
  people: { name: string; role: TeamRole; isYou: boolean }[];
  /** Whether nobody else coaches it. */
  isLastCoach: boolean;
  /** How many of your assessments the team's coaches see today, which leaving ends. */
  sharedCount: number;
  /** Your choice. */
  isOpenToPairing: boolean;
};

/** @throws ExpectedError Unauthenticated or NotFound */
export async function getTeamPage(actor: Actor | null, teamId: string): Promise<TeamPage> {
  const account = requireAccount(actor);
  requireWellFormed(teamId);
  const [team, sharedCount] = await Promise.all([
    getDatabase().team.findFirst({
      where: { id: teamId, ...teamsWhere(account, "team.see") },
      select: {
        name: true,
        memberships: {
          select: { userId: true, role: true, isOpenToPairing: true, user: { select: { name: true, disabledAt: true } } },
          orderBy: byName,
        },
      },
    }),
    getDatabase().share.count({ where: { teamId, withdrawnAt: null, assessment: { ownerId: account.userId } } }),
  ]);
  const own = team?.memberships.find(({ userId }) => userId === account.userId);
  if (!team || !own) throw notFoundError();
  const coaches = team.memberships.filter(({ role }) => role === "coach");
  const ordered = [...coaches, ...team.memberships.filter(({ role }) => role !== "coach")];
  return {
    teamId,
    name: team.name,
    role: own.role,
    people: ordered.map(({ userId, role, user }) => ({ name: user.name, role, isYou: userId === account.userId })),
    isLastCoach: own.role === "coach" && !coaches.some(({ userId, user }) => userId !== account.userId && !user.disabledAt),
    sharedCount,
    isOpenToPairing: own.isOpenToPairing,
  };
}

export type TeamPeople = {
  teamId: string;
  name: string;
  /** Null for an admin who is not in the team. */
  ownRole: TeamRole | null;
  coachCount: number;
  peopleCount: number;
  people: ListedTeamPerson[];
  invitationCount: number;
  /** Those that still work, and those that ended before they were used up. */
  invitations: ListedInvitation[];
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
      // "coach" comes before "member" in the alphabet too.
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
    ownRole: own?.role ?? null,
    coachCount,
    peopleCount,
    people: people.map(({ userId, role, joinedAt, user }) => ({
      userId,
      name: user.name,
      email: user.email,
      role,
      joinedAt,
      isYou: userId === account.userId,
      isLastCoach: role === "coach" && coachCount - (user.disabledAt ? 0 : 1) === 0,
    })),
    invitationCount,
    invitations: invitations.map(({ id, role, email, sentAt, expiresAt, uses, maxUses, invitedBy, ...dates }) => ({
      invitationId: id,
      role,
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
