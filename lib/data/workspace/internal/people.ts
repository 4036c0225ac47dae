/** The workspace's people as admins look after them: who they are, their role and teams, and never what they rated. */
import { endSessions } from "@/lib/auth/sessions";
import { type DatabaseTransaction, getDatabase, Prisma } from "@/lib/db/client";
import type { Actor, TeamRole } from "@/lib/access/actor";
import type { AuditAction } from "@/lib/domain/workspace/audit";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import type { TableQuery } from "@/lib/domain/request/list-query";
import { unstorableReason } from "@/lib/domain/text/well-formed-text";
import { asAdmin, requireAdmin, requireAnotherAdmin } from "./admins";
import { recordAudit } from "./audit";
import { contains } from "@/lib/db/contains";
import { revokeInvitationsLeftBehind } from "@/lib/data/invitation/internal/invitations-left-behind";

export const PEOPLE_SORTS = ["name", "joined", "seen", "teams"] as const;
export const PEOPLE_SHOWN = ["everybody", "admins", "disabled"] as const;
export type PeopleQuery = TableQuery<(typeof PEOPLE_SORTS)[number], (typeof PEOPLE_SHOWN)[number]>;

export const PAGE_SIZE = 50;

export type PersonRow = {
  userId: string;
  name: string;
  email: string;
  isAdmin: boolean;
  isDisabled: boolean;
  joinedAt: Date;
  /** To the day; null: never since then. */
  lastSeenAt: Date | null;
  teams: { teamId: string; name: string; role: TeamRole }[];
};

export type PeoplePage = {
  people: PersonRow[];
  /** Found, on all pages. */
  count: number;
  /** Those who rate themselves without an account; they are in no list. */
  guestCount: number;
  pageSize: number;
};

function matching({ search, show }: Pick<PeopleQuery, "search" | "show">): Prisma.Sql {
  const conditions = [Prisma.sql`NOT u."isAnonymous"`];
  if (show === "admins") conditions.push(Prisma.sql`u."isAdmin"`);
  if (show === "disabled") conditions.push(Prisma.sql`u."disabledAt" IS NOT NULL`);
  if (search !== "") conditions.push(Prisma.sql`(${contains(Prisma.sql`u."name"`, search)} OR ${contains(Prisma.sql`u."email"`, search)})`);
  return Prisma.join(conditions, " AND ");
}

const SORT_COLUMNS = {
  name: Prisma.sql`lower(u."name")`,
  joined: Prisma.sql`u."createdAt"`,
  seen: Prisma.sql`u."lastSeenAt"`,
  teams: Prisma.sql`(SELECT count(*) FROM "Membership" m WHERE m."userId" = u."id")`,
} satisfies Record<PeopleQuery["sort"], Prisma.Sql>;

export function inDirection(direction: "asc" | "desc"): Prisma.Sql {
  return direction === "asc" ? Prisma.sql`ASC NULLS LAST` : Prisma.sql`DESC NULLS LAST`;
}

const PERSON = {
  id: true,
  name: true,
  email: true,
  isAdmin: true,
  disabledAt: true,
  createdAt: true,
  lastSeenAt: true,
  memberships: { select: { role: true, team: { select: { id: true, name: true } } }, orderBy: { joinedAt: "asc" } },
} satisfies Prisma.UserSelect;

function toPerson(row: Prisma.UserGetPayload<{ select: typeof PERSON }>): PersonRow {
  return {
    userId: row.id,
    name: row.name,
    email: row.email,
    isAdmin: row.isAdmin,
    isDisabled: row.disabledAt !== null,
    joinedAt: row.createdAt,
    lastSeenAt: row.lastSeenAt,
    teams: row.memberships.map(({ role, team }) => ({ teamId: team.id, name: team.name, role: role as TeamRole })),
  };
}

/** A bounded number of statements, however many people there are. @throws ExpectedError Unauthenticated or NotFound */
export async function listPeople(actor: Actor | null, query: PeopleQuery): Promise<PeoplePage> {
  requireAdmin(actor, "people.manage");
  const database = getDatabase();
  const where = matching(query);
  const ids = await database.$queryRaw<{ id: string }[]>`
    SELECT u."id" FROM "User" u WHERE ${where}
    ORDER BY ${SORT_COLUMNS[query.sort]} ${inDirection(query.direction)}, u."id"
    LIMIT ${PAGE_SIZE} OFFSET ${(query.page - 1) * PAGE_SIZE}`;
  const [found] = await database.$queryRaw<{ count: bigint }[]>`SELECT count(*) AS count FROM "User" u WHERE ${where}`;
  const rows = await database.user.findMany({ where: { id: { in: ids.map(({ id }) => id) } }, select: PERSON });
  const byId = new Map(rows.map((row) => [row.id, toPerson(row)]));
  return {
    people: ids.flatMap(({ id }) => byId.get(id) ?? []),
    count: Number(found?.count ?? 0),
    guestCount: await database.user.count({ where: { isAnonymous: true } }),
    pageSize: PAGE_SIZE,
  };
}

