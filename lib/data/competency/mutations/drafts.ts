/** What admins change in a competency's draft. */

import { randomUUID } from "node:crypto";
import type { Account, Actor } from "@/lib/access/actor";
import { requireAccountFor } from "@/lib/data/account/internal/require-account";
import { type Author, getAuthors } from "@/lib/data/competency/internal/authors";
import {
  checkUnchanged,
  currentFields,
  type DraftRow,
  findRow,
  requireRow,
  requireUnchangedRow,
  type SeenDraft,
  WITH_FIELDS,
} from "@/lib/data/competency/internal/drafts";
import { findRevisionNumbered, getCurrentRevision, listRevisionsOf } from "@/lib/data/competency/internal/revisions";
import { withAdminLock } from "@/lib/data/workspace/internal/admins";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import type { DatabaseTransaction } from "@/lib/db/client";
import { normalizeLineEnds } from "@/lib/domain/assessment/timed-rating";
import { RESERVED_IDS } from "@/lib/domain/competency/competency-model";
import {
  BEHAVIOR_ORDER,
  type DraftFields,
  emptyFields,
  fieldError,
  fieldKind,
  fieldsOf,
  isInCompetency,
  LEVEL_ORDER,
  MAX_BEHAVIORS,
  MAX_LEVELS,
  moved,
  newId,
  readDraftFields,
} from "@/lib/domain/competency/draft";
import { fieldsAfterImport } from "@/lib/domain/competency/draft-import";
import { idsIn, idsOf, namePath, type Unit } from "@/lib/domain/competency/draft-units";
import type { ImportedFields } from "@/lib/domain/competency/exchange/import-report";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { auditDetailSchema } from "@/lib/domain/workspace/audit";

/** How many steps can be undone. */
const KEPT_EDITS = 500;

function draftData(account: Account, competencyId: string, baseId: string | null, fields: DraftFields, now: Date) {
  const by = { startedBy: account.auditRef, startedAt: now, editedBy: account.auditRef, editedAt: now };
  return { id: randomUUID(), competencyId, baseId, content: fields, ...by };
}

async function startIn(transaction: DatabaseTransaction, account: Account, competencyId: string, now: Date): Promise<DraftRow> {
  const known = await findRow(transaction, competencyId);
  if (known) return known;
  const { revisionId, competency } = await getCurrentRevision(competencyId, transaction);
  return transaction.draft.create({
    data: draftData(account, competencyId, revisionId, fieldsOf(competency), now),
    include: WITH_FIELDS,
  });
}

/** Begins a draft from the current revision, or returns the existing one. @throws ExpectedError NotFound */
export async function startDraft(actor: Actor | null, competencyId: string, now: Date): Promise<void> {
  await withAdminLock(actor, "competency.edit", (transaction, account) => startIn(transaction, account, competencyId, now));
}

/** Writes what differs, as one step. Returns the draft's version after it. */
async function write(
  transaction: DatabaseTransaction,
  account: Account,
  row: DraftRow,
  texts: DraftFields,
  now: Date,
  kind: "edit" | "undo or redo" = "edit",
): Promise<number> {
  const current = currentFields(row);
  const changes = Object.entries(texts).filter(([path, value]) => (current[path] ?? "") !== value);
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
    // Writing after an undo discards what was undone.
    await transaction.draftEdit.deleteMany({
      where: { draftId: row.id, OR: [{ editedBy: account.auditRef, undone: true }, { number: { lte: number - KEPT_EDITS } }] },
    });
    await transaction.draftEdit.create({
      data: {
        draftId: row.id,
        number,
        editedBy: account.auditRef,
        before: Object.fromEntries(paths.map((path) => [path, current[path] ?? ""])),
        after: Object.fromEntries(changes),
      },
    });
  }
  return number;
}

export type SaveFieldResult =
  | { kind: "saved"; version: number; draftVersion: number }
  /** Somebody else saved first. Saving again with this `draftId` and `theirs.version` replaces their text. */
  | { kind: "conflict"; draftId: string; mine: string; theirs: { value: string; version: number; author: Author; at: Date } };

/**
 * Saves one text over the version that was seen. Saving the same text again is never a conflict.
 * @throws ExpectedError Invalid; Conflict where the draft or this field's behavior or level is gone
 */
