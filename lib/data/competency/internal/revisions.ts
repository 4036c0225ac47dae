/** Published revisions of competencies, which never change. People without an account may read them too. */

import { randomUUID } from "node:crypto";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
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

/** A revision never changes, so it is read once. Which one is current is read each time. */
const parsed = new Map<string, Pick<PublishedRevision, "competency" | "changes">>();

type RevisionRow = {
  id: string;
  number: number;
  publishedAt: Date;
  publishedBy: string | null;
  note: string;
  changes: unknown;
  content: unknown;
};

function toRevision({ id, number, publishedAt, publishedBy, note, changes, content }: RevisionRow): PublishedRevision {
  let known = parsed.get(id);
  if (!known) {
    known = { competency: competencyModelSchema.parse(content), changes: changesSchema.parse(changes) };
    parsed.set(id, known);
  }
  return { revisionId: id, number, publishedAt, publishedBy, note, ...known };
}

/**
 * Publishes the shipped competency where it differs from the newest revision: revision 1 on a new database, the next one after an
 * update that changed its text. What was assessed on an older revision stays readable as it was. Once an admin has published the
 * organization's own text, that stays.
 */
export async function publishShippedCompetency(competency: CompetencyModel = productManagement): Promise<void> {
  const database = getDatabase();
  const newest = await database.revision.findFirst({ where: { competencyId: competency.id }, orderBy: { number: "desc" } });
  // An older revision's text counts as published too: servers of two versions may start in turn.
  const settled = { competencyId: competency.id, OR: [{ content: { equals: competency } }, { publishedBy: { not: null } }] };
  if (await database.revision.findFirst({ where: settled, select: { id: true } })) return;
  const changes = newest ? recordedChanges(differenceBetween(fieldsOf(toRevision(newest).competency), fieldsOf(competency))) : [];
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
  const row =
    illFormedReason(competencyId) === null
      ? await database.revision.findFirst({ where: { competencyId }, orderBy: { number: "desc" } })
      : null;
  if (!row) throw notFoundError();
  return toRevision(row);
}

/** @throws where it does not exist: an assessment's revision is never deleted */
export async function getRevision(revisionId: string, database: DatabaseTransaction = getDatabase()): Promise<PublishedRevision> {
  return toRevision(await database.revision.findUniqueOrThrow({ where: { id: revisionId } }));
}

/** By id. */
export type Revisions = ReadonlyMap<string, PublishedRevision>;

type OnRevision = { revisionId: string };

/** The revisions of these assessments: loads each distinct revision once. */
export async function getRevisions(taken: readonly OnRevision[]): Promise<Revisions> {
  const revisions = new Map<string, PublishedRevision>();
  for (const id of new Set(taken.map(({ revisionId }) => revisionId))) revisions.set(id, await getRevision(id));
  return revisions;
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
  const row = await database.revision.findUnique({ where: { competencyId_number: { competencyId, number } } });
  return row && toRevision(row);
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
  });
  return rows.map(toRevision);
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
