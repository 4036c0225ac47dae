/** Starting, answering, submitting, correcting and planning from a person's own assessments. */

import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/access/actor";
import { requireAllowed } from "@/lib/access/require-allowed";
import { assessmentsWhere } from "@/lib/access/where";
import { becomeGuest } from "@/lib/data/account/internal/become-guest";
import {
  type AssessmentInProgress,
  alreadySubmitted,
  findInProgress,
  getOpenAssessment,
  getOwnAssessment,
  getSubmittedAssessment,
  type StoredRating,
  toRating,
  toTimedRating,
} from "@/lib/data/assessment/internal/assessments";
import { ratingUpsert } from "@/lib/data/assessment/internal/rating-upsert";
import { findTarget, isKept } from "@/lib/data/assessment/internal/revision-move";
import { countSubmission } from "@/lib/data/cohort/internal/organization-cohorts";
import { getCurrentRevision, getRevision } from "@/lib/data/competency/internal/revisions";
import { getDatabase, getEngine } from "@/lib/db/client";
import { lockOwner } from "@/lib/db/locks";
import { checkPrioritiesAgainstCompetency, parsePriorities } from "@/lib/domain/assessment/focus";
import type { Plan } from "@/lib/domain/assessment/plan";
import { progressOf } from "@/lib/domain/assessment/progress";
import { checkAgainstCompetency } from "@/lib/domain/assessment/rating";
import type { RatingChange, TimedRating } from "@/lib/domain/assessment/timed-rating";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { illFormedReason } from "@/lib/domain/text/well-formed-text";
import { behaviorName } from "@/lib/domain/text/wording";
import { isDuplicate } from "@/lib/platform/database-errors";