export async function saveDraftField(
  actor: Actor | null,
  competencyId: string,
  { draftId, path, value, version }: { draftId: string; path: string; value: string; version: number },
  now: Date,
): Promise<SaveFieldResult> {
  const text = normalizeLineEnds(value);
  return withAdminLock(actor, "competency.edit", async (transaction, account) => {
    const row = await requireRow(transaction, competencyId);
    const error = fieldError(path, text);
    if (error) throw new ExpectedError("Invalid", error, { [path]: error });
    const fields = currentFields(row);
    if (!isInCompetency(path, fields)) {
      const behaviorId = fieldKind(path)?.behaviorId ?? null;
      const unit = behaviorId !== null && !idsOf("behavior", fields).includes(behaviorId) ? "behavior" : "level";
      throw new ExpectedError(
        "Conflict",
        `Somebody retired this ${unit} meanwhile. Bring it back, and your text is saved.`,
        {},
        `${unit}Retired`,
      );
    }
    const stored = row.fields.find((field) => field.path === path);
    const current = { value: fields[path] ?? "", version: stored?.version ?? 0 };
    if (current.value === text) return { kind: "saved", version: current.version, draftVersion: row.version };
    // Versions start again with each draft.
    if (row.id !== draftId || current.version !== version) {
      const by = { ref: stored?.editedBy ?? row.startedBy, at: stored?.editedAt ?? row.startedAt };
      const authorOf = await getAuthors(account, [by.ref], transaction);
      return { kind: "conflict", draftId: row.id, mine: text, theirs: { ...current, author: authorOf(by.ref), at: by.at } };
    }
    const draftVersion = await write(transaction, account, row, { [path]: text }, now);
    return { kind: "saved", version: current.version + 1, draftVersion };
  });
}

const ORDER: Record<Unit, string> = { behavior: BEHAVIOR_ORDER, level: LEVEL_ORDER };

const MOST: Record<Unit, number> = { behavior: MAX_BEHAVIORS, level: MAX_LEVELS };

async function takenIds(transaction: DatabaseTransaction, unit: Unit, competencyId: string, fields: DraftFields): Promise<Set<string>> {
  const revisions = await listRevisionsOf(competencyId, transaction);
  const published = revisions.flatMap(({ competency: { source } }) =>
    (unit === "behavior" ? source.behaviors : source.levels).map(({ id }) => id),
  );
  return new Set([...idsIn(unit, fields), ...published]);
}

