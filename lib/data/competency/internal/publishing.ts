/**
 * Publishing a draft as the next revision, and what that does. For its pages:
 *
 *   findPublication    everything to look at before: difference with meanings, gaps, impact, and what one has `seen`
 *   chooseMeaning      what an admin says a change means, by the change's `key` and `words`
 *   publishDraft       with the `seen` of that page: exactly what was looked at is published, or nothing
 *   listRevisions, compareRevisions    by number; "draft" stands for the draft
 */
import { randomUUID } from "node:crypto";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import type { Actor } from "@/lib/access/actor";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { unstorableReason } from "@/lib/domain/text/well-formed-text";
import { normalizeLineEnds } from "@/lib/domain/assessment/timed-rating";
import { brokenBehaviors, withRecordedMeanings } from "@/lib/domain/competency/comparability";
import {
  type ChosenMeanings,
  type Difference,
  differenceBetween,
  type Meaning,
  recordedChanges,
  withMeanings,
} from "@/lib/domain/competency/difference";
import { type DraftFields, fieldsOf, findGaps, type Gap, modelOf } from "@/lib/domain/competency/draft";
import { asAdmin, requireAdmin } from "@/lib/data/workspace/internal/admins";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import { findRevisionNumbered, listChangesBetween, listRevisionsOf } from "./revisions";
import { findDraft, type SeenDraft, takeDraft } from "./drafts";
import { findWriters, type Writer } from "./authors";

/** Of the note, in UTF-16 code units. */
export const NOTE_MAX_LENGTH = 2_000;

/** The draft, and the number of the revision that it was compared with: 0 where nothing is published yet. */
export type SeenPublication = SeenDraft & { currentNumber: number };

export type Impact = {
  /** Of this competency, on whatever revision. Those in progress finish on theirs, unless the person moves. */
  inProgress: number;
  submitted: number;
  /** With at least one of them submitted: whose next one a break would keep from being compared. */
  people: number;
  /** That one of them is shared with. */
  teams: number;
  /** Whose trend shows a break, by their names in the revision before. */
  breaks: { behaviorId: string; name: string }[];
};

export type Publication = { seen: SeenPublication; name: string; difference: Difference; gaps: Gap[]; impact: Impact };

async function readChosen(database: DatabaseTransaction, draftId: string): Promise<ChosenMeanings> {
  const rows = await database.draftMeaning.findMany({ where: { draftId } });
  return Object.fromEntries(rows.map(({ change, meaning, words }) => [change, { meaning: meaning as Meaning, words }]));
}

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

