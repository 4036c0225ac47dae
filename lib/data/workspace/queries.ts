/** People, the audit and the demo's sign-ins, for admins. */

import type { Expression, ExpressionBuilder, NotNull } from "kysely";
import type { Actor } from "@/lib/access/actor";
import { requireAllowed } from "@/lib/access/require-allowed";
import type { AccessAction } from "@/lib/access/rules";
import { requireAccountFor } from "@/lib/data/account/internal/require-account";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import { isDemoWorkspace } from "@/lib/data/workspace/internal/demo";
import { OFFERED } from "@/lib/data/workspace/internal/demo-sign-in";
import { inDirection } from "@/lib/data/workspace/internal/in-direction";
import { hasNoAdmin } from "@/lib/data/workspace/internal/setup";
import { getDatabase, type Prisma } from "@/lib/db/client";
import { addressContains, nameContains } from "@/lib/db/contains";
import { type Counted, sqlOn, type Tables } from "@/lib/db/sql";
import { notFoundError } from "@/lib/domain/request/expected-error";
import type { TableQuery } from "@/lib/domain/request/list-query";
import { requireWellFormed } from "@/lib/domain/request/require-well-formed";
import { auditDetailSchema } from "@/lib/domain/workspace/audit";
import { type AuditCursor, type AuditFilter, writeCursor } from "@/lib/domain/workspace/audit-filter";
import { auditActionLabel, describeDetail } from "@/lib/domain/workspace/audit-wording";
import type { AuditPerson, ListedAuditEntry } from "@/lib/domain/workspace/listed-audit-entry";
import type { ListedPerson } from "@/lib/domain/workspace/listed-person";
import { PEOPLE_PER_PAGE, type PEOPLE_SHOWN, type PEOPLE_SORTS } from "@/lib/domain/workspace/people-list";
import { writeCsv } from "@/lib/platform/csv";
import { DEMO_TEAMS, type DemoPerson } from "@/prisma/seed/demo/people";
import { demoUserId } from "@/prisma/seed/demo/when-and-who";

const DAY = 24 * 60 * 60 * 1000;

const PAGE_SIZE = 50;

const EXPORT_BATCH = 1_000;

/** A search that finds more people or teams than this cannot be used as a filter. */
const MOST_FOUND = 500;

export type AuditPage = {
  entries: ListedAuditEntry[];
  /** Where older entries continue; null: these are the oldest. */
  older: string | null;
};

/** What a condition on people is written in. */
type OfPerson = ExpressionBuilder<Tables & { u: Tables["User"] }, "u">;

/** By a part of the name or of the address. */
function matches(text: string) {
  return (person: OfPerson) => person.or([nameContains(person.ref("u.nameKey"), text), addressContains(person.ref("u.email"), text)]);
}

async function refsOf({ person, personId }: AuditFilter): Promise<string[] | null> {
  if (person === "" && personId === "") return null;
  const rows = await sqlOn()
    .selectFrom("User as u")
    .select("u.auditRef as ref")
    .where((where) => where.not("u.isAnonymous"))
    .where("u.auditRef", "is not", null)
    .where(matches(person))
    .$if(personId !== "", (people) => people.where("u.id", "=", personId))
    .limit(MOST_FOUND)
    .$narrowType<{ ref: NotNull }>()
    .execute();
  return rows.map(({ ref }) => ref);
}

async function teamIdsOf({ team, teamId }: AuditFilter): Promise<string[] | null> {
  if (team === "") return teamId === "" ? null : [teamId];
  const rows = await sqlOn()
    .selectFrom("Team as t")
    .select("t.id")
    .where((where) => nameContains(where.ref("t.nameKey"), team))
    .$if(teamId !== "", (teams) => teams.where("t.id", "=", teamId))
    .limit(MOST_FOUND)
    .execute();
  return rows.map(({ id }) => id);
}

async function whereOf(filter: AuditFilter): Promise<Prisma.AuditEntryWhereInput> {
  const [refs, teamIds] = [await refsOf(filter), await teamIdsOf(filter)];
  const conditions: Prisma.AuditEntryWhereInput[] = [];
  if (filter.action) conditions.push({ action: filter.action });
  if (refs) conditions.push({ OR: [{ actorRef: { in: refs } }, { subjectRef: { in: refs } }] });
  if (teamIds) conditions.push({ teamId: { in: teamIds } });
  if (filter.from) conditions.push({ at: { gte: new Date(`${filter.from}T00:00:00Z`) } });
  if (filter.to) conditions.push({ at: { lt: new Date(Date.parse(`${filter.to}T00:00:00Z`) + DAY) } });
  return { AND: conditions };
}

