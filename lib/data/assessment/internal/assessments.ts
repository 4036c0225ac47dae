/** Assessments: begun, answered, submitted, read. Each function authorizes the actor in its own query. */
import { randomUUID } from "node:crypto";
import { getDatabase, getEngine } from "@/lib/db/client";
import { isDuplicate } from "@/lib/platform/database-errors";
import type { Actor } from "@/lib/access/actor";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { checkPrioritiesAgainstModel } from "@/lib/domain/assessment/focus";
import { summarizeLevels } from "@/lib/domain/assessment/level-summary";
import type { Plan } from "@/lib/domain/assessment/plan";
import { progressOf } from "@/lib/domain/assessment/progress";
import { checkAgainstModel } from "@/lib/domain/assessment/rating";
import { unstorableReason } from "@/lib/domain/text/well-formed-text";
import type { Rating, RatingChange, TimedRating } from "@/lib/domain/assessment/timed-rating";
import { levelName } from "@/lib/domain/text/wording";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { getCurrentRevision, getRevision } from "@/lib/data/competency/internal/revisions";
import { ratingUpsert } from "./rating-upsert";
import { holdOwner, tallySubmission } from "@/lib/data/cohort/internal/organization-cohorts";

/** `canReadAssessment`, as a query says it. */
export function assessmentsVisibleTo(actor: Actor) {
  return { ownerId: actor.userId };
}

/** `canAnswerAssessment`, as a query says it. */
export function assessmentsAnswerableBy(actor: Pick<Actor, "userId">) {
  return { ownerId: actor.userId, submittedAt: null };
}

/** `canPlanFromAssessment`, as a query says it. */
export function assessmentsPlannableBy(actor: Actor) {
  return { ownerId: actor.userId, submittedAt: { not: null } };
}

type StoredRating = { behaviorId: string; answer: string | null; answeredAt: bigint | null; evidence: string; evidenceAt: bigint | null };

function toTimedRating({ behaviorId, answer, answeredAt, evidence, evidenceAt }: StoredRating): TimedRating {
  return {
    behaviorId,
    answer,
    answeredAt: answeredAt === null ? null : Number(answeredAt),
    evidence,
    evidenceAt: evidenceAt === null ? null : Number(evidenceAt),
  };
}

function toRating({ behaviorId, answer, evidence }: StoredRating): Rating {
  return { behaviorId, answer, evidence };
}

function parsePriorities(priorities: string): string[] {
  return JSON.parse(priorities) as string[];
}

/** @throws ExpectedError NotFound: missing and somebody else's look alike */
async function getOwnAssessment(actor: Actor | null, assessmentId: string) {
  // PostgreSQL refuses to look for text that it cannot hold, and no id is such a text.
  if (!actor || unstorableReason(assessmentId) !== null) throw notFoundError();
  const row = await getDatabase().assessment.findFirst({
    where: { id: assessmentId, ...assessmentsVisibleTo(actor) },
    include: { ratings: true, plans: true },
  });
  if (!row) throw notFoundError();
  return row;
}

/** @throws ExpectedError NotFound, or Conflict once it is submitted */
async function getOpenAssessment(actor: Actor | null, assessmentId: string) {
  const row = await getOwnAssessment(actor, assessmentId);
  if (row.submittedAt) throw alreadySubmitted();
  return { row, open: { id: row.id, ...assessmentsAnswerableBy({ userId: row.ownerId }) } };
}

/** @throws ExpectedError NotFound, also while it is in progress: it has no result yet */
async function getSubmittedAssessment(actor: Actor | null, assessmentId: string) {
  const row = await getOwnAssessment(actor, assessmentId);
  if (!row.submittedAt) throw notFoundError();
  return { ...row, submittedAt: row.submittedAt };
}

