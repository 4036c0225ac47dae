/** Assessments: started, answered, submitted, read. Each function authorizes the actor in its own query. */
import type { Actor } from "@/lib/access/actor";
import { assessmentsWhere } from "@/lib/access/where";
import { getRevision } from "@/lib/data/competency/internal/revisions";
import { getDatabase } from "@/lib/db/client";
import { progressOf } from "@/lib/domain/assessment/progress";
import type { Rating, TimedRating } from "@/lib/domain/assessment/timed-rating";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { illFormedReason } from "@/lib/domain/text/well-formed-text";

export type StoredRating = {
  behaviorId: string;
  answer: string | null;
  answeredAt: bigint | null;
  evidence: string;
  evidenceAt: bigint | null;
};

export function toTimedRating({ behaviorId, answer, answeredAt, evidence, evidenceAt }: StoredRating): TimedRating {
  return {
    behaviorId,
    answer,
    answeredAt: answeredAt === null ? null : Number(answeredAt),
    evidence,
    evidenceAt: evidenceAt === null ? null : Number(evidenceAt),
  };
}

export function toRating({ behaviorId, answer, evidence }: StoredRating): Rating {
  return { behaviorId, answer, evidence };
}

/** @throws ExpectedError NotFound: missing and somebody else's look alike */
export async function getOwnAssessment(actor: Actor | null, assessmentId: string) {
  // PostgreSQL rejects a query with ill-formed text, which no id is.
  if (!actor || illFormedReason(assessmentId) !== null) throw notFoundError();
  const row = await getDatabase().assessment.findFirst({
    where: { id: assessmentId, ...assessmentsWhere(actor, "assessment.read") },
    include: { ratings: true, plans: true },
  });
  if (!row) throw notFoundError();
  return row;
}

/** @throws ExpectedError NotFound, or Conflict once it is submitted */
export async function getOpenAssessment(actor: Actor | null, assessmentId: string) {
  const row = await getOwnAssessment(actor, assessmentId);
  if (row.submittedAt) throw alreadySubmitted();
  return { row, open: { id: row.id, ...assessmentsWhere({ userId: row.ownerId }, "assessment.answer") } };
}

/** @throws ExpectedError NotFound, also while it is in progress: it has no result yet */
export async function getSubmittedAssessment(actor: Actor | null, assessmentId: string) {
  const row = await getOwnAssessment(actor, assessmentId);
  if (!row.submittedAt) throw notFoundError();
  return { ...row, submittedAt: row.submittedAt };
}

export function alreadySubmitted(): ExpectedError {
  return new ExpectedError(
    "Conflict",
    "This self-assessment is already submitted, so it no longer changes. To correct an answer, open its level summary and choose Correct an answer.",
    {},
    "submitted",
  );
}

export type AssessmentInProgress = {
  assessmentId: string;
  competencyName: string;
  startedAt: Date;
  answered: number;
  total: number;
  nextBehaviorId: string | null;
};

export type AssessmentsOverview = {
  inProgress: AssessmentInProgress | null;
  /** From guests whose account had one in progress already: each can be continued or discarded. Oldest first. */
  alsoInProgress: AssessmentInProgress[];
  latest: { assessmentId: string; submittedAt: Date } | null;
};

export async function findInProgress(actor: Actor): Promise<AssessmentInProgress | null> {
  const row = await getDatabase().assessment.findUnique({ where: { openFor: actor.userId }, include: { ratings: true } });
  return row && toInProgress(row);
}

type RowInProgress = { id: string; revisionId: string; startedAt: Date; ratings: StoredRating[] };

export async function toInProgress(row: RowInProgress): Promise<AssessmentInProgress> {
  const { competency } = await getRevision(row.revisionId);
  const { answered, total, next } = progressOf(competency.source.behaviors, row.ratings.map(toRating));
  return { assessmentId: row.id, competencyName: competency.source.name, startedAt: row.startedAt, answered, total, nextBehaviorId: next };
}