async function addUnit(actor: Actor | null, competencyId: string, unit: Unit, name: string, now: Date): Promise<{ id: string }> {
  return withAdminLock(actor, "competency.edit", async (transaction, account) => {
    const row = await requireRow(transaction, competencyId);
    const fields = currentFields(row);
    const ids = idsOf(unit, fields);
    if (ids.length >= MOST[unit]) throw new ExpectedError("Invalid", `There are ${MOST[unit]} ${unit}s already, which is as many as fit.`);
    const id = newId(name, await takenIds(transaction, unit, competencyId, fields), unit);
    const error = fieldError(namePath(unit, id), name);
    if (error) throw new ExpectedError("Invalid", error, { name: error });
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
  await withAdminLock(actor, "competency.edit", async (transaction, account) => {
    const row = await requireRow(transaction, competencyId);
    const fields = currentFields(row);
    await write(transaction, account, row, { [ORDER[unit]]: change(idsOf(unit, fields), fields).join("\n") }, now);
  });
}

function noLonger(unit: Unit): ExpectedError {
  return new ExpectedError("Conflict", `This ${unit} is not where you saw it: somebody changed the draft meanwhile. Please look again.`);
}

type UnitId = { unit: Unit; id: string };

/** One place up or down in the order; "down" is toward the highest level. @throws ExpectedError Conflict */
export function moveUnit(
  actor: Actor | null,
  competencyId: string,
  { unit, id }: UnitId,
  direction: "up" | "down",
  now: Date,
): Promise<void> {
  return reorder(actor, competencyId, unit, now, (ids) => {
    const order = moved(ids, id, direction);
    if (!order) throw noLonger(unit);
    return order;
  });
}

/** It leaves the competency; its texts stay in the draft, so that it can be brought back. @throws ExpectedError Conflict */
export function retireUnit(actor: Actor | null, competencyId: string, { unit, id }: UnitId, now: Date): Promise<void> {
  return reorder(actor, competencyId, unit, now, (ids) => {
    if (!ids.includes(id)) throw noLonger(unit);
    return ids.filter((known) => known !== id);
  });
}

/** At the end of the order. @throws ExpectedError Conflict */
export function bringBackUnit(actor: Actor | null, competencyId: string, { unit, id }: UnitId, now: Date): Promise<void> {
  return reorder(actor, competencyId, unit, now, (ids, fields) => {
    if (ids.includes(id) || !idsIn(unit, fields).includes(id)) throw noLonger(unit);
    if (ids.length >= MOST[unit]) throw new ExpectedError("Invalid", `There are ${MOST[unit]} ${unit}s already, which is as many as fit.`);
    return [...ids, id];
  });
}

async function step(actor: Actor | null, competencyId: string, direction: "undo" | "redo", now: Date): Promise<{ paths: string[] }> {
  return withAdminLock(actor, "competency.edit", async (transaction, account) => {
    const row = await requireRow(transaction, competencyId);
    const edit = await transaction.draftEdit.findFirst({
      where: { draftId: row.id, editedBy: account.auditRef, undone: direction === "redo" },
      orderBy: { number: direction === "redo" ? "asc" : "desc" },
    });
    if (!edit) throw new ExpectedError("Conflict", direction === "undo" ? "There is nothing to undo." : "There is nothing to redo.");
    const [before, after] = [edit.before, edit.after].map(readDraftFields);
    const [from = {}, to = {}] = direction === "undo" ? [after, before] : [before, after];
    const current = currentFields(row);
    const paths = Object.keys(to);
    if (paths.some((path) => (current[path] ?? "") !== (from[path] ?? ""))) {
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

/** Undoes the admin's own latest step; returns its fields. @throws ExpectedError Conflict where another admin changed them since */
export function undoEdit(actor: Actor | null, competencyId: string, now: Date): Promise<{ paths: string[] }> {
  return step(actor, competencyId, "undo", now);
}

/** @throws ExpectedError Conflict */
export function redoEdit(actor: Actor | null, competencyId: string, now: Date): Promise<{ paths: string[] }> {
  return step(actor, competencyId, "redo", now);
}

const hasAll = (fields: DraftFields, texts: DraftFields) => Object.entries(texts).every(([path, value]) => (fields[path] ?? "") === value);

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** @throws ExpectedError Invalid, with the path */
function checkImport(fields: DraftFields): void {
  for (const unit of ["behavior", "level"] as const) {
    const ids = idsOf(unit, fields);
    const error =
      ids.length > MOST[unit]
        ? `There are ${ids.length.toLocaleString("en-US")} ${unit}s; ${MOST[unit]} are as many as fit.`
        : new Set(ids).size < ids.length
          ? `Two ${unit}s have the same id.`
          : ids.some((id) => !ID.test(id) || id.length > 100 || RESERVED_IDS.includes(id))
            ? `A ${unit} has an id that cannot be one. Ids are lowercase letters, digits and single hyphens.`
            : null;
    if (error) throw new ExpectedError("Invalid", error, { [ORDER[unit]]: error });
  }
  for (const [path, value] of Object.entries(fields)) {
    if (path === BEHAVIOR_ORDER || path === LEVEL_ORDER) continue;
    const error = fieldError(path, value);
    if (error) throw new ExpectedError("Invalid", `${path}: ${error}`, { [path]: error });
  }
}

/**
 * Puts imported fields into the draft, or a new one, as one step that can be undone. Where they are in it already, as after the same
 * import in another tab, nothing happens.
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
  await withAdminLock(actor, "competency.edit", async (transaction, account) => {
    checkImport(imported.fields);
    const known = await findRow(transaction, competencyId);
    if (known && hasAll(currentFields(known), fieldsAfterImport(currentFields(known), imported))) return;
    checkUnchanged(known, seen);
    const row = known ?? (await startIn(transaction, account, competencyId, now));
    const fields = fieldsAfterImport(currentFields(row), imported);
    checkImport(fields);
    await write(transaction, account, row, fields, now);
  });
}

/**
 * Makes an older revision's text the draft, to publish it again, since a published revision never changes. @throws ExpectedError
 * NotFound or Conflict
 */
export async function restoreRevision(
  actor: Actor | null,
  competencyId: string,
  number: number,
  seen: SeenDraft | null,
  now: Date,
): Promise<void> {
  requireAccountFor(actor, "competency.edit");
  const revision = await findRevisionNumbered(competencyId, number);
  if (!revision) throw notFoundError();
  await importIntoDraft(actor, competencyId, { fields: fieldsOf(revision.competency), replaces: "all" }, seen, now);
}

/** Cannot be undone, so only for the version that was seen; again by the same admin it changes nothing. @throws ExpectedError Conflict */
export async function discardDraft(actor: Actor | null, competencyId: string, seen: SeenDraft, now: Date): Promise<void> {
  await withAdminLock(actor, "competency.edit", async (transaction, account) => {
    const detail = { competency: competencyId, draft: seen.draftId };
    const discarded = { action: "competency.draftDiscarded", actorRef: account.auditRef } as const;
    if ((await findRow(transaction, competencyId))?.id !== seen.draftId) {
      const entries = await transaction.auditEntry.findMany({ where: discarded, select: { detail: true } });
      if (entries.some((entry) => auditDetailSchema.parse(entry.detail).draft === seen.draftId)) return;
    }
    const row = await requireUnchangedRow(transaction, competencyId, seen);
    await transaction.draft.delete({ where: { id: row.id } });
    await recordAudit(transaction, { actor: account, action: discarded.action, detail }, now);
  });
}

export type CompetencyOrigin = { kind: "scratch" } | { kind: "copy"; competencyId: string } | { kind: "import"; fields: DraftFields };

/** A new competency, as a draft: nobody sees it before it is published. @throws ExpectedError Invalid or NotFound */
export async function createCompetency(
  actor: Actor | null,
  { name, origin }: { name: string; origin: CompetencyOrigin },
  now: Date,
): Promise<{ competencyId: string }> {
  return withAdminLock(actor, "competency.edit", async (transaction, account) => {
    const error = name.trim() === "" ? "Give the competency a name." : fieldError("name", name);
    if (error) throw new ExpectedError("Invalid", error, { name: error });
    const fields: DraftFields =
      origin.kind === "scratch"
        ? emptyFields(name)
        : origin.kind === "import"
          ? { ...origin.fields, name }
          : { ...fieldsOf((await getCurrentRevision(origin.competencyId, transaction)).competency), name };
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
