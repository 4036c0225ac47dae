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
import { randomUUID } from "node:crypto";
import { type DatabaseTransaction, getDatabase, type Prisma } from "@/lib/db/client";
import type { Account, Actor } from "@/lib/access/actor";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { unstorableReason } from "@/lib/domain/text/well-formed-text";
import { normalizeLineEnds } from "@/lib/domain/assessment/timed-rating";
import {
  BEHAVIOR_ORDER,
  behaviorIdsOf,
  type DraftFields,
  emptyFields,
  fieldFault,
  fieldKind,
  fieldPaths,
  fieldsOf,
  isInModel,
  LEVEL_ORDER,
  levelIdsOf,
  MAX_BEHAVIORS,
  MAX_LEVELS,
  moved,
  newId,
} from "@/lib/domain/competency/draft";
import { RESERVED_IDS } from "@/lib/domain/competency/competency-model";
import { asAdmin, requireAdmin } from "@/lib/data/workspace/internal/admins";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import { findRevisionNumbered, getCurrentRevision, listRevisionsOf } from "./revisions";
import { findWriters, type Writer } from "./authors";

/** How many steps back one can go. */
const KEPT_EDITS = 500;

const WITH_FIELDS = { fields: true, base: { select: { id: true, number: true } } } satisfies Prisma.DraftInclude;
type DraftRow = Prisma.DraftGetPayload<{ include: typeof WITH_FIELDS }>;

/** What one publishes, discards or replaces is what one saw. */
export type SeenDraft = { draftId: string; draftVersion: number };

export type Draft = SeenDraft & {
  competencyId: string;
  fields: DraftFields;
  /** By path; 0 for a field that nobody has written since the draft was begun. */
  versions: Readonly<Record<string, number>>;
  /** The revision that it was begun from; null for a competency that has none yet. */
  base: { revisionId: string; number: number } | null;
  startedAt: Date;
  startedBy: Writer;
  editedAt: Date;
  editedBy: Writer;
  canUndo: boolean;
  canRedo: boolean;
};

function currentFields(row: DraftRow): DraftFields {
  const begun = JSON.parse(row.content) as DraftFields;
  return { ...begun, ...Object.fromEntries(row.fields.map(({ path, value }) => [path, value])) };
}

function isStorable(id: string): boolean {
  return unstorableReason(id) === null;
}

async function findRow(database: DatabaseTransaction, competencyId: string): Promise<DraftRow | null> {
  return isStorable(competencyId) ? database.draft.findUnique({ where: { competencyId }, include: WITH_FIELDS }) : null;
}

/** @throws ExpectedError Conflict where it was published or discarded meanwhile */
async function requireRow(transaction: DatabaseTransaction, competencyId: string): Promise<DraftRow> {
  const row = await findRow(transaction, competencyId);
  if (row) return row;
  throw new ExpectedError(
    "Conflict",
    "There is no draft here any more: somebody published or discarded it. What you typed is not lost: begin a draft and save it there.",
  );
}

/** Null: one saw that there was none. @throws ExpectedError Conflict */
function checkUnchanged(row: DraftRow | null, seen: SeenDraft | null): void {
  if (row?.id === seen?.draftId && row?.version === seen?.draftVersion) return;
  throw new ExpectedError("Conflict", "The draft has changed since you opened this page. Please look at it once more, and then decide.");
}

async function requireUnchangedRow(transaction: DatabaseTransaction, competencyId: string, seen: SeenDraft): Promise<DraftRow> {
  const row = await requireRow(transaction, competencyId);
  checkUnchanged(row, seen);
  return row;
}

