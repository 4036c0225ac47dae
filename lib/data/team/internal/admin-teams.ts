/** All of the workspace's teams as admins look after them: who coaches them, how many they are, and which have no coach. */
import { getDatabase, Prisma } from "@/lib/db/client";
import type { Actor } from "@/lib/access/actor";
import type { TableQuery } from "@/lib/domain/request/list-query";
import { requireAdmin } from "@/lib/data/workspace/internal/admins";
import { contains } from "@/lib/db/contains";
import { inDirection, PAGE_SIZE } from "@/lib/data/workspace/internal/people";

export const TEAM_SORTS = ["name", "created", "size"] as const;
export const TEAMS_SHOWN = ["all", "without-coach"] as const;
export type TeamsQuery = TableQuery<(typeof TEAM_SORTS)[number], (typeof TEAMS_SHOWN)[number]>;

export type AdminTeamRow = {
  teamId: string;
  name: string;
  createdAt: Date;
  /** Those who can sign in: a team that only disabled people coach has no coach. */
  coaches: { userId: string; name: string }[];
  memberCount: number;
};

export type AdminTeamsPage = {
  teams: AdminTeamRow[];
  count: number;
  withoutCoachCount: number;
  pageSize: number;
};

const WITHOUT_COACH = Prisma.sql`NOT EXISTS (
  SELECT 1 FROM "Membership" m JOIN "User" u ON u."id" = m."userId"
  WHERE m."teamId" = t."id" AND m."role" = 'coach' AND u."disabledAt" IS NULL)`;

const SORT_COLUMNS = {
  name: Prisma.sql`lower(t."name")`,
  created: Prisma.sql`t."createdAt"`,
  size: Prisma.sql`(SELECT count(*) FROM "Membership" m WHERE m."teamId" = t."id" AND m."role" = 'member')`,
} satisfies Record<TeamsQuery["sort"], Prisma.Sql>;

async function countTeams(where: Prisma.Sql): Promise<number> {
  const [found] = await getDatabase().$queryRaw<{ count: bigint }[]>`SELECT count(*) AS count FROM "Team" t WHERE ${where}`;
  return Number(found?.count ?? 0);
}

/** A bounded number of statements, however many teams there are. @throws ExpectedError Unauthenticated or NotFound */
export async function listAllTeams(actor: Actor | null, query: TeamsQuery): Promise<AdminTeamsPage> {
  requireAdmin(actor, "teams.list");
  const database = getDatabase();
  const conditions = [Prisma.sql`1 = 1`];
  if (query.search !== "") conditions.push(contains(Prisma.sql`t."name"`, query.search));
  if (query.show === "without-coach") conditions.push(WITHOUT_COACH);
  const where = Prisma.join(conditions, " AND ");
  const ids = await database.$queryRaw<{ id: string }[]>`
    SELECT t."id" FROM "Team" t WHERE ${where}
    ORDER BY ${SORT_COLUMNS[query.sort]} ${inDirection(query.direction)}, t."id"
    LIMIT ${PAGE_SIZE} OFFSET ${(query.page - 1) * PAGE_SIZE}`;
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
    withoutCoachCount: await countTeams(WITHOUT_COACH),
    pageSize: PAGE_SIZE,
  };
}