function alreadySubmitted(): ExpectedError {
  return new ExpectedError(
    "Conflict",
    "This self-assessment is already submitted, so it no longer changes. To correct an answer, open its level summary and choose Correct an answer.",
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
  /** Brought along by guests whose account had one in progress already: each can be continued or discarded. Oldest first. */
  alsoInProgress: AssessmentInProgress[];
  latest: { assessmentId: string; submittedAt: Date } | null;
};

async function findInProgress(actor: Actor): Promise<AssessmentInProgress | null> {
  const row = await getDatabase().assessment.findUnique({ where: { openFor: actor.userId }, include: { ratings: true } });
  return row && toInProgress(row);
}

type RowInProgress = { id: string; revisionId: string; startedAt: Date; ratings: StoredRating[] };

async function toInProgress(row: RowInProgress): Promise<AssessmentInProgress> {
  const { model } = await getRevision(row.revisionId);
  const { answered, total, next } = progressOf(model.source.behaviors, row.ratings.map(toRating));
  return { assessmentId: row.id, competencyName: model.source.name, startedAt: row.startedAt, answered, total, nextBehaviorId: next };
}

/** What a person comes back to. */
export async function getAssessmentsOverview(actor: Actor | null): Promise<AssessmentsOverview> {
  if (!actor) return { inProgress: null, alsoInProgress: [], latest: null };
  const setAside = await getDatabase().assessment.findMany({
    where: { ...assessmentsAnswerableBy(actor), openFor: null },
    include: { ratings: true },
    orderBy: [{ startedAt: "asc" }, { id: "asc" }],
  });
  const latest = await getDatabase().assessment.findFirst({
    where: assessmentsPlannableBy(actor),
    orderBy: [{ submittedAt: "desc" }, { id: "desc" }],
    select: { id: true, submittedAt: true },
  });
  return {
    inProgress: await findInProgress(actor),
    alsoInProgress: await Promise.all(setAside.map(toInProgress)),
    latest: latest?.submittedAt ? { assessmentId: latest.id, submittedAt: latest.submittedAt } : null,
  };
}

/** A second start at the same moment finds the first one's: a person has one assessment in progress. */
async function beginOnce(actor: Actor, data: { revisionId: string; correctsId?: string; priorities?: string; ratings?: StoredRating[] }) {
  const { ratings = [], ...columns } = data;
  try {
    return await getDatabase().assessment.create({
      data: { id: randomUUID(), ownerId: actor.userId, openFor: actor.userId, ...columns, ratings: { createMany: { data: ratings } } },
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const begun = await getDatabase().assessment.findUnique({ where: { openFor: actor.userId } });
    // Begun and ended again meanwhile, in another tab.
    if (!begun) throw new ExpectedError("Conflict", "Something changed in another tab just now. Please try again.");
    return begun;
  }
}

/** Starts an assessment on a competency's current revision, or resumes the one in progress. @throws ExpectedError NotFound */
export async function startAssessment(actor: Actor, competencyId?: string): Promise<AssessmentInProgress> {
  const known = await findInProgress(actor);
  if (known) return known;
  const { revisionId } = await getCurrentRevision(competencyId);
  await beginOnce(actor, { revisionId });
  const begun = await findInProgress(actor);
  if (!begun) throw new ExpectedError("Conflict", "Something changed in another tab just now. Please try again.");
  return begun;
}

/**
 * Starts a new assessment with a submitted one's answers filled in, on the same revision, since its words were the ones
 * that were answered. @throws ExpectedError Conflict while another one is in progress
 */
export async function correctAssessment(actor: Actor | null, assessmentId: string): Promise<{ assessmentId: string }> {
  const corrected = await getSubmittedAssessment(actor, assessmentId);
  if (!actor) throw notFoundError();
  const begun = await beginOnce(actor, {
    revisionId: corrected.revisionId,
    correctsId: corrected.id,
    priorities: corrected.priorities,
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

/** Why what was in progress a moment ago takes no change: it was submitted, discarded, or moved to newer words. */
async function whyClosed({ id, revisionId }: { id: string; revisionId: string }): Promise<ExpectedError> {
  const row = await getDatabase().assessment.findUnique({ where: { id } });
  if (row?.submittedAt !== null || row.revisionId === revisionId) return alreadySubmitted();
  return new ExpectedError("Conflict", "This self-assessment has moved to the model’s newer words. Please reload this page to see them.");
}

export type AssessmentForm = {
  model: CompetencyModel;
  ratings: TimedRating[];
  priorities: string[];
};

/** What the rating steps and the review page show. @throws ExpectedError NotFound or Conflict */
export async function getAssessmentForm(actor: Actor | null, assessmentId: string): Promise<AssessmentForm> {
  const { row } = await getOpenAssessment(actor, assessmentId);
  const { model } = await getRevision(row.revisionId);
  return {
    model,
    ratings: row.ratings.map(toTimedRating),
    priorities: parsePriorities(row.priorities),
  };
}

/**
 * Saves changes in one statement and answers all ratings as they now stand. A time ahead of the server's clock counts as
 * now, so that a device with a wrong clock cannot lock an answer against later ones.
 * @throws ExpectedError NotFound, Conflict or Invalid, and then nothing is saved
 */
export async function saveRatings(actor: Actor | null, assessmentId: string, changes: RatingChange[], now: number): Promise<TimedRating[]> {
  const { row } = await getOpenAssessment(actor, assessmentId);
  const { model } = await getRevision(row.revisionId);
  for (const change of changes) {
    const fault = checkAgainstModel(model.source, change);
    if (fault) throw new ExpectedError("Invalid", fault, { [change.behaviorId]: fault });
  }
  const clamped = changes.map((change) => ({
    ...change,
    ...(change.answeredAt === undefined ? {} : { answeredAt: Math.min(change.answeredAt, now) }),
    ...(change.evidenceAt === undefined ? {} : { evidenceAt: Math.min(change.evidenceAt, now) }),
  }));
  const written = await getDatabase().$executeRaw(ratingUpsert(getEngine(), row, clamped));
  if (written === 0) throw await whyClosed(row);
  const ratings = await getDatabase().rating.findMany({ where: { assessmentId: row.id } });
  return ratings.map(toTimedRating);
}

/** @throws ExpectedError NotFound, Conflict or Invalid */
export async function savePriorities(actor: Actor | null, assessmentId: string, priorities: string[]): Promise<void> {
  const { row, open } = await getOpenAssessment(actor, assessmentId);
  const { model } = await getRevision(row.revisionId);
  const fault = checkPrioritiesAgainstModel(model.source, priorities);
  if (fault) throw new ExpectedError("Invalid", fault, { priorities: fault });
  const { count } = await getDatabase().assessment.updateMany({
    where: { ...open, revisionId: row.revisionId },
    data: { priorities: JSON.stringify(priorities) },
  });
  if (count === 0) throw await whyClosed(row);
}

/**
 * Submits with every behavior answered, and counts it for the organization in the same transaction; submitting again answers
 * the same. @throws ExpectedError NotFound or Invalid
 */
export async function submitAssessment(actor: Actor | null, assessmentId: string, now: Date): Promise<void> {
  const row = await getOwnAssessment(actor, assessmentId);
  if (row.submittedAt || !actor) return;
  const { model } = await getRevision(row.revisionId);
  const { unanswered } = progressOf(model.source.behaviors, row.ratings.map(toRating));
  if (unanswered.length > 0) {
    throw new ExpectedError(
      "Invalid",
      unanswered.length === 1
        ? "One behavior has no answer yet. Choose a level for it, or “No opportunity yet”."
        : `${unanswered.length} behaviors have no answer yet. Choose a level for each, or “No opportunity yet”.`,
    );
  }
  // On one revision answers are only ever replaced, never taken away, so what was complete above still is.
  const isSubmitted = await getDatabase().$transaction(async (transaction) => {
    await holdOwner(transaction, row.ownerId);
    const { count } = await transaction.assessment.updateMany({
      where: { id: row.id, revisionId: row.revisionId, ...assessmentsAnswerableBy({ userId: row.ownerId }) },
      data: { submittedAt: now, openFor: null },
    });
    if (count > 0) await tallySubmission(transaction, actor, { ...row, assessmentId: row.id, model }, now);
    return count > 0;
  });
  if (isSubmitted) return;
  const closed = await whyClosed(row);
  // Twice at once: the other one submitted it.
  if (closed.message !== alreadySubmitted().message) throw closed;
}

export type AssessmentResult = {
  assessmentId: string;
  submittedAt: Date;
  revisionNumber: number;
  /** The competency's newest by now. */
  currentNumber: number;
  model: CompetencyModel;
  ratings: Rating[];
  priorities: string[];
  /** By behavior id. */
  plans: Record<string, Plan>;
  /** The person's submission before this one on the same competency, to compare with. */
  previousId: string | null;
  /** Of a guest; an account's work is kept. */
  keptUntil: Date | null;
};

/** @throws ExpectedError NotFound, also while it is in progress */
export async function getResult(actor: Actor | null, assessmentId: string): Promise<AssessmentResult> {
  const row = await getSubmittedAssessment(actor, assessmentId);
  if (!actor) throw notFoundError();
  const { model, number } = await getRevision(row.revisionId);
  const previous = await getDatabase().assessment.findFirst({
    where: { ...assessmentsVisibleTo(actor), submittedAt: { lt: row.submittedAt }, revision: { competencyId: model.id } },
    orderBy: [{ submittedAt: "desc" }, { id: "desc" }],
    select: { id: true },
  });
  return {
    assessmentId: row.id,
    submittedAt: row.submittedAt,
    revisionNumber: number,
    currentNumber: (await getCurrentRevision(model.id)).number,
    model,
    ratings: row.ratings.map(toRating),
    priorities: parsePriorities(row.priorities),
    plans: Object.fromEntries(row.plans.map((plan) => [plan.behaviorId, { when: plan.when, then: plan.then }])),
    previousId: previous?.id ?? null,
    keptUntil: actor.kind === "guest" ? actor.keptUntil : null,
  };
}

/** @throws ExpectedError NotFound or Invalid */
export async function savePlan(actor: Actor | null, assessmentId: string, behaviorId: string, plan: Plan): Promise<void> {
  const { revisionId } = await getSubmittedAssessment(actor, assessmentId);
  const { model } = await getRevision(revisionId);
  if (!model.source.behaviors.some(({ id }) => id === behaviorId)) {
    throw new ExpectedError("Invalid", "That behavior is not part of this self-assessment.");
  }
  await getDatabase().plan.upsert({
    where: { assessmentId_behaviorId: { assessmentId, behaviorId } },
    create: { assessmentId, behaviorId, ...plan },
    update: plan,
  });
}

/** `workingAt`: the overall level's name, or null where too few are rated. */
export type SubmittedAssessment = {
  assessmentId: string;
  competencyId: string;
  competencyName: string;
  submittedAt: Date;
  workingAt: string | null;
  ratedCount: number;
  isCorrection: boolean;
};

/** Newest first. */
export async function listSubmittedAssessments(actor: Actor | null): Promise<SubmittedAssessment[]> {
  if (!actor) return [];
  const rows = await getDatabase().assessment.findMany({
    where: assessmentsPlannableBy(actor),
    orderBy: [{ submittedAt: "desc" }, { id: "desc" }],
    include: { ratings: true },
  });
  return Promise.all(
    rows.map(async (row) => {
      const { id: competencyId, source } = (await getRevision(row.revisionId)).model;
      const { overall, rated } = summarizeLevels(source, row.ratings.map(toRating));
      return {
        assessmentId: row.id,
        competencyId,
        competencyName: source.name,
        submittedAt: row.submittedAt as Date,
        workingAt: overall.kind === "level" ? levelName(source, overall.levelId) : null,
        ratedCount: rated.length,
        isCorrection: row.correctsId !== null,
      };
    }),
  );
}