/** The draft, or null where there is none. */
export async function findDraft(
  actor: Actor | null,
  competencyId: string,
  database: DatabaseTransaction = getDatabase(),
): Promise<Draft | null> {
  const account = requireAdmin(actor, "model.edit");
  const row = await findRow(database, competencyId);
  if (!row) return null;
  const [writerOf, steps] = await Promise.all([
    findWriters(account, [row.startedBy, row.editedBy], database),
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
    startedBy: writerOf(row.startedBy),
    editedAt: row.editedAt,
    editedBy: writerOf(row.editedBy),
    canUndo: steps.some(({ undone }) => !undone),
    canRedo: steps.some(({ undone }) => undone),
  };
}

export type DraftSummary = { competencyId: string; name: string; baseNumber: number | null; editedAt: Date; editedBy: Writer };

/** Every draft, the one last written in first. */
export async function listDrafts(actor: Actor | null): Promise<DraftSummary[]> {
  const account = requireAdmin(actor, "model.edit");
  const rows = await getDatabase().draft.findMany({ include: WITH_FIELDS, orderBy: [{ editedAt: "desc" }, { id: "asc" }] });
  const writerOf = await findWriters(
    account,
    rows.map(({ editedBy }) => editedBy),
  );
  return rows.map((row) => ({
    competencyId: row.competencyId,
    name: currentFields(row).name?.trim() || "A competency without a name",
    baseNumber: row.base?.number ?? null,
    editedAt: row.editedAt,
    editedBy: writerOf(row.editedBy),
  }));
}

function draftData(account: Account, competencyId: string, baseId: string | null, fields: DraftFields, now: Date) {
  const by = { startedBy: account.auditRef, startedAt: now, editedBy: account.auditRef, editedAt: now };
  return { id: randomUUID(), competencyId, baseId, content: JSON.stringify(fields), ...by };
}

async function startIn(transaction: DatabaseTransaction, account: Account, competencyId: string, now: Date): Promise<DraftRow> {
  const known = await findRow(transaction, competencyId);
  if (known) return known;
  const { revisionId, model } = await getCurrentRevision(competencyId, transaction);
  return transaction.draft.create({
    data: draftData(account, competencyId, revisionId, fieldsOf(model), now),
    include: WITH_FIELDS,
  });
}

/** Begins a draft from the current revision; where there is one, that is the draft. @throws ExpectedError NotFound */
export async function startDraft(actor: Actor | null, competencyId: string, now: Date): Promise<void> {
  await asAdmin(actor, "model.edit", (transaction, account) => startIn(transaction, account, competencyId, now));
}

/** Writes what differs, as one step. Answers the draft's version after it. */
async function write(
  transaction: DatabaseTransaction,
  account: Account,
  row: DraftRow,
  texts: DraftFields,
  now: Date,
  kind: "edit" | "undo or redo" = "edit",
): Promise<number> {
  const standing = currentFields(row);
  const changes = Object.entries(texts).filter(([path, value]) => (standing[path] ?? "") !== value);
  if (changes.length === 0) return row.version;
  const paths = changes.map(([path]) => path);
  const versions = new Map(row.fields.map(({ path, version }) => [path, version]));
  const by = { editedBy: account.auditRef, editedAt: now };
  const number = row.version + 1;
  await transaction.draft.update({ where: { id: row.id }, data: { version: number, ...by } });
  await transaction.draftField.deleteMany({ where: { draftId: row.id, path: { in: paths } } });
  await transaction.draftField.createMany({
    data: changes.map(([path, value]) => ({ draftId: row.id, path, value, version: (versions.get(path) ?? 0) + 1, ...by })),
  });
  if (kind === "edit") {
    // Whoever goes on writing after an undo has left what was undone behind.
    await transaction.draftEdit.deleteMany({
      where: { draftId: row.id, OR: [{ editedBy: account.auditRef, undone: true }, { number: { lte: number - KEPT_EDITS } }] },
    });
    await transaction.draftEdit.create({
      data: {
        draftId: row.id,
        number,
        editedBy: account.auditRef,
        before: JSON.stringify(Object.fromEntries(paths.map((path) => [path, standing[path] ?? ""]))),
        after: JSON.stringify(Object.fromEntries(changes)),
      },
    });
  }
  return number;
}

export type SaveFieldAnswer =
  | { kind: "saved"; version: number; draftVersion: number }
  /** Somebody was first. Saving again with this `draftId` and `theirs.version` puts one's own text in its place. */
  | { kind: "conflict"; draftId: string; mine: string; theirs: { value: string; version: number; writer: Writer; at: Date } };

/**
 * Saves one text over the version that was seen. Saving the very text that stands there is never a conflict.
 * @throws ExpectedError Invalid; Conflict where the draft or this field's behavior or level is gone
 */
export async function saveDraftField(
  actor: Actor | null,
  competencyId: string,
  { draftId, path, value, version }: { draftId: string; path: string; value: string; version: number },
  now: Date,
): Promise<SaveFieldAnswer> {
  const text = normalizeLineEnds(value);
  return asAdmin(actor, "model.edit", async (transaction, account) => {
    const row = await requireRow(transaction, competencyId);
    const fault = fieldFault(path, text);
    if (fault) throw new ExpectedError("Invalid", fault, { [path]: fault });
    const fields = currentFields(row);
    if (!isInModel(path, fields)) {
      throw new ExpectedError("Conflict", "Somebody retired this behavior or level meanwhile. Bring it back first, then save your text.");
    }
    const stored = row.fields.find((field) => field.path === path);
    const standing = { value: fields[path] ?? "", version: stored?.version ?? 0 };
    if (standing.value === text) return { kind: "saved", version: standing.version, draftVersion: row.version };
    // Versions begin anew with each draft.
    if (row.id !== draftId || standing.version !== version) {
      const by = { ref: stored?.editedBy ?? row.startedBy, at: stored?.editedAt ?? row.startedAt };
      const writerOf = await findWriters(account, [by.ref], transaction);
      return { kind: "conflict", draftId: row.id, mine: text, theirs: { ...standing, writer: writerOf(by.ref), at: by.at } };
    }
    const draftVersion = await write(transaction, account, row, { [path]: text }, now);
    return { kind: "saved", version: standing.version + 1, draftVersion };
  });
}

export type Unit = "behavior" | "level";

const ORDER: Record<Unit, string> = { behavior: BEHAVIOR_ORDER, level: LEVEL_ORDER };
const MOST: Record<Unit, number> = { behavior: MAX_BEHAVIORS, level: MAX_LEVELS };

function idsOf(unit: Unit, fields: DraftFields): string[] {
  return unit === "behavior" ? behaviorIdsOf(fields) : levelIdsOf(fields);
}

function namePath(unit: Unit, id: string): string {
  return `${unit}s.${id}.name`;
}

/** Ids in these fields, also of what is retired. */
function idsIn(unit: Unit, fields: DraftFields): string[] {
  const found = Object.keys(fields).map((path) => {
    const kind = fieldKind(path);
    return unit === "behavior" ? kind?.behaviorId : kind?.levelId;
  });
  return [...new Set([...found, ...idsOf(unit, fields)])].filter((id): id is string => typeof id === "string");
}

async function takenIds(transaction: DatabaseTransaction, unit: Unit, competencyId: string, fields: DraftFields): Promise<Set<string>> {
  const revisions = await listRevisionsOf(competencyId, transaction);
  const published = revisions.flatMap(({ model: { source } }) =>
    (unit === "behavior" ? source.behaviors : source.levels).map(({ id }) => id),
  );
  return new Set([...idsIn(unit, fields), ...published]);
}

async function addUnit(actor: Actor | null, competencyId: string, unit: Unit, name: string, now: Date): Promise<{ id: string }> {
  return asAdmin(actor, "model.edit", async (transaction, account) => {
    const row = await requireRow(transaction, competencyId);
    const fields = currentFields(row);
    const ids = idsOf(unit, fields);
    if (ids.length >= MOST[unit]) throw new ExpectedError("Invalid", `There are ${MOST[unit]} ${unit}s already, which is as many as fit.`);
    const id = newId(name, await takenIds(transaction, unit, competencyId, fields), unit);
    const fault = fieldFault(namePath(unit, id), name);
    if (fault) throw new ExpectedError("Invalid", fault, { name: fault });
    await write(transaction, account, row, { [ORDER[unit]]: [...ids, id].join("\n"), [namePath(unit, id)]: name }, now);
    return { id };
  });
}

/** At the end; its other fields are empty. @throws ExpectedError Conflict or Invalid */
export function addBehavior(actor: Actor | null, competencyId: string, name: string, now: Date): Promise<{ id: string }> {
  return addUnit(actor, competencyId, "behavior", name, now);
}

/** At the top; its other fields are empty. @throws ExpectedError Conflict or Invalid */
export function addLevel(actor: Actor | null, competencyId: string, name: string, now: Date): Promise<{ id: string }> {
  return addUnit(actor, competencyId, "level", name, now);
}

async function reorder(
  actor: Actor | null,
  competencyId: string,
  unit: Unit,
  now: Date,
  change: (ids: string[], fields: DraftFields) => string[],
): Promise<void> {
  await asAdmin(actor, "model.edit", async (transaction, account) => {
    const row = await requireRow(transaction, competencyId);
    const fields = currentFields(row);
    await write(transaction, account, row, { [ORDER[unit]]: change(idsOf(unit, fields), fields).join("\n") }, now);
  });
}

function noLonger(unit: Unit): ExpectedError {
  return new ExpectedError(
    "Conflict",
    `This ${unit} is not where you saw it: somebody changed the draft meanwhile. Please look once more.`,
  );
}

/** One place up or down in the order; "down" is toward the highest level. @throws ExpectedError Conflict */
export function moveUnit(
  actor: Actor | null,
  competencyId: string,
  unit: Unit,
  id: string,
  direction: "up" | "down",
  now: Date,
): Promise<void> {
  return reorder(actor, competencyId, unit, now, (ids) => {
    const order = moved(ids, id, direction);
    if (!order) throw noLonger(unit);
    return order;
  });
}

/** It leaves the model; its words stay in the draft, so that it can be brought back. @throws ExpectedError Conflict */
export function retireUnit(actor: Actor | null, competencyId: string, unit: Unit, id: string, now: Date): Promise<void> {
  return reorder(actor, competencyId, unit, now, (ids) => {
    if (!ids.includes(id)) throw noLonger(unit);
    return ids.filter((known) => known !== id);
  });
}

/** At the end of the order. @throws ExpectedError Conflict */
export function bringBackUnit(actor: Actor | null, competencyId: string, unit: Unit, id: string, now: Date): Promise<void> {
  return reorder(actor, competencyId, unit, now, (ids, fields) => {
    if (ids.includes(id) || !idsIn(unit, fields).includes(id)) throw noLonger(unit);
    if (ids.length >= MOST[unit]) throw new ExpectedError("Invalid", `There are ${MOST[unit]} ${unit}s already, which is as many as fit.`);
    return [...ids, id];
  });
}

/** Those that this draft can bring back. */
export function retiredUnits(unit: Unit, fields: DraftFields): { id: string; name: string }[] {
  const here = new Set(idsOf(unit, fields));
  return idsIn(unit, fields)
    .filter((id) => !here.has(id))
    .map((id) => ({ id, name: fields[namePath(unit, id)]?.trim() ?? "" }));
}

async function step(actor: Actor | null, competencyId: string, direction: "undo" | "redo", now: Date): Promise<{ paths: string[] }> {
  return asAdmin(actor, "model.edit", async (transaction, account) => {
    const row = await requireRow(transaction, competencyId);
    const edit = await transaction.draftEdit.findFirst({
      where: { draftId: row.id, editedBy: account.auditRef, undone: direction === "redo" },
      orderBy: { number: direction === "redo" ? "asc" : "desc" },
    });
    if (!edit) throw new ExpectedError("Conflict", direction === "undo" ? "There is nothing to undo." : "There is nothing to redo.");
    const [before, after] = [edit.before, edit.after].map((json) => JSON.parse(json) as DraftFields);
    const [from = {}, to = {}] = direction === "undo" ? [after, before] : [before, after];
    const standing = currentFields(row);
    const paths = Object.keys(to);
    if (paths.some((path) => (standing[path] ?? "") !== (from[path] ?? ""))) {
      throw new ExpectedError(
        "Conflict",
        `Somebody else has changed this since, so it stays as it is: ${direction} would overwrite their words.`,
      );
    }
    await write(transaction, account, row, to, now, "undo or redo");
    await transaction.draftEdit.update({
      where: { draftId_number: { draftId: row.id, number: edit.number } },
      data: { undone: direction === "undo" },
    });
    return { paths };
  });
}

/** Takes back one's own latest step; answers which fields it was. @throws ExpectedError Conflict where another wrote there since */
export function undoEdit(actor: Actor | null, competencyId: string, now: Date): Promise<{ paths: string[] }> {
  return step(actor, competencyId, "undo", now);
}

/** @throws ExpectedError Conflict */
export function redoEdit(actor: Actor | null, competencyId: string, now: Date): Promise<{ paths: string[] }> {
  return step(actor, competencyId, "redo", now);
}

export type ImportedFields = {
  fields: DraftFields;
  /** "all": what the import does not have is emptied. "given": it stays, as for a grid of anchors alone. */
  replaces: "all" | "given";
};

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** @throws ExpectedError Invalid, with the path */
function checkImport(fields: DraftFields): void {
  for (const unit of ["behavior", "level"] as const) {
    const ids = idsOf(unit, fields);
    const fault =
      ids.length > MOST[unit]
        ? `There are ${ids.length.toLocaleString("en-US")} ${unit}s; ${MOST[unit]} are as many as fit.`
        : new Set(ids).size < ids.length
          ? `Two ${unit}s have the same id.`
          : ids.some((id) => !ID.test(id) || id.length > 100 || RESERVED_IDS.includes(id))
            ? `A ${unit} has an id that cannot be one. Ids are lowercase letters, digits and single hyphens.`
            : null;
    if (fault) throw new ExpectedError("Invalid", fault, { [ORDER[unit]]: fault });
  }
  for (const [path, value] of Object.entries(fields)) {
    if (path === BEHAVIOR_ORDER || path === LEVEL_ORDER) continue;
    const fault = fieldFault(path, value);
    if (fault) throw new ExpectedError("Invalid", `${path}: ${fault}`, { [path]: fault });
  }
}

/** What the fields would be after the import, to show before anything is saved. */
export function fieldsAfterImport(standing: DraftFields, { fields, replaces }: ImportedFields): DraftFields {
  const given = Object.fromEntries(Object.entries(fields).map(([path, value]) => [path, normalizeLineEnds(value)]));
  if (replaces === "given") return { ...standing, ...given };
  const emptied = Object.fromEntries(fieldPaths({ ...standing, ...given }).map((path) => [path, ""]));
  return { ...standing, ...emptied, ...given };
}

/**
 * Puts imported fields into the draft, beginning one where there is none, as one step that can be undone.
 * @param seen null where there was none
 * @throws ExpectedError Invalid, or Conflict where the draft has changed since
 */
export async function importIntoDraft(
  actor: Actor | null,
  competencyId: string,
  imported: ImportedFields,
  seen: SeenDraft | null,
  now: Date,
): Promise<void> {
  await asAdmin(actor, "model.edit", async (transaction, account) => {
    checkImport(imported.fields);
    const known = await findRow(transaction, competencyId);
    checkUnchanged(known, seen);
    const row = known ?? (await startIn(transaction, account, competencyId, now));
    const fields = fieldsAfterImport(currentFields(row), imported);
    checkImport(fields);
    await write(transaction, account, row, fields, now);
  });
}

/** An older revision's words as the draft: for publishing anew, since what was published stays. @throws ExpectedError NotFound or Conflict */
export async function restoreRevision(
  actor: Actor | null,
  competencyId: string,
  number: number,
  seen: SeenDraft | null,
  now: Date,
): Promise<void> {
  requireAdmin(actor, "model.edit");
  const revision = await findRevisionNumbered(competencyId, number);
  if (!revision) throw notFoundError();
  await importIntoDraft(actor, competencyId, { fields: fieldsOf(revision.model), replaces: "all" }, seen, now);
}

/** Gone for good, so only the draft that was seen. @throws ExpectedError Conflict */
export async function discardDraft(actor: Actor | null, competencyId: string, seen: SeenDraft, now: Date): Promise<void> {
  await asAdmin(actor, "model.edit", async (transaction, account) => {
    const row = await requireUnchangedRow(transaction, competencyId, seen);
    await transaction.draft.delete({ where: { id: row.id } });
    await recordAudit(transaction, { actor: account, action: "model.draftDiscarded", detail: { competency: competencyId } }, now);
  });
}

export type CompetencyOrigin = { kind: "scratch" } | { kind: "copy"; competencyId: string } | { kind: "import"; fields: DraftFields };

/** A new competency, as a draft: nobody sees it before it is published. @throws ExpectedError Invalid or NotFound */
export async function createCompetency(
  actor: Actor | null,
  { name, origin }: { name: string; origin: CompetencyOrigin },
  now: Date,
): Promise<{ competencyId: string }> {
  return asAdmin(actor, "model.edit", async (transaction, account) => {
    const fault = name.trim() === "" ? "Give the competency a name." : fieldFault("name", name);
    if (fault) throw new ExpectedError("Invalid", fault, { name: fault });
    const fields: DraftFields =
      origin.kind === "scratch"
        ? emptyFields(name)
        : origin.kind === "import"
          ? { ...origin.fields, name }
          : { ...fieldsOf((await getCurrentRevision(origin.competencyId, transaction)).model), name };
    checkImport(fields);
    const [drafts, revisions] = await Promise.all([
      transaction.draft.findMany({ select: { competencyId: true } }),
      transaction.revision.findMany({ select: { competencyId: true }, distinct: ["competencyId"] }),
    ]);
    const taken = new Set([...drafts, ...revisions].map(({ competencyId }) => competencyId));
    const competencyId = newId(name, taken, "competency");
    await transaction.draft.create({ data: draftData(account, competencyId, null, fields, now) });
    return { competencyId };
  });
}

/** For publishing, in its transaction: what is published is a draft no more. @throws ExpectedError Conflict */
export async function takeDraft(transaction: DatabaseTransaction, competencyId: string, seen: SeenDraft): Promise<DraftFields> {
  const row = await requireUnchangedRow(transaction, competencyId, seen);
  await transaction.draft.delete({ where: { id: row.id } });
  return currentFields(row);
}