/** Newest first; entries of the same moment are in the order of their ids. */
async function listEntries(where: Prisma.AuditEntryWhereInput, after: AuditCursor | null, take: number) {
  const beyond: Prisma.AuditEntryWhereInput = after ? { OR: [{ at: { lt: after.at } }, { at: after.at, id: { lt: after.id } }] } : {};
  return getDatabase().auditEntry.findMany({ where: { AND: [where, beyond] }, orderBy: [{ at: "desc" }, { id: "desc" }], take });
}

type Stored = Awaited<ReturnType<typeof listEntries>>;

async function toRows(entries: Stored): Promise<ListedAuditEntry[]> {
  const refs = new Set(entries.flatMap(({ actorRef, subjectRef }) => [actorRef, subjectRef]).filter((ref) => ref !== null));
  const teamIds = new Set(entries.map(({ teamId }) => teamId).filter((id) => id !== null));
  const users = await getDatabase().user.findMany({
    where: { auditRef: { in: [...refs] } },
    select: { id: true, name: true, auditRef: true },
  });
  const teams = await getDatabase().team.findMany({ where: { id: { in: [...teamIds] } }, select: { id: true, name: true } });
  const people = new Map(users.map(({ auditRef, id, name }) => [auditRef, { userId: id, name }]));
  const teamNames = new Map(teams.map(({ id, name }) => [id, name]));
  const personOf = (ref: string | null): AuditPerson => (ref === null ? null : (people.get(ref) ?? "deleted"));
  return entries.map(({ id, at, action, actorRef, subjectRef, teamId, detail }) => {
    const facts = auditDetailSchema.parse(detail);
    const written = typeof facts.team === "string" ? facts.team : undefined;
    return {
      id,
      at,
      words: auditActionLabel(action),
      actor: personOf(actorRef),
      // What people do to their own account names them once.
      subject: subjectRef === actorRef ? null : personOf(subjectRef),
      team: teamId === null ? null : { teamId, name: written ?? teamNames.get(teamId) ?? "a deleted team" },
      detail: describeDetail(facts),
    };
  });
}

/** @throws ExpectedError Unauthenticated or NotFound */
export async function getAuditPage(actor: Actor | null, filter: AuditFilter, after: AuditCursor | null): Promise<AuditPage> {
  requireAccountFor(actor, "audit.read");
  const entries = await listEntries(await whereOf(filter), after, PAGE_SIZE + 1);
  const shown = entries.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return { entries: await toRows(shown), older: entries.length > PAGE_SIZE && last ? writeCursor(last) : null };
}

function csvName(person: AuditPerson, nobody: string): string {
  if (person === null) return nobody;
  return person === "deleted" ? "a deleted account" : person.name;
}

const COLUMNS = ["When (UTC)", "Who", "Did", "Whom", "Team", "More"];

/**
 * The filtered entries as CSV, in parts, so that a long audit is never in memory as a whole. The export is recorded first and
 * does not contain itself. @throws ExpectedError Unauthenticated or NotFound
 */
export async function exportAudit(actor: Actor | null, filter: AuditFilter, now: Date): Promise<AsyncGenerator<string>> {
  const account = requireAccountFor(actor, "audit.read");
  const where = { AND: [await whereOf(filter), { at: { lt: now } }] };
  await recordAudit(getDatabase(), { actor: account, action: "audit.exported" }, now);
  return writeEntries(where);
}

async function* writeEntries(where: Prisma.AuditEntryWhereInput): AsyncGenerator<string> {
  let after: AuditCursor | null = null;
  for (let isFirst = true; ; isFirst = false) {
    const entries: Stored = await listEntries(where, after, EXPORT_BATCH);
    const rows = (await toRows(entries)).map(({ at, words, actor, subject, team, detail }) => [
      at.toISOString(),
      csvName(actor, "nobody signed in"),
      words,
      csvName(subject, ""),
      team?.name ?? "",
      detail,
    ]);
    if (isFirst || rows.length > 0) yield writeCsv(COLUMNS, rows, isFirst);
    after = entries.at(-1) ?? null;
    if (entries.length < EXPORT_BATCH) return;
  }
}

export type DemoSignIn = { key: string; name: string; role: "admin" | "coach" | "member"; teams: string[] };

function teamsOf({ key }: DemoPerson): string[] {
  return DEMO_TEAMS.filter(({ coach, members }) => [coach, ...members].some((person) => person.key === key)).map(({ name }) => name);
}