export type PersonDetail = PersonRow & { isSelf: boolean; isVerified: boolean };

/** @throws ExpectedError Unauthenticated or NotFound, also for a guest */
export async function getPerson(actor: Actor | null, userId: string): Promise<PersonDetail> {
  const account = requireAdmin(actor, "people.manage");
  if (unstorableReason(userId) !== null) throw notFoundError();
  const row = await getDatabase().user.findFirst({ where: { id: userId, isAnonymous: false }, select: { ...PERSON, emailVerified: true } });
  if (!row) throw notFoundError();
  return { ...toPerson(row), isSelf: row.id === account.userId, isVerified: row.emailVerified };
}

type Changed = { isAdmin?: boolean; disabledAt?: Date | null };

/** Changes somebody's role or state, ends their sessions and writes it down; what is so already stays without a word. */
async function changePerson(
  actor: Actor | null,
  userId: string,
  now: Date,
  decide: (
    person: { isAdmin: boolean; disabledAt: Date | null },
    transaction: DatabaseTransaction,
  ) => Promise<{ action: AuditAction; data: Changed } | null>,
): Promise<void> {
  await asAdmin(actor, "people.manage", async (transaction, account) => {
    if (unstorableReason(userId) !== null) throw notFoundError();
    const person = await transaction.user.findFirst({
      where: { id: userId, isAnonymous: false },
      select: { isAdmin: true, disabledAt: true, auditRef: true },
    });
    if (!person) throw notFoundError();
    const change = await decide(person, transaction);
    if (!change) return;
    await transaction.user.update({ where: { id: userId }, data: change.data });
    await endSessions(transaction, userId);
    await recordAudit(transaction, { actor: account, action: change.action, subjectRef: person.auditRef }, now);
    await revokeInvitationsLeftBehind(transaction, account, userId, now);
  });
}

/** @throws ExpectedError Unauthenticated, NotFound, or Conflict for somebody disabled */
export async function makeAdmin(actor: Actor | null, userId: string, now: Date): Promise<void> {
  await changePerson(actor, userId, now, async ({ isAdmin, disabledAt }) => {
    if (disabledAt) throw new ExpectedError("Conflict", "This account is disabled. Enable it first, then make this person an admin.");
    return isAdmin ? null : { action: "person.madeAdmin", data: { isAdmin: true } };
  });
}

/** @throws ExpectedError Unauthenticated, NotFound, or Conflict for the last admin */
export async function removeAdmin(actor: Actor | null, userId: string, now: Date): Promise<void> {
  await changePerson(actor, userId, now, async ({ isAdmin }, transaction) => {
    if (!isAdmin) return null;
    await requireAnotherAdmin(transaction, userId);
    return { action: "person.adminRemoved", data: { isAdmin: false } };
  });
}

/**
 * Nobody signs in with this account from here on. What the person shared stays shared: being kept out is not their decision
 * about it, and they cannot make another while they are. @throws ExpectedError Unauthenticated, NotFound, or Conflict
 */
export async function disablePerson(actor: Actor | null, userId: string, now: Date): Promise<void> {
  await changePerson(actor, userId, now, async ({ isAdmin, disabledAt }, transaction) => {
    if (disabledAt) return null;
    if (actor?.userId === userId) throw new ExpectedError("Conflict", "You cannot disable your own account. Ask another admin to do it.");
    if (isAdmin) await requireAnotherAdmin(transaction, userId);
    return { action: "person.disabled", data: { disabledAt: now } };
  });
}

/** @throws ExpectedError Unauthenticated or NotFound */
export async function enablePerson(actor: Actor | null, userId: string, now: Date): Promise<void> {
  await changePerson(actor, userId, now, async ({ disabledAt }) =>
    disabledAt ? { action: "person.enabled", data: { disabledAt: null } } : null,
  );
}
