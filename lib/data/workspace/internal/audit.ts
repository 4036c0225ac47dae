/** The audit: who did what to whom and when. Entries are only ever added. */
import { randomUUID } from "node:crypto";
import { type DatabaseTransaction, getDatabase, Prisma } from "@/lib/db/client";
import type { Account, Actor } from "@/lib/access/actor";
import { type AuditAction, type AuditDetail, auditRow } from "@/lib/domain/workspace/audit";
import { type AuditCursor, type AuditFilter, writeCursor } from "@/lib/domain/workspace/audit-filter";
import { actionWords, detailWords } from "@/lib/domain/workspace/audit-wording";
import { writeCsv } from "@/lib/platform/csv";
import { requireAdmin } from "./admins";
import { contains } from "@/lib/db/contains";

type AuditFact = {
  /** Null where nobody was signed in, and for the server itself. */
  actor: Pick<Account, "auditRef"> | null;
  action: AuditAction;
  /** The auditRef of the person whom it was done to. */
  subjectRef?: string | null;
  teamId?: string | null;
  detail?: AuditDetail;
};

/** Called in the transaction of the change itself, so that neither is kept without the other. */
export async function recordAudit(transaction: DatabaseTransaction, { actor, action, ...facts }: AuditFact, now: Date): Promise<void> {
  await transaction.auditEntry.create({ data: auditRow(randomUUID(), now, action, { actorRef: actor?.auditRef ?? null, ...facts }) });
}

const DAY = 24 * 60 * 60 * 1000;
const PAGE_SIZE = 50;
const EXPORT_BATCH = 1_000;

/** A search that finds more people or teams than this is too wide to filter by. */
const MOST_FOUND = 500;

/** Somebody; or an account that is no longer there; or null: nobody who was signed in. */
export type AuditPerson = { userId: string; name: string } | "deleted" | null;

export type AuditEntryRow = {
  id: string;
  at: Date;
  words: string;
  actor: AuditPerson;
  /** Null where it was done to nobody else. */
  subject: AuditPerson;
  /** The name that it had then, where that was written down; else the one that it has. */
  team: { teamId: string; name: string } | null;
  detail: string;
};

export type AuditPage = {
  entries: AuditEntryRow[];
  /** Where to go on with older ones; null: these are the oldest. */
  older: string | null;
};

async function refsOf({ person, personId }: AuditFilter): Promise<string[] | null> {
  if (person === "" && personId === "") return null;
  const name = contains(Prisma.sql`u."name"`, person);
  const email = contains(Prisma.sql`u."email"`, person);
  const rows = await getDatabase().$queryRaw<{ ref: string }[]>`
    SELECT u."auditRef" AS ref FROM "User" u
    WHERE NOT u."isAnonymous" AND u."auditRef" IS NOT NULL AND (${personId} = '' OR u."id" = ${personId}) AND (${name} OR ${email})
    LIMIT ${MOST_FOUND}`;
  return rows.map(({ ref }) => ref);
}

async function teamIdsOf({ team, teamId }: AuditFilter): Promise<string[] | null> {
  if (team === "") return teamId === "" ? null : [teamId];
  const rows = await getDatabase().$queryRaw<{ id: string }[]>`
    SELECT t."id" FROM "Team" t
    WHERE ${contains(Prisma.sql`t."name"`, team)} AND (${teamId} = '' OR t."id" = ${teamId}) LIMIT ${MOST_FOUND}`;
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

/** Newest first; entries of one moment stand in the order of their ids. */
async function readEntries(where: Prisma.AuditEntryWhereInput, after: AuditCursor | null, take: number) {
  const beyond: Prisma.AuditEntryWhereInput = after ? { OR: [{ at: { lt: after.at } }, { at: after.at, id: { lt: after.id } }] } : {};
  return getDatabase().auditEntry.findMany({ where: { AND: [where, beyond] }, orderBy: [{ at: "desc" }, { id: "desc" }], take });
}

type Stored = Awaited<ReturnType<typeof readEntries>>;

async function toRows(entries: Stored): Promise<AuditEntryRow[]> {
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
    const facts = JSON.parse(detail) as Record<string, unknown>;
    const written = typeof facts.team === "string" ? facts.team : undefined;
    return {
      id,
      at,
      words: actionWords(action),
      actor: personOf(actorRef),
      // What people do to their own account is said of them once.
      subject: subjectRef === actorRef ? null : personOf(subjectRef),
      team: teamId === null ? null : { teamId, name: written ?? teamNames.get(teamId) ?? "a deleted team" },
      detail: detailWords(facts),
    };
  });
}

/** @throws ExpectedError Unauthenticated or NotFound */
export async function listAuditEntries(actor: Actor | null, filter: AuditFilter, after: AuditCursor | null): Promise<AuditPage> {
  requireAdmin(actor, "audit.read");
  const entries = await readEntries(await whereOf(filter), after, PAGE_SIZE + 1);
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
 * The filtered entries as CSV, in pieces, so that a long audit need not be held whole. The export is written down first and
 * is not in itself. @throws ExpectedError Unauthenticated or NotFound
 */
export async function exportAudit(actor: Actor | null, filter: AuditFilter, now: Date): Promise<AsyncGenerator<string>> {
  const account = requireAdmin(actor, "audit.read");
  const where = { AND: [await whereOf(filter), { at: { lt: now } }] };
  await getDatabase().$transaction((transaction) => recordAudit(transaction, { actor: account, action: "audit.exported" }, now));
  return writeEntries(where);
}

async function* writeEntries(where: Prisma.AuditEntryWhereInput): AsyncGenerator<string> {
  let after: AuditCursor | null = null;
  for (let isFirst = true; ; isFirst = false) {
    const entries: Stored = await readEntries(where, after, EXPORT_BATCH);
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
