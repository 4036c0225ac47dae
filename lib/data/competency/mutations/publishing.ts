/** Publishing a draft as the next revision. */

import { randomUUID } from "node:crypto";
import type { Account, Actor } from "@/lib/access/actor";
import { findRow, takeDraft } from "@/lib/data/competency/internal/drafts";
import { currentState, getChosenMeanings, NOTE_MAX_LENGTH } from "@/lib/data/competency/internal/publishing";
import { findDraft, type SeenPublication } from "@/lib/data/competency/queries/drafts";
import { withAdminLock } from "@/lib/data/workspace/internal/admins";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import type { DatabaseTransaction } from "@/lib/db/client";
import { normalizeLineEnds } from "@/lib/domain/assessment/timed-rating";
import { differenceBetween, type Meaning, recordedChanges, withMeanings } from "@/lib/domain/competency/difference";
import { competencyOf, findGaps } from "@/lib/domain/competency/draft";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { illFormedReason } from "@/lib/domain/text/well-formed-text";

/** What an admin says a change means, by the change's `key` and `words`. */
export type ChosenMeaning = { key: string; words: string; meaning: Meaning };

async function chooseIn(
  transaction: DatabaseTransaction,
  account: Account,
  competencyId: string,
  { key, words, meaning }: ChosenMeaning,
  now: Date,
): Promise<void> {
  const draft = await findDraft(account, competencyId, transaction);
  const current = await currentState(competencyId, transaction);
  const change = draft && differenceBetween(current.fields, draft.fields).changes.find((one) => one.key === key);
  if (!draft || change?.words !== words || !change.canChoose) {
    throw new ExpectedError(
      "Conflict",
      "The text of this change is not the one that you saw. Please look again, and then say what it means.",
    );
  }
  const said = { meaning, words, chosenBy: account.auditRef };
  await transaction.draftMeaning.upsert({
    where: { draftId_change: { draftId: draft.draftId, change: key } },
    create: { draftId: draft.draftId, change: key, ...said },
    update: said,
  });
  await transaction.draft.update({
    where: { id: draft.draftId },
    data: { version: { increment: 1 }, editedBy: account.auditRef, editedAt: now },
  });
}

/**
 * Holds only for the change's current text. It counts as a change of the draft, so that nobody publishes it unseen.
 * @throws ExpectedError Conflict where the change is a different one by now
 */
export async function chooseMeaning(actor: Actor | null, competencyId: string, chosen: ChosenMeaning, now: Date): Promise<void> {
  await withAdminLock(actor, "competency.edit", (transaction, account) => chooseIn(transaction, account, competencyId, chosen, now));
}

function noteError(note: string): string | null {
  if (note.trim() === "") return "Say in a sentence what is new: readers of the model will see it.";
  if (note.length > NOTE_MAX_LENGTH) return `Please keep the note to ${NOTE_MAX_LENGTH.toLocaleString("en-US")} characters or fewer.`;
  return illFormedReason(note);
}

/** Whether the same admin did so, with the same note. */
async function hasPublished(transaction: DatabaseTransaction, account: Account, competencyId: string, number: number, note: string) {
  const revision = { competencyId, number, note, publishedBy: account.auditRef };
  return (await transaction.revision.count({ where: revision })) > 0 && (await findRow(transaction, competencyId)) === null;
}

/**
 * Publishes exactly what was seen; new assessments use it from then on. Sent again by the same admin it is the same revision. Of two
 * admins at the same moment one publishes, and the other gets a Conflict; what they wrote is in the draft or in the published revision.
 * @param meanings chosen with it, on the same page
 * @throws ExpectedError Conflict, or Invalid for the note and for a draft with gaps
 */
export async function publishDraft(
  actor: Actor | null,
  competencyId: string,
  { note: typed, seen, meanings = [] }: { note: string; seen: SeenPublication; meanings?: readonly ChosenMeaning[] },
  now: Date,
): Promise<{ number: number }> {
  const note = normalizeLineEnds(typed);
  return withAdminLock(actor, "competency.edit", async (transaction, account) => {
    const error = noteError(note);
    if (error) throw new ExpectedError("Invalid", error, { note: error });
    const current = await currentState(competencyId, transaction);
    if (current.number === seen.currentNumber + 1 && (await hasPublished(transaction, account, competencyId, current.number, note))) {
      return { number: current.number };
    }
    if (current.number !== seen.currentNumber) {
      throw new ExpectedError(
        "Conflict",
        `Revision ${current.number} was published just now. Nothing that you wrote is lost: please look at what differs from it, and then decide.`,
      );
    }
    for (const meaning of meanings) await chooseIn(transaction, account, competencyId, meaning, now);
    const chosen = await getChosenMeanings(transaction, seen.draftId);
    // Each choice changed the draft, and its author has seen it.
    const fields = await takeDraft(transaction, competencyId, { ...seen, draftVersion: seen.draftVersion + meanings.length });
    const [gap, ...more] = findGaps(fields);
    if (gap) {
      const rest = more.length === 0 ? "" : ` There ${more.length === 1 ? "is 1 more place" : `are ${more.length} more places`} like this.`;
      throw new ExpectedError("Invalid", `The draft is not complete yet. ${gap.message}${rest}`);
    }
    const difference = withMeanings(differenceBetween(current.fields, fields), chosen);
    if (current.number > 0 && difference.general.length + difference.levels.length + difference.behaviors.length === 0) {
      throw new ExpectedError("Invalid", "The draft says the same as what is published, so there is nothing to publish.");
    }
    const number = current.number + 1;
    const competency = competencyOf(competencyId, fields);
    await transaction.revision.create({
      data: {
        id: randomUUID(),
        competencyId,
        number,
        content: competency,
        publishedAt: now,
        publishedBy: account.auditRef,
        note,
        changes: current.number === 0 ? [] : recordedChanges(difference),
      },
    });
    await recordAudit(
      transaction,
      {
        actor: account,
        action: "competency.published",
        detail: { competency: competencyId, revision: number, changes: difference.changes.length },
      },
      now,
    );
    return { number };
  });
}
