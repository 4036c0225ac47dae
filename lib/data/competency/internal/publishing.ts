/** What a draft would be published over, and what admins said its changes mean. */
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
