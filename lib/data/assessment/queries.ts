/** A person's own assessments: the one in progress, its form, and a submitted result. */
import type { Actor } from "@/lib/access/actor";
import { assessmentsWhere } from "@/lib/access/where";
import {
  type AssessmentsOverview,
  getOpenAssessment,
  getSubmittedAssessment,
  toInProgress,
  toRating,
  toTimedRating,
} from "@/lib/data/assessment/internal/assessments";
import { findTarget, isKept } from "@/lib/data/assessment/internal/revision-move";
import { getCurrentRevision, getRevision } from "@/lib/data/competency/internal/revisions";
import { getDatabase } from "@/lib/db/client";
import { parsePriorities } from "@/lib/domain/assessment/focus";
import type { Plan } from "@/lib/domain/assessment/plan";
import type { Rating, TimedRating } from "@/lib/domain/assessment/timed-rating";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { behaviorName } from "@/lib/domain/text/wording";

/** What a person comes back to. */
export async function getAssessmentsOverview(actor: Actor | null): Promise<AssessmentsOverview> {
  if (!actor) return { inProgress: null, alsoInProgress: [], latest: null };
  const [rows, latest] = await Promise.all([
    getDatabase().assessment.findMany({
      where: assessmentsWhere(actor, "assessment.answer"),
      include: { ratings: true },
      orderBy: [{ startedAt: "asc" }, { id: "asc" }],
    }),
    getDatabase().assessment.findFirst({
      where: assessmentsWhere(actor, "assessment.plan"),
      orderBy: [{ submittedAt: "desc" }, { id: "desc" }],
      select: { id: true, submittedAt: true },
    }),
  ]);
  const current = rows.find(({ openFor }) => openFor !== null);
  return {
    inProgress: current ? await toInProgress(current) : null,
    alsoInProgress: await Promise.all(rows.filter((row) => row !== current).map(toInProgress)),
    latest: latest?.submittedAt ? { assessmentId: latest.id, submittedAt: latest.submittedAt } : null,
  };
}

type Move = {
  /** The revision that it would move to. */
  toNumber: number;
  /** What its publisher said is new. */
  note: string;
  /** Answers that mean the same on both. */
  pendingCount: number;
  /** Names of behaviors that would be asked again: their meaning changed, or they are new. */
  askedAnew: string[];
  /** Names of behaviors that are no longer asked; their answers and examples would go. */
  gone: string[];
};

/** Null where it is on the newest revision already, or corrects an older assessment. */
async function findMove(row: Awaited<ReturnType<typeof getOpenAssessment>>["row"]): Promise<Move | null> {
  const target = await findTarget(row);
  if (!target) return null;
  const { own, current, keepsAnswer } = target;
  const here = new Set(current.competency.source.behaviors.map(({ id }) => id));
  const had = new Set(own.competency.source.behaviors.map(({ id }) => id));
  const answered = row.ratings.filter(({ answer, behaviorId }) => answer !== null && here.has(behaviorId));
  const anew = new Set([
    ...answered.filter((rating) => !isKept(rating, keepsAnswer)).map(({ behaviorId }) => behaviorId),
    ...[...here].filter((id) => !had.has(id)),
  ]);
  return {
    toNumber: current.number,
    note: current.note,
    pendingCount: answered.filter((rating) => isKept(rating, keepsAnswer)).length,
    askedAnew: [...here].filter((id) => anew.has(id)).map((id) => behaviorName(current.competency.source, id)),
    gone: [...had].filter((id) => !here.has(id)).map((id) => behaviorName(own.competency.source, id)),
  };
}

export type AssessmentForm = {
  competency: CompetencyModel;
  ratings: TimedRating[];
  priorities: string[];
  /** What a move to the newest revision would change; null where there is nothing to move to. */
  move: Move | null;
};

/** What the rating steps and the review page show. @throws ExpectedError NotFound or Conflict */
export async function getAssessmentForm(actor: Actor | null, assessmentId: string): Promise<AssessmentForm> {
  const { row } = await getOpenAssessment(actor, assessmentId);
  const { competency } = await getRevision(row.revisionId);
  return {
    competency,
    ratings: row.ratings.map(toTimedRating),
    priorities: parsePriorities(row.priorities),
    move: await findMove(row),
  };
}

export type AssessmentResult = {
  assessmentId: string;
  submittedAt: Date;
  revisionNumber: number;
  /** The competency's newest by now. */
  currentNumber: number;
  competency: CompetencyModel;
  ratings: Rating[];
  priorities: string[];
  /** By behavior id. */
  plans: Record<string, Plan>;
  /** The person's submission before this one on the same competency, to compare with. */
  previousId: string | null;
  /** For a guest; an account's work is not deleted. */
  keptUntil: Date | null;
};

/** @throws ExpectedError NotFound, also while it is in progress */
export async function getResult(actor: Actor | null, assessmentId: string): Promise<AssessmentResult> {
  const row = await getSubmittedAssessment(actor, assessmentId);
  if (!actor) throw notFoundError();
  const { competency, number } = await getRevision(row.revisionId);
  const [previous, current] = await Promise.all([
    getDatabase().assessment.findFirst({
      where: {
        ...assessmentsWhere(actor, "assessment.read"),
        submittedAt: { lt: row.submittedAt },
        revision: { competencyId: competency.id },
      },
      orderBy: [{ submittedAt: "desc" }, { id: "desc" }],
      select: { id: true },
    }),
    getCurrentRevision(competency.id),
  ]);
  return {
    assessmentId: row.id,
    submittedAt: row.submittedAt,
    revisionNumber: number,
    currentNumber: current.number,
    competency,
    ratings: row.ratings.map(toRating),
    priorities: parsePriorities(row.priorities),
    plans: Object.fromEntries(row.plans.map((plan) => [plan.behaviorId, { when: plan.when, then: plan.then }])),
    previousId: previous?.id ?? null,
    keptUntil: actor.kind === "guest" ? actor.keptUntil : null,
  };
}
