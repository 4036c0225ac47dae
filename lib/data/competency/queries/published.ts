/** What is published: anybody may read it, on pages, in files, and as CASE serves it. */
import type { Actor } from "@/lib/access/actor";
import { requireAllowed } from "@/lib/access/require-allowed";
import { caseOrigin, casePackageOf } from "@/lib/data/competency/internal/case";
import { type ExportedFile, publishedCompetencySchema, writeExport } from "@/lib/data/competency/internal/exchange";
import {
  findRevisionNumbered,
  getComparability,
  getCurrentRevision,
  getRevisions,
  listRevisionsOf,
  type PublishedRevision,
} from "@/lib/data/competency/internal/revisions";
import { getDatabase } from "@/lib/db/client";
import type { Comparability } from "@/lib/domain/competency/comparability";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import type { CasePackage } from "@/lib/domain/competency/exchange/case";
import { isImportFormat } from "@/lib/domain/competency/exchange/import-report";
import { notFoundError } from "@/lib/domain/request/expected-error";

export type CompetencyChoice = {
  competencyId: string;
  name: string;
  purpose: string;
  behaviorCount: number;
  number: number;
  publishedAt: Date;
};

/** Each competency that is published, in its current revision; the one that was first there comes first. */
export async function listCompetencies(actor: Actor | null): Promise<CompetencyChoice[]> {
  requireAllowed(actor, "competency.read");
  const rows = await getDatabase().revision.findMany({
    orderBy: { number: "asc" },
    select: { id: true, competencyId: true, publishedAt: true },
  });
  const begun = new Map(rows.toReversed().map(({ competencyId, publishedAt }) => [competencyId, publishedAt.getTime()]));
  const newest = new Map(rows.map(({ competencyId, id }) => [competencyId, { revisionId: id }]));
  const revisions = [...(await getRevisions([...newest.values()])).values()];
  return revisions
    .map(({ competency: { id, source }, number, publishedAt }) => {
      const { name, purpose, behaviors } = source;
      return { competencyId: id, name, purpose, behaviorCount: behaviors.length, number, publishedAt };
    })
    .toSorted((a, b) => (begun.get(a.competencyId) ?? 0) - (begun.get(b.competencyId) ?? 0) || (a.competencyId < b.competencyId ? -1 : 1));
}

/** The revision that a new assessment is taken on; without an id, of the competency that Cairn ships. Throws NotFound. */
export async function getPublishedCompetency(actor: Actor | null, competencyId?: string): Promise<CompetencyModel> {
  requireAllowed(actor, "competency.read");
  return (await getCurrentRevision(competencyId)).competency;
}

/** The revision that is current; null where nothing of it is published. */
export async function findCurrentRevision(actor: Actor | null, competencyId: string): Promise<PublishedRevision | null> {
  requireAllowed(actor, "competency.read");
  const [current = null] = await listRevisionsOf(competencyId, undefined, 1);
  return current;
}

/** Newest first; none where nothing of it is published. */
export async function listPublishedRevisions(actor: Actor | null, competencyId: string): Promise<PublishedRevision[]> {
  requireAllowed(actor, "competency.read");
  return listRevisionsOf(competencyId);
}

type OnRevision = { competency: CompetencyModel; number: number };

/** What of two results of one competency may be compared. */
export async function getRevisionComparability(actor: Actor | null, one: OnRevision, other: OnRevision): Promise<Comparability> {
  requireAllowed(actor, "competency.read");
  return getComparability(one, other);
}

/** A revision as a file, the current one where no number is given. Throws NotFound, also for a format that is none. */
export async function exportCompetency(
  actor: Actor | null,
  { competencyId, number, format }: { competencyId?: string | undefined; number: number | null; format: string },
): Promise<ExportedFile> {
  requireAllowed(actor, "competency.read");
  const current = await getCurrentRevision(competencyId);
  const revision = number === null ? current : await findRevisionNumbered(current.competency.id, number);
  if (!revision || !isImportFormat(format)) throw notFoundError();
  return writeExport(revision, format);
}

/** The JSON Schema that an exported model names. */
export function getCompetencySchema(actor: Actor | null): object {
  requireAllowed(actor, "competency.read");
  return publishedCompetencySchema();
}

/** Every competency's newest revision, in the order of their ids, so that a page of them is the same each time. */
export async function getCaseCatalog(actor: Actor | null): Promise<{ origin: string; packages: CasePackage[] }> {
  requireAllowed(actor, "competency.read");
  const competencies = await getDatabase().revision.groupBy({ by: ["competencyId"], orderBy: { competencyId: "asc" } });
  const packages = competencies.map(async ({ competencyId }) => casePackageOf(await getCurrentRevision(competencyId)));
  return { origin: caseOrigin(), packages: await Promise.all(packages) };
}
