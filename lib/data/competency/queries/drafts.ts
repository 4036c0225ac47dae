/** Drafts as admins see them, and what publishing one would do. */

import type { Actor } from "@/lib/access/actor";
import { requireAccountFor } from "@/lib/data/account/internal/require-account";
import { type Author, getAuthors } from "@/lib/data/competency/internal/authors";
import { currentFields, findRow, type SeenDraft, WITH_FIELDS } from "@/lib/data/competency/internal/drafts";
import { type ReadImport, readImport } from "@/lib/data/competency/internal/exchange";
import { currentState, getChosenMeanings } from "@/lib/data/competency/internal/publishing";
import { getCurrentRevision } from "@/lib/data/competency/internal/revisions";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import { brokenBehaviors } from "@/lib/domain/competency/comparability";
import { type Difference, differenceBetween, withMeanings } from "@/lib/domain/competency/difference";
import { type DraftFields, fieldsOf, findGaps, type Gap } from "@/lib/domain/competency/draft";
import { fieldsAfterImport } from "@/lib/domain/competency/draft-import";

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
  const account = requireAccountFor(actor, "competency.edit");
  const row = await findRow(database, competencyId);
  if (!row) return null;
  const [authorOf, steps] = await Promise.all([
    getAuthors(account, [row.startedBy, row.editedBy], database),
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
  const account = requireAccountFor(actor, "competency.edit");
  const rows = await getDatabase().draft.findMany({ include: WITH_FIELDS, orderBy: [{ editedAt: "desc" }, { id: "asc" }] });
  const authorOf = await getAuthors(
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

async function getImpact(competencyId: string, before: DraftFields, difference: Difference): Promise<Impact> {
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
  const chosen = await getChosenMeanings(getDatabase(), draft.draftId);
  const difference = withMeanings(differenceBetween(current.fields, draft.fields), chosen);
  return {
    seen: { draftId: draft.draftId, draftVersion: draft.draftVersion, currentNumber: current.number },
    name: draft.fields.name?.trim() ?? "",
    difference,
    gaps: findGaps(draft.fields),
    impact: await getImpact(competencyId, current.fields, difference),
  };
}

export type PreviewedImport = ReadImport & {
  /** The draft's fields, or what is published where there is no draft. */
  current: DraftFields;
  /** What they would be; null where the file cannot be imported. */
  after: DraftFields | null;
};

/** What a file, or a pasted text, would bring into the draft; nothing is written. `filename` may be empty. */
export async function previewImport(
  actor: Actor | null,
  competencyId: string,
  { bytes, filename }: { bytes: Uint8Array; filename: string },
): Promise<PreviewedImport> {
  const draft = await findDraft(actor, competencyId);
  const current = draft?.fields ?? fieldsOf((await getCurrentRevision(competencyId)).competency);
  const read = readImport(bytes, filename, current);
  return { ...read, current, after: read.imported && fieldsAfterImport(current, read.imported) };
}
