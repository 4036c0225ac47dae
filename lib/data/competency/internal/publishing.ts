/**
 * Publishing a draft as the next revision, and what that does. For its pages:
 *
 *   findPublication    everything to look at before: difference with meanings, gaps, impact, and what one has `seen`
 *   chooseMeaning      what an admin says a change means, by the change's `key` and `words`
 *   publishDraft       with the `seen` of that page: exactly what was looked at is published, or nothing
 *   listRevisions, compareRevisions    by number; "draft" stands for the draft
 */
import type { DatabaseTransaction } from "@/lib/db/client";
import type { ChosenMeanings } from "@/lib/domain/competency/difference";
import { type DraftFields, fieldsOf } from "@/lib/domain/competency/draft";
import { listRevisionsOf } from "./revisions";

/** Of the note, in UTF-16 code units. */
export const NOTE_MAX_LENGTH = 2_000;

export async function getChosenMeanings(database: DatabaseTransaction, draftId: string): Promise<ChosenMeanings> {
  const rows = await database.draftMeaning.findMany({ where: { draftId } });
  return Object.fromEntries(rows.map(({ change, meaning, words }) => [change, { meaning, words }]));
}

/** The newest revision's fields; none where nothing is published. */
export async function currentState(competencyId: string, database?: DatabaseTransaction): Promise<{ number: number; fields: DraftFields }> {
  const [current] = await listRevisionsOf(competencyId, database, 1);
  return current ? { number: current.number, fields: fieldsOf(current.competency) } : { number: 0, fields: {} };
}