/** People who still exist: visitors of the demo may disable or delete them. */
export async function listDemoSignIns(actor: Actor | null): Promise<DemoSignIn[]> {
  requireAllowed(actor, "demo.signIn");
  if (!(await isDemoWorkspace())) return [];
  const found = await getDatabase().user.findMany({
    where: { id: { in: OFFERED.map(({ person }) => demoUserId(person)) }, disabledAt: null },
    select: { id: true },
  });
  const ids = new Set(found.map(({ id }) => id));
  return OFFERED.filter(({ person }) => ids.has(demoUserId(person))).map(({ person, role }) => ({
    key: person.key,
    name: person.name,
    role,
    teams: teamsOf(person),
  }));
}

export type PeopleQuery = TableQuery<(typeof PEOPLE_SORTS)[number], (typeof PEOPLE_SHOWN)[number]>;

export type PeoplePage = {
  people: ListedPerson[];
  /** The number of people found, on all pages. */
  count: number;
  /** People without an account; they are in no list. */
  guestCount: number;
  pageSize: number;
};

const found = ({ search, show }: Pick<PeopleQuery, "search" | "show">) =>
  sqlOn()
    .selectFrom("User as u")
    .where((where) => where.not("u.isAnonymous"))
    .$if(show === "admins", (people) => people.where((where) => where.ref("u.isAdmin")))
    .$if(show === "disabled", (people) => people.where("u.disabledAt", "is not", null))
    .$if(search !== "", (people) => people.where(matches(search)));

const SORTED_BY = {
  name: (person) => person.ref("u.nameKey"),
  joined: (person) => person.ref("u.createdAt"),
  seen: (person) => person.ref("u.lastSeenAt"),
  teams: (person) =>
    person
      .selectFrom("Membership as m")
      .select((select) => select.fn.countAll<Counted>().as("count"))
      .whereRef("m.userId", "=", "u.id"),
} satisfies Record<PeopleQuery["sort"], (person: OfPerson) => Expression<unknown>>;

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

function toPerson(row: Prisma.UserGetPayload<{ select: typeof PERSON }>): ListedPerson {
  return {
    userId: row.id,
    name: row.name,
    email: row.email,
    isAdmin: row.isAdmin,
    isDisabled: row.disabledAt !== null,
    joinedAt: row.createdAt,
    lastSeenAt: row.lastSeenAt,
    teams: row.memberships.map(({ role, team }) => ({ teamId: team.id, name: team.name, role })),
  };
}

/** A bounded number of statements, however many people there are. @throws ExpectedError Unauthenticated or NotFound */
export async function getPeoplePage(actor: Actor | null, query: PeopleQuery): Promise<PeoplePage> {
  requireAccountFor(actor, "people.manage");
  const database = getDatabase();
  const ids = await found(query)
    .select("u.id")
    .orderBy(SORTED_BY[query.sort], inDirection(query.direction))
    .orderBy("u.id")
    .limit(PEOPLE_PER_PAGE)
    .offset((query.page - 1) * PEOPLE_PER_PAGE)
    .execute();
  const { count } = await found(query)
    .select((select) => select.fn.countAll<Counted>().as("count"))
    .executeTakeFirstOrThrow();
  const rows = await database.user.findMany({ where: { id: { in: ids.map(({ id }) => id) } }, select: PERSON });
  const byId = new Map(rows.map((row) => [row.id, toPerson(row)]));
  return {
    people: ids.flatMap(({ id }) => byId.get(id) ?? []),
    count: Number(count),
    guestCount: await database.user.count({ where: { isAnonymous: true } }),
    pageSize: PEOPLE_PER_PAGE,
  };
}

export type PersonDetail = ListedPerson & { isSelf: boolean; isVerified: boolean };

/** @throws ExpectedError Unauthenticated or NotFound, also for a guest */
export async function getPerson(actor: Actor | null, userId: string): Promise<PersonDetail> {
  const account = requireAccountFor(actor, "people.manage");
  requireWellFormed(userId);
  const row = await getDatabase().user.findFirst({ where: { id: userId, isAnonymous: false }, select: { ...PERSON, emailVerified: true } });
  if (!row) throw notFoundError();
  return { ...toPerson(row), isSelf: row.id === account.userId, isVerified: row.emailVerified };
}

export async function isReady(actor: Actor | null): Promise<boolean> {
  requireAllowed(actor, "server.seeReady");
  try {
    // Migrated, with a published competency.
    return (await getDatabase().revision.count()) > 0;
  } catch {
    return false;
  }
}

/** Open as long as there is no admin. */
export async function isSetupOpen(actor: Actor | null): Promise<boolean> {
  requireAllowed(actor, "setup.complete");
  return hasNoAdmin();
}

/** For pages of admins that show nothing from the database. Throws Unauthenticated, or NotFound for whoever is no admin. */
export function requireAdministrator(actor: Actor | null, action: AccessAction): void {
  requireAccountFor(actor, action);
}
