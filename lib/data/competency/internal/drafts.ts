/**
 * Drafts of competency models, which admins write together: a competency has one at most. For its pages:
 *
 *   findDraft            the draft as it stands: `fields` (path → text, see lib/domain/competency/draft.ts) and each field's `version`
 *   startDraft           begins one from the current revision, or answers the one there is
 *   saveDraftField       with the version that one saw; answers "saved", or "conflict" with both texts
 *   addBehavior, addLevel, moveUnit, retireUnit, bringBackUnit, retiredUnits
 *   undoEdit, redoEdit   one's own steps
 *   importIntoDraft, restoreRevision    as one step that can be undone
 *   discardDraft, createCompetency
 *
 * Where a draft cannot be published yet is `findGaps(draft.fields)`. Every change runs alone (`asAdmin`), so none is lost.
 */
import type { DatabaseTransaction, Prisma } from "@/lib/db/client";
import { normalizeLineEnds } from "@/lib/domain/assessment/timed-rating";
import { behaviorIdsOf, type DraftFields, fieldKind, fieldPaths, levelIdsOf, readDraftFields } from "@/lib/domain/competency/draft";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { illFormedReason } from "@/lib/domain/text/well-formed-text";

export const WITH_FIELDS = { fields: true, base: { select: { id: true, number: true } } } satisfies Prisma.DraftInclude;

export type DraftRow = Prisma.DraftGetPayload<{ include: typeof WITH_FIELDS }>;

/** What one publishes, discards or replaces is what one saw. */
export type SeenDraft = { draftId: string; draftVersion: number };

export function currentFields(row: DraftRow): DraftFields {
  const begun = readDraftFields(row.content);
  return { ...begun, ...Object.fromEntries(row.fields.map(({ path, value }) => [path, value])) };
}

function isWellFormedText(id: string): boolean {
  return illFormedReason(id) === null;
}

export async function findRow(database: DatabaseTransaction, competencyId: string): Promise<DraftRow | null> {
  return isWellFormedText(competencyId) ? database.draft.findUnique({ where: { competencyId }, include: WITH_FIELDS }) : null;
}

/** @throws ExpectedError Conflict where it was published or discarded meanwhile */
export async function requireRow(transaction: DatabaseTransaction, competencyId: string): Promise<DraftRow> {
  const row = await findRow(transaction, competencyId);
  if (row) return row;
  throw new ExpectedError(
    "Conflict",
    "There is no draft here any more: somebody published or discarded it. What you typed is not lost: begin a draft and save it there.",
  );
}

/** Null: one saw that there was none. @throws ExpectedError Conflict */
export function checkUnchanged(row: DraftRow | null, seen: SeenDraft | null): void {
  if (row?.id === seen?.draftId && row?.version === seen?.draftVersion) return;
  throw new ExpectedError("Conflict", "The draft has changed since you opened this page. Please look at it once more, and then decide.");
}

export async function requireUnchangedRow(transaction: DatabaseTransaction, competencyId: string, seen: SeenDraft): Promise<DraftRow> {
  const row = await requireRow(transaction, competencyId);
  checkUnchanged(row, seen);
  return row;
}

export type Unit = "behavior" | "level";

export function idsOf(unit: Unit, fields: DraftFields): string[] {
  return unit === "behavior" ? behaviorIdsOf(fields) : levelIdsOf(fields);
}

export function namePath(unit: Unit, id: string): string {
  return `${unit}s.${id}.name`;
}

/** Ids in these fields, also of what is retired. */
export function idsIn(unit: Unit, fields: DraftFields): string[] {
  const found = Object.keys(fields).map((path) => {
    const kind = fieldKind(path);
    return unit === "behavior" ? kind?.behaviorId : kind?.levelId;
  });
  return [...new Set([...found, ...idsOf(unit, fields)])].filter((id): id is string => typeof id === "string");
}

/** Those that this draft can bring back. */
export function retiredUnits(unit: Unit, fields: DraftFields): { id: string; name: string }[] {
  const here = new Set(idsOf(unit, fields));
  return idsIn(unit, fields)
    .filter((id) => !here.has(id))
    .map((id) => ({ id, name: fields[namePath(unit, id)]?.trim() ?? "" }));
}

export type ImportedFields = {
  fields: DraftFields;
  /** "all": what the import does not have is emptied. "given": it stays, as for a grid of anchors alone. */
  replaces: "all" | "given";
};

/** What the fields would be after the import, to show before anything is saved. */
export function fieldsAfterImport(current: DraftFields, { fields, replaces }: ImportedFields): DraftFields {
  const given = Object.fromEntries(Object.entries(fields).map(([path, value]) => [path, normalizeLineEnds(value)]));
  if (replaces === "given") return { ...current, ...given };
  const emptied = Object.fromEntries(fieldPaths({ ...current, ...given }).map((path) => [path, ""]));
  return { ...current, ...emptied, ...given };
}

/** For publishing, in its transaction: what is published is a draft no more. @throws ExpectedError Conflict */
export async function takeDraft(transaction: DatabaseTransaction, competencyId: string, seen: SeenDraft): Promise<DraftFields> {
  const row = await requireUnchangedRow(transaction, competencyId, seen);
  await transaction.draft.delete({ where: { id: row.id } });
  return currentFields(row);
}
