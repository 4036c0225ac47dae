/** Published revisions of competencies, which never change. People without an account may read them too. */

import { randomUUID } from "node:crypto";
import { type DatabaseTransaction, getDatabase, type Prisma } from "@/lib/db/client";
import { type Comparability, comparabilityOf } from "@/lib/domain/competency/comparability";
import { type CompetencyModel, competencyModelSchema } from "@/lib/domain/competency/competency-model";
import { changesSchema, differenceBetween, type RecordedChange, recordedChanges } from "@/lib/domain/competency/difference";
import { fieldsOf } from "@/lib/domain/competency/draft";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { illFormedReason } from "@/lib/domain/text/well-formed-text";
import { isDuplicate } from "@/lib/platform/database-errors";

export type PublishedRevision = {
  revisionId: string;
  number: number;
  publishedAt: Date;
  /** The auditRef of the publisher; null for the competency that Cairn ships. */
  publishedBy: string | null;
  /** The note on what is new, for readers; may be empty. */
  note: string;
  /** What differs from the revision before, and what that means. */
  changes: readonly RecordedChange[];
  competency: CompetencyModel;
};

/**
 * A revision never changes, so a process reads each once, whatever asks for it. Which one is current is asked each time. It
 * is one database's: a test that empties the database makes other ids.
 */
const known = new Map<string, PublishedRevision>();

const REVISION = { id: true, number: true, publishedAt: true, publishedBy: true, note: true, changes: true, content: true } as const;

type RevisionRow = Prisma.RevisionGetPayload<{ select: typeof REVISION }>;

function toRevision({ id, changes, content, ...row }: RevisionRow): PublishedRevision {
  const competency = competencyModelSchema.parse(content);
  return { revisionId: id, ...row, competency, changes: changesSchema.parse(changes) };
}

/** In the order of these ids; those that the process has not read yet come in one statement. */
async function readKnown(ids: readonly string[], database: DatabaseTransaction): Promise<PublishedRevision[]> {
  const missing = ids.filter((id) => !known.has(id));
  if (missing.length > 0) {
    const rows = await database.revision.findMany({ where: { id: { in: missing } }, select: REVISION });
    for (const row of rows) known.set(row.id, toRevision(row));
  }
  return ids.flatMap((id) => known.get(id) ?? []);
}

/**
 * Publishes the shipped competency where it differs from the newest revision: revision 1 on a new database, the next one after an
 * update that changed its text. What was assessed on an older revision stays readable as it was. Once an admin has published the
 * organization's own text, that stays.
 */
export async function publishShippedCompetency(competency: CompetencyModel = productManagement): Promise<void> {
  const database = getDatabase();
  const [newest] = await listRevisionsOf(competency.id, database, 1);
  // An older revision's text counts as published too: servers of two versions may start in turn.
  const settled = { competencyId: competency.id, OR: [{ content: { equals: competency } }, { publishedBy: { not: null } }] };
  if (await database.revision.findFirst({ where: settled, select: { id: true } })) return;
  const changes = newest ? recordedChanges(differenceBetween(fieldsOf(newest.competency), fieldsOf(competency))) : [];
  try {
    await database.revision.create({
      data: {
        id: randomUUID(),
        competencyId: competency.id,
        number: (newest?.number ?? 0) + 1,
        content: competency,
        note: newest ? "Cairn was updated, and its words with it." : "",
        changes,
      },
    });
  } catch (error) {
    // Two servers that start at once publish the same text: the second finds the number taken.
    if (!isDuplicate(error)) throw error;
  }
}

/** Returns the revision for new assessments. @throws ExpectedError NotFound where nothing is published */
export async function getCurrentRevision(
  competencyId: string = productManagement.id,
  database: DatabaseTransaction = getDatabase(),
): Promise<PublishedRevision> {
  const [current] = await listRevisionsOf(competencyId, database, 1);
  if (!current) throw notFoundError();
  return current;
}

/** @throws where it does not exist: an assessment's revision is never deleted */
export async function getRevision(revisionId: string, database: DatabaseTransaction = getDatabase()): Promise<PublishedRevision> {
  const [revision] = await readKnown([revisionId], database);
  if (!revision) throw new Error("An assessment without its revision.");
  return revision;
}

/** By id. */
export type Revisions = ReadonlyMap<string, PublishedRevision>;

type OnRevision = { revisionId: string };

/** Those that these were taken on, in one statement at most, whoever answered on them. */
export async function getRevisions(taken: readonly OnRevision[]): Promise<Revisions> {
  const revisions = await readKnown([...new Set(taken.map(({ revisionId }) => revisionId))], getDatabase());
  return new Map(revisions.map((revision) => [revision.revisionId, revision]));
}

/** By competency id, in the words of its newest revision. */
export async function getCompetencyNames(competencyIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const newest = await getDatabase().revision.findMany({
    where: { competencyId: { in: [...new Set(competencyIds)] } },
    orderBy: [{ competencyId: "asc" }, { number: "desc" }],
    distinct: ["competencyId"],
    select: { id: true },
  });
  const revisions = await readKnown(
    newest.map(({ id }) => id),
    getDatabase(),
  );
  return new Map(revisions.map(({ competency }) => [competency.id, competency.source.name]));
}

/** The newest revision of these assessments; null where there are none. */
export function newestOf(taken: readonly OnRevision[], revisions: Revisions): PublishedRevision | null {
  const used = taken.flatMap(({ revisionId }) => revisions.get(revisionId) ?? []);
  return used.toSorted((a, b) => b.number - a.number)[0] ?? null;
}

export async function findRevisionNumbered(
  competencyId: string,
  number: number,
  database: DatabaseTransaction = getDatabase(),
): Promise<PublishedRevision | null> {
  if (illFormedReason(competencyId) !== null || !Number.isInteger(number) || Math.abs(number) > 1_000_000) return null;
  const row = await database.revision.findUnique({ where: { competencyId_number: { competencyId, number } }, select: { id: true } });
  return row && getRevision(row.id, database);
}

/** Newest first; `most` of them. */
export async function listRevisionsOf(
  competencyId: string,
  database: DatabaseTransaction = getDatabase(),
  most?: number,
): Promise<PublishedRevision[]> {
  if (illFormedReason(competencyId) !== null) return [];
  const rows = await database.revision.findMany({
    where: { competencyId },
    orderBy: { number: "desc" },
    ...(most === undefined ? {} : { take: most }),
    select: { id: true },
  });
  return readKnown(
    rows.map(({ id }) => id),
    database,
  );
}

/** The recorded changes of every revision of a competency after the older of two numbers, up to and with the newer. */
export async function listChangesBetween(
  competencyId: string,
  one: number,
  other: number,
  database: DatabaseTransaction = getDatabase(),
): Promise<RecordedChange[]> {
  const rows = await database.revision.findMany({
    where: { competencyId, number: { gt: Math.min(one, other), lte: Math.max(one, other) } },
    orderBy: { number: "asc" },
    select: { changes: true },
  });
  return rows.flatMap(({ changes }) => changesSchema.parse(changes));
}

/** What may be compared between two revisions of one competency, in either order. */
export async function getComparability(
  one: { competency: CompetencyModel; number: number },
  other: { competency: CompetencyModel; number: number },
  database?: DatabaseTransaction,
): Promise<Comparability> {
  const [older, newer] = one.number <= other.number ? [one, other] : [other, one];
  return comparabilityOf(
    older.competency,
    newer.competency,
    await listChangesBetween(one.competency.id, older.number, newer.number, database),
  );
}
