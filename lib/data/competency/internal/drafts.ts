/** Drafts of competency models, which admins write together: a competency has one at most, and each change of it runs alone. */
import type { DatabaseTransaction, Prisma } from "@/lib/db/client";
import { type DraftFields, readDraftFields } from "@/lib/domain/competency/draft";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { illFormedReason } from "@/lib/domain/text/well-formed-text";

export const WITH_FIELDS = { fields: true, base: { select: { id: true, number: true } } } satisfies Prisma.DraftInclude;

export type DraftRow = Prisma.DraftGetPayload<{ include: typeof WITH_FIELDS }>;

/** Checks that the draft is the version that the admin saw before they publish, discard or replace it. */
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

/** @throws ExpectedError Conflict where it was published or discarded in the meantime */
export async function requireRow(transaction: DatabaseTransaction, competencyId: string): Promise<DraftRow> {
  const row = await findRow(transaction, competencyId);
  if (row) return row;
  throw new ExpectedError(
    "Conflict",
    "There is no draft here any more: somebody published or discarded it. What you typed is not lost: begin a draft and save it there.",
    {},
    "draftGone",
  );
}

/** Null: the admin saw that there was none. @throws ExpectedError Conflict */
export function checkUnchanged(row: DraftRow | null, seen: SeenDraft | null): void {
  if (row?.id === seen?.draftId && row?.version === seen?.draftVersion) return;
  throw new ExpectedError(
    "Conflict",
    "The draft has changed since you opened this page. Please look at it again, and then decide.",
    {},
    "draftChanged",
  );
}

export async function requireUnchangedRow(transaction: DatabaseTransaction, competencyId: string, seen: SeenDraft): Promise<DraftRow> {
  const row = await requireRow(transaction, competencyId);
  checkUnchanged(row, seen);
  return row;
}

/** For publishing, in its transaction: deletes the draft. @throws ExpectedError Conflict */
export async function takeDraft(transaction: DatabaseTransaction, competencyId: string, seen: SeenDraft): Promise<DraftFields> {
  const row = await requireUnchangedRow(transaction, competencyId, seen);
  await transaction.draft.delete({ where: { id: row.id } });
  return currentFields(row);
}
