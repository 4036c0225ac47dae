/** Competencies, their drafts and revisions, as admins and readers see them. */

import type { Actor } from "@/lib/access/actor";
import { type Author, findAuthors } from "@/lib/data/competency/internal/authors";
import { casePackageOf } from "@/lib/data/competency/internal/case";
import { currentFields, findRow, type SeenDraft, WITH_FIELDS } from "@/lib/data/competency/internal/drafts";
import { currentState, readChosen } from "@/lib/data/competency/internal/publishing";
import { findRevisionNumbered, getCurrentRevision, listChangesBetween, listRevisionsOf } from "@/lib/data/competency/internal/revisions";
import { requireAdmin } from "@/lib/data/workspace/internal/admins";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import { brokenBehaviors, withRecordedMeanings } from "@/lib/domain/competency/comparability";
import { type Difference, differenceBetween, withMeanings } from "@/lib/domain/competency/difference";
import { type DraftFields, fieldsOf, findGaps, type Gap } from "@/lib/domain/competency/draft";
import type { CasePackage } from "@/lib/domain/competency/exchange/case";
import { notFoundError } from "@/lib/domain/request/expected-error";

/** Ordered by competency id, so that a page is the same each time. */
export async function listCasePackages(): Promise<CasePackage[]> {
  const competencies = await getDatabase().revision.groupBy({ by: ["competencyId"], orderBy: { competencyId: "asc" } });
  return await Promise.all(competencies.map(async ({ competencyId }) => casePackageOf(await getCurrentRevision(competencyId))));
}

export type Draft = SeenDraft & {
  competencyId: string;
  fields: DraftFields;
  /** By path; 0 for a field that was not changed since the draft began. */
  versions: Readonly<Record<string, number>>;
  /** The revision that it is based on; null for a competency without one. */
  base: { revisionId: string; number: number } | null;
  startedAt: Date;
  startedBy: Author;
  editedAt: Date;
  editedBy: Author;
  canUndo: boolean;
  canRedo: boolean;
};

/** The draft, or null where there is none. */
export async function findDraft(
  actor: Actor | null,
  competencyId: string,
  database: DatabaseTransaction = getDatabase(),
): Promise<Draft | null> {
  const account = requireAdmin(actor, "competency.edit");
  const row = await findRow(database, competencyId);
  if (!row) return null;
  const [authorOf, steps] = await Promise.all([
    findAuthors(account, [row.startedBy, row.editedBy], database),
    database.draftEdit.groupBy({ by: ["undone"], where: { draftId: row.id, editedBy: account.auditRef } }),
  ]);
  return {
    competencyId,
    draftId: row.id,
    draftVersion: row.version,
    fields: currentFields(row),
    versions: Object.fromEntries(row.fields.map(({ path, version }) => [path, version])),
    base: row.base && { revisionId: row.base.id, number: row.base.number },
    startedAt: row.startedAt,
    startedBy: authorOf(row.startedBy),
    editedAt: row.editedAt,
    editedBy: authorOf(row.editedBy),
    canUndo: steps.some(({ undone }) => !undone),
    canRedo: steps.some(({ undone }) => undone),
  };
}

export type DraftSummary = { competencyId: string; name: string; baseNumber: number | null; editedAt: Date; editedBy: Author };

/** Every draft, the one changed last first. */
export async function listDrafts(actor: Actor | null): Promise<DraftSummary[]> {
  const account = requireAdmin(actor, "competency.edit");
  const rows = await getDatabase().draft.findMany({ include: WITH_FIELDS, orderBy: [{ editedAt: "desc" }, { id: "asc" }] });
  const authorOf = await findAuthors(
    account,
    rows.map(({ editedBy }) => editedBy),
  );
  return rows.map((row) => ({
    competencyId: row.competencyId,
    name: currentFields(row).name?.trim() || "A competency without a name",
    baseNumber: row.base?.number ?? null,
    editedAt: row.editedAt,
    editedBy: authorOf(row.editedBy),
  }));
}

/** The draft, and the number of the revision that it was compared with: 0 where nothing is published yet. */
export type SeenPublication = SeenDraft & { currentNumber: number };

export type Impact = {
  /** Assessments of this competency, on any revision. Those in progress finish on theirs, unless the person moves. */
  inProgress: number;
  submitted: number;
  /** People with at least one submitted assessment, whose next one could not be compared after a break. */
  people: number;
  /** That one of them is shared with. */
  teams: number;
  /** Behaviors whose trend will show a break, by their names in the revision before. */
  breaks: { behaviorId: string; name: string }[];
};

export type Publication = { seen: SeenPublication; name: string; difference: Difference; gaps: Gap[]; impact: Impact };