/** The newest revision's fields; none where nothing is published. */
async function currentState(competencyId: string, database?: DatabaseTransaction): Promise<{ number: number; fields: DraftFields }> {
  const [current] = await listRevisionsOf(competencyId, database, 1);
  return current ? { number: current.number, fields: fieldsOf(current.model) } : { number: 0, fields: {} };
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

/**
 * Holds for these words of the change only; it counts as a change of the draft, so that nobody publishes it unseen.
 * @throws ExpectedError Conflict where the change is another by now
 */
export async function chooseMeaning(
  actor: Actor | null,
  competencyId: string,
  { key, words, meaning }: { key: string; words: string; meaning: Meaning },
  now: Date,
): Promise<void> {
  await asAdmin(actor, "model.edit", async (transaction, account) => {
    const draft = await findDraft(actor, competencyId, transaction);
    const current = await currentState(competencyId, transaction);
    const change = draft && differenceBetween(current.fields, draft.fields).changes.find((one) => one.key === key);
    if (!draft || change?.words !== words || !change.canChoose) {
      throw new ExpectedError(
        "Conflict",
        "The words of this change are not those that you saw. Please look once more, and then say what it means.",
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
  });
}

function noteFault(note: string): string | null {
  if (note.trim() === "") return "Say in a sentence what is new: readers of the model will see it.";
  if (note.length > NOTE_MAX_LENGTH) return `Please keep the note to ${NOTE_MAX_LENGTH.toLocaleString("en-US")} characters or fewer.`;
  return unstorableReason(note);
}

/**
 * Publishes exactly what was seen: new assessments are taken on it from then on. Of two admins at the same moment one
 * publishes, and the other is told; what they wrote is in the draft or in what was published.
 * @throws ExpectedError Conflict, or Invalid for the note and for a draft with gaps
 */
export async function publishDraft(
  actor: Actor | null,
  competencyId: string,
  { note: typed, seen }: { note: string; seen: SeenPublication },
  now: Date,
): Promise<{ number: number }> {
  const note = normalizeLineEnds(typed);
  return asAdmin(actor, "model.edit", async (transaction, account) => {
    const fault = noteFault(note);
    if (fault) throw new ExpectedError("Invalid", fault, { note: fault });
    const current = await currentState(competencyId, transaction);
    if (current.number !== seen.currentNumber) {
      throw new ExpectedError(
        "Conflict",
        `Revision ${current.number} was published just now. Nothing that you wrote is lost: please look at what differs from it, and then decide.`,
      );
    }
    const chosen = await readChosen(transaction, seen.draftId);
    const fields = await takeDraft(transaction, competencyId, seen);
    const [gap, ...more] = findGaps(fields);
    if (gap) {
      const rest = more.length === 0 ? "" : ` There ${more.length === 1 ? "is 1 more place" : `are ${more.length} more places`} like this.`;
      throw new ExpectedError("Invalid", `The draft is not complete yet. ${gap.message}${rest}`, { [gap.path]: gap.message });
    }
    const difference = withMeanings(differenceBetween(current.fields, fields), chosen);
    if (current.number > 0 && difference.general.length + difference.levels.length + difference.behaviors.length === 0) {
      throw new ExpectedError("Invalid", "The draft says the same as what is published, so there is nothing to publish.");
    }
    const number = current.number + 1;
    const model = modelOf(competencyId, fields);
    await transaction.revision.create({
      data: {
        id: randomUUID(),
        competencyId,
        number,
        content: JSON.stringify(model),
        publishedAt: now,
        publishedBy: account.auditRef,
        note,
        changes: JSON.stringify(current.number === 0 ? [] : recordedChanges(difference)),
      },
    });
    await recordAudit(
      transaction,
      {
        actor: account,
        action: "model.published",
        detail: { competency: competencyId, revision: number, changes: difference.changes.length },
      },
      now,
    );
    return { number };
  });
}

export type RevisionSummary = {
  number: number;
  publishedAt: Date;
  /** Null for the module that Cairn ships. */
  publishedBy: Writer | null;
  note: string;
  isCurrent: boolean;
  /** Behaviors, levels and anchors that differ from the revision before. */
  changed: { wording: number; meaning: number };
};

/** Newest first. */
export async function listRevisions(actor: Actor | null, competencyId: string): Promise<RevisionSummary[]> {
  const account = requireAdmin(actor, "model.edit");
  const revisions = await listRevisionsOf(competencyId);
  const writerOf = await findWriters(
    account,
    revisions.flatMap(({ publishedBy }) => publishedBy ?? []),
  );
  return revisions.map(({ number, publishedAt, publishedBy, note, changes }, index) => ({
    number,
    publishedAt,
    publishedBy: publishedBy === null ? null : writerOf(publishedBy),
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
 * Any two revisions, the older one first, or a revision and the draft. Between revisions the meanings are those that were
 * recorded on the way. @throws ExpectedError NotFound
 */
export async function compareRevisions(
  actor: Actor | null,
  competencyId: string,
  { from, to }: { from: number; to: number | "draft" },
): Promise<Comparison> {
  requireAdmin(actor, "model.edit");
  if (to !== "draft" && from > to) return compareRevisions(actor, competencyId, { from: to, to: from });
  const before = await findRevisionNumbered(competencyId, from);
  if (!before) throw notFoundError();
  if (to === "draft") {
    const draft = await findDraft(actor, competencyId);
    if (!draft) throw notFoundError();
    const difference = differenceBetween(fieldsOf(before.model), draft.fields);
    return { from, to, difference: withMeanings(difference, await readChosen(getDatabase(), draft.draftId)) };
  }
  const after = await findRevisionNumbered(competencyId, to);
  if (!after) throw notFoundError();
  const steps = await listChangesBetween(competencyId, from, to);
  return { from, to, difference: withRecordedMeanings(differenceBetween(fieldsOf(before.model), fieldsOf(after.model)), steps) };
}