/** A second start at the same moment finds the first one's assessment: a person has one in progress. */
async function beginOnce(actor: Actor, data: { revisionId: string; correctsId?: string; priorities?: string[]; ratings?: StoredRating[] }) {
  const { ratings = [], ...columns } = data;
  try {
    return await getDatabase().assessment.create({
      data: { id: randomUUID(), ownerId: actor.userId, openFor: actor.userId, ...columns, ratings: { createMany: { data: ratings } } },
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const begun = await getDatabase().assessment.findUnique({ where: { openFor: actor.userId } });
    // Started and ended again in the meantime, in another tab.
    if (!begun) throw new ExpectedError("Conflict", "Something changed in another tab just now. Please try again.");
    return begun;
  }
}

/**
 * Starts an assessment on a competency's current revision, or resumes the one in progress. Whoever is nobody yet becomes a
 * guest. @throws ExpectedError NotFound or TooMany
 */
export async function startAssessment(actor: Actor | null, competencyId?: string): Promise<AssessmentInProgress> {
  requireAllowed(actor, "assessment.start");
  const somebody = actor ?? (await becomeGuest());
  const known = await findInProgress(somebody);
  if (known) return known;
  const { revisionId } = await getCurrentRevision(competencyId);
  await beginOnce(somebody, { revisionId });
  const begun = await findInProgress(somebody);
  if (!begun) throw new ExpectedError("Conflict", "Something changed in another tab just now. Please try again.");
  return begun;
}

/**
 * Starts a new assessment with a submitted one's answers filled in, on the same revision, since its text is what was answered.
 * @throws ExpectedError Conflict while another one is in progress
 */
export async function correctAssessment(actor: Actor | null, assessmentId: string): Promise<{ assessmentId: string }> {
  const corrected = await getSubmittedAssessment(actor, assessmentId);
  if (!actor) throw notFoundError();
  const begun = await beginOnce(actor, {
    revisionId: corrected.revisionId,
    correctsId: corrected.id,
    priorities: parsePriorities(corrected.priorities),
    ratings: corrected.ratings.map(({ assessmentId: _, ...rating }) => rating),
  });
  if (begun.correctsId !== corrected.id) {
    throw new ExpectedError(
      "Conflict",
      "You have another self-assessment in progress. Finish or discard it on My growth first, then correct this one.",
    );
  }
  return { assessmentId: begun.id };
}

/** Deletes an assessment in progress; a submitted one stays. */
export async function discardAssessment(actor: Actor | null, assessmentId: string): Promise<void> {
  const { open } = await getOpenAssessment(actor, assessmentId);
  await getDatabase().assessment.deleteMany({ where: open });
}

/**
 * Why an assessment that was in progress a moment ago can no longer be changed: it was submitted, discarded, or moved to a newer
 * revision.
 */
async function closedReason({ id, revisionId }: { id: string; revisionId: string }): Promise<ExpectedError> {
  const row = await getDatabase().assessment.findUnique({ where: { id } });
  if (row?.submittedAt !== null || row.revisionId === revisionId) return alreadySubmitted();
  return new ExpectedError("Conflict", "This self-assessment has moved to the model’s newer text. Please reload this page to see them.");
}

/**
 * Saves changes in one statement and returns all current ratings. A time ahead of the server's clock counts as now, so that a
 * device with a wrong clock cannot lock an answer against later ones.
 * @throws ExpectedError NotFound, Conflict or Invalid, and then nothing is saved
 */
export async function saveRatings(actor: Actor | null, assessmentId: string, changes: RatingChange[], now: number): Promise<TimedRating[]> {
  const { row } = await getOpenAssessment(actor, assessmentId);
  const { competency } = await getRevision(row.revisionId);
  for (const change of changes) {
    const error = checkAgainstCompetency(competency.source, change);
    if (error) throw new ExpectedError("Invalid", error, { [change.behaviorId]: error });
  }
  const clamped = changes.map((change) => ({
    ...change,
    ...(change.answeredAt === undefined ? {} : { answeredAt: Math.min(change.answeredAt, now) }),
    ...(change.evidenceAt === undefined ? {} : { evidenceAt: Math.min(change.evidenceAt, now) }),
  }));
  const written = await getDatabase().$executeRaw(ratingUpsert(getEngine(), row, clamped));
  if (written === 0) throw await closedReason(row);
  const ratings = await getDatabase().rating.findMany({ where: { assessmentId: row.id } });
  return ratings.map(toTimedRating);
}

/** @throws ExpectedError NotFound, Conflict or Invalid */
export async function savePriorities(actor: Actor | null, assessmentId: string, priorities: string[]): Promise<void> {
  const { row, open } = await getOpenAssessment(actor, assessmentId);
  const { competency } = await getRevision(row.revisionId);
  const error = checkPrioritiesAgainstCompetency(competency.source, priorities);
  if (error) throw new ExpectedError("Invalid", error, { priorities: error });
  const { count } = await getDatabase().assessment.updateMany({
    where: { ...open, revisionId: row.revisionId },
    data: { priorities },
  });
  if (count === 0) throw await closedReason(row);
}

/**
 * Submits with every behavior answered, and counts it for the organization in the same transaction; submitting again returns the
 * same. @throws ExpectedError NotFound or Invalid
 */
export async function submitAssessment(actor: Actor | null, assessmentId: string, now: Date): Promise<void> {
  const row = await getOwnAssessment(actor, assessmentId);
  if (row.submittedAt || !actor) return;
  const { competency } = await getRevision(row.revisionId);
  const { unanswered } = progressOf(competency.source.behaviors, row.ratings.map(toRating));
  if (unanswered.length > 0) {
    throw new ExpectedError(
      "Invalid",
      unanswered.length === 1
        ? "One behavior has no answer yet. Choose a level for it, or “No opportunity yet”."
        : `${unanswered.length} behaviors have no answer yet. Choose a level for each, or “No opportunity yet”.`,
      Object.fromEntries(unanswered.map((id) => [id, `${behaviorName(competency.source, id)} has no answer yet.`])),
    );
  }
  // On one revision answers are only ever replaced, never taken away, so what was complete above still is.
  const isSubmitted = await getDatabase().$transaction(async (transaction) => {
    await lockOwner(transaction, row.ownerId);
    const { count } = await transaction.assessment.updateMany({
      where: { id: row.id, revisionId: row.revisionId, ...assessmentsWhere({ userId: row.ownerId }, "assessment.answer") },
      data: { submittedAt: now, openFor: null },
    });
    if (count > 0) await countSubmission(transaction, actor, { ...row, assessmentId: row.id, competency }, now);
    return count > 0;
  });
  if (isSubmitted) return;
  const closed = await closedReason(row);
  // Two submissions at once: the other one was first.
  if (closed.reason !== "submitted") throw closed;
}

/** @throws ExpectedError NotFound or Invalid */
export async function savePlan(
  actor: Actor | null,
  { assessmentId, behaviorId }: { assessmentId: string; behaviorId: string },
  plan: Plan,
): Promise<void> {
  const { revisionId } = await getSubmittedAssessment(actor, assessmentId);
  const { competency } = await getRevision(revisionId);
  if (!competency.source.behaviors.some(({ id }) => id === behaviorId)) {
    throw new ExpectedError("Invalid", "That behavior is not part of this self-assessment.");
  }
  await getDatabase().plan.upsert({
    where: { assessmentId_behaviorId: { assessmentId, behaviorId } },
    create: { assessmentId, behaviorId, ...plan },
    update: plan,
  });
}

/**
 * Keeps the answers whose meaning did not change, and every example of a behavior that is still asked. An answer that is not kept
 * counts as removed now, so that a tab cannot bring it back.
 * @param toNumber the revision that was shown @throws ExpectedError NotFound, or Conflict where that is not the newest
 */
export async function moveToCurrentRevision(actor: Actor | null, assessmentId: string, toNumber: number, now: Date): Promise<void> {
  await getDatabase().$transaction(async (transaction) => {
    // Takes the assessment first: a save at the same moment comes before, or finds that it has moved.
    if (!actor || illFormedReason(assessmentId) !== null) throw notFoundError();
    const open = { id: assessmentId, ...assessmentsWhere(actor, "assessment.answer") };
    await transaction.assessment.updateMany({ where: open, data: { ownerId: actor.userId } });
    const row = await transaction.assessment.findFirst({ where: open, include: { ratings: true } });
    if (!row) throw notFoundError();
    const target = await findTarget(row, transaction);
    if (!target) return;
    const { current, keepsAnswer } = target;
    if (current.number !== toNumber) {
      throw new ExpectedError(
        "Conflict",
        "The model has changed again since you opened this page. Please look at what is new, and then decide.",
      );
    }
    const here = new Set(current.competency.source.behaviors.map(({ id }) => id));
    const priorities = parsePriorities(row.priorities).filter((id) => here.has(id));
    await transaction.assessment.update({
      where: { id: row.id },
      data: { revisionId: current.revisionId, priorities },
    });
    await transaction.rating.deleteMany({ where: { assessmentId: row.id, behaviorId: { notIn: [...here] } } });
    const anew = row.ratings.filter((rating) => here.has(rating.behaviorId) && rating.answer !== null && !isKept(rating, keepsAnswer));
    await transaction.rating.updateMany({
      where: { assessmentId: row.id, behaviorId: { in: anew.map(({ behaviorId }) => behaviorId) } },
      data: { answer: null, answeredAt: BigInt(now.getTime()), firstAnswer: null },
    });
  });
}