async function readImpact(competencyId: string, before: DraftFields, difference: Difference): Promise<Impact> {
  const database = getDatabase();
  const ofCompetency = { revision: { competencyId } };
  const [inProgress, submitted, people, teams] = await Promise.all([
    database.assessment.count({ where: { ...ofCompetency, submittedAt: null } }),
    database.assessment.count({ where: { ...ofCompetency, submittedAt: { not: null } } }),
    database.user.count({ where: { assessments: { some: { ...ofCompetency, submittedAt: { not: null } } } } }),
    database.team.count({ where: { shares: { some: { withdrawnAt: null, assessment: ofCompetency } } } }),
  ]);
  const breaks = brokenBehaviors(before, difference.changes).map((behaviorId) => ({
    behaviorId,
    name: (before[`behaviors.${behaviorId}.name`] ?? "").trim(),
  }));
  return { inProgress, submitted, people, teams, breaks };
}

/** Null where there is no draft. */
export async function findPublication(actor: Actor | null, competencyId: string): Promise<Publication | null> {
  const draft = await findDraft(actor, competencyId);
  if (!draft) return null;
  const current = await currentState(competencyId);
  const chosen = await readChosen(getDatabase(), draft.draftId);
  const difference = withMeanings(differenceBetween(current.fields, draft.fields), chosen);
  return {
    seen: { draftId: draft.draftId, draftVersion: draft.draftVersion, currentNumber: current.number },
    name: draft.fields.name?.trim() ?? "",
    difference,
    gaps: findGaps(draft.fields),
    impact: await readImpact(competencyId, current.fields, difference),
  };
}

export type RevisionSummary = {
  number: number;
  publishedAt: Date;
  /** Null for the competency that Cairn ships. */
  publishedBy: Author | null;
  note: string;
  isCurrent: boolean;
  /** Behaviors, levels and anchors that differ from the revision before. */
  changed: { wording: number; meaning: number };
};

/** Newest first. */
export async function listRevisions(actor: Actor | null, competencyId: string): Promise<RevisionSummary[]> {
  const account = requireAdmin(actor, "competency.edit");
  const revisions = await listRevisionsOf(competencyId);
  const authorOf = await findAuthors(
    account,
    revisions.flatMap(({ publishedBy }) => publishedBy ?? []),
  );
  return revisions.map(({ number, publishedAt, publishedBy, note, changes }, index) => ({
    number,
    publishedAt,
    publishedBy: publishedBy === null ? null : authorOf(publishedBy),
    note,
    isCurrent: index === 0,
    changed: {
      wording: changes.filter(({ meaning }) => meaning === "wording").length,
      meaning: changes.filter(({ meaning }) => meaning === "meaning").length,
    },
  }));
}

export type Comparison = { from: number; to: number | "draft"; difference: Difference };

/**
 * Any two revisions, the older one first, or a revision and the draft. Between revisions the meanings are the recorded ones.
 * @throws ExpectedError NotFound
 */
export async function compareRevisions(
  actor: Actor | null,
  competencyId: string,
  { from, to }: { from: number; to: number | "draft" },
): Promise<Comparison> {
  requireAdmin(actor, "competency.edit");
  if (to !== "draft" && from > to) return compareRevisions(actor, competencyId, { from: to, to: from });
  const before = await findRevisionNumbered(competencyId, from);
  if (!before) throw notFoundError();
  if (to === "draft") {
    const draft = await findDraft(actor, competencyId);
    if (!draft) throw notFoundError();
    const difference = differenceBetween(fieldsOf(before.competency), draft.fields);
    return { from, to, difference: withMeanings(difference, await readChosen(getDatabase(), draft.draftId)) };
  }
  const after = await findRevisionNumbered(competencyId, to);
  if (!after) throw notFoundError();
  const steps = await listChangesBetween(competencyId, from, to);
  return { from, to, difference: withRecordedMeanings(differenceBetween(fieldsOf(before.competency), fieldsOf(after.competency)), steps) };
}

export type CompetencyChoice = {
  competencyId: string;
  name: string;
  purpose: string;
  behaviorCount: number;
  number: number;
  publishedAt: Date;
};

/** Each published competency in its current revision, the oldest competency first. */
export async function listCompetencies(): Promise<CompetencyChoice[]> {
  const newest = await getDatabase().revision.groupBy({ by: ["competencyId"], _max: { number: true }, _min: { publishedAt: true } });
  const order = newest.toSorted(
    (a, b) => (a._min.publishedAt?.getTime() ?? 0) - (b._min.publishedAt?.getTime() ?? 0) || (a.competencyId < b.competencyId ? -1 : 1),
  );
  return Promise.all(
    order.map(async ({ competencyId }) => {
      const { competency, number, publishedAt } = await getCurrentRevision(competencyId);
      const { name, purpose, behaviors } = competency.source;
      return { competencyId, name, purpose, behaviorCount: behaviors.length, number, publishedAt };
    }),
  );
}
