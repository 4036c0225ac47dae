/** Revisions as admins see and compare them. */

import type { Actor } from "@/lib/access/actor";
import { requireAccountFor } from "@/lib/data/account/internal/require-account";
import { type Author, getAuthors } from "@/lib/data/competency/internal/authors";

import { getChosenMeanings } from "@/lib/data/competency/internal/publishing";
import { findRevisionNumbered, listChangesBetween, listRevisionsOf } from "@/lib/data/competency/internal/revisions";
import { getDatabase } from "@/lib/db/client";
import { withRecordedMeanings } from "@/lib/domain/competency/comparability";
import { type Difference, differenceBetween, withMeanings } from "@/lib/domain/competency/difference";
import { type DraftFields, fieldsOf } from "@/lib/domain/competency/draft";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { findDraft } from "./drafts";

export type RevisionSummary = {
  number: number;
  publishedAt: Date;
  /** Null for the module that Cairn ships. */
  publishedBy: Author | null;
  note: string;
  isCurrent: boolean;
  /** Behaviors, levels and anchors that differ from the revision before. */
  changed: { wording: number; meaning: number };
};

/** Newest first. */
export async function listRevisions(actor: Actor | null, competencyId: string): Promise<RevisionSummary[]> {
  const account = requireAccountFor(actor, "competency.edit");
  const revisions = await listRevisionsOf(competencyId);
  const authorOf = await getAuthors(
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

export type Comparison = { from: number; to: number | "draft"; difference: Difference; before: DraftFields; after: DraftFields };

/**
 * Any two revisions, the older one first, or a revision and the draft. Between revisions the meanings are those that were
 * recorded on the way. @throws ExpectedError NotFound
 */
export async function compareRevisions(
  actor: Actor | null,
  competencyId: string,
  { from, to }: { from: number; to: number | "draft" },
): Promise<Comparison> {
  requireAccountFor(actor, "competency.edit");
  if (to !== "draft" && from > to) return compareRevisions(actor, competencyId, { from: to, to: from });
  const before = await findRevisionNumbered(competencyId, from);
  if (!before) throw notFoundError();
  const fields = fieldsOf(before.competency);
  if (to === "draft") {
    const draft = await findDraft(actor, competencyId);
    if (!draft) throw notFoundError();
    const difference = differenceBetween(fields, draft.fields);
    const chosen = await getChosenMeanings(getDatabase(), draft.draftId);
    return { from, to, difference: withMeanings(difference, chosen), before: fields, after: draft.fields };
  }
  const after = await findRevisionNumbered(competencyId, to);
  if (!after) throw notFoundError();
  const steps = await listChangesBetween(competencyId, from, to);
  const fieldsAfter = fieldsOf(after.competency);
  const difference = withRecordedMeanings(differenceBetween(fields, fieldsAfter), steps);
  return { from, to, difference, before: fields, after: fieldsAfter };
}
