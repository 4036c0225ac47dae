/** Moving an assessment in progress to the newest words, where its owner wants to; otherwise it is finished on its own. */
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import type { Actor } from "@/lib/access/actor";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { unstorableReason } from "@/lib/domain/text/well-formed-text";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { assessmentsAnswerableBy } from "./assessments";
import { findComparability, getCurrentRevision, getRevision } from "@/lib/data/competency/internal/revisions";

export type Move = {
  /** The revision that it would move to. */
  toNumber: number;
  /** What its publisher said is new. */
  note: string;
  /** Answers that say the same on both. */
  keptCount: number;
  /** Names of behaviors that would be asked anew: the words that were answered mean something else, or are not there yet. */
  askedAnew: string[];
  /** Names of behaviors that are no longer asked; their answers and examples would go. */
  gone: string[];
};

type Stored = { behaviorId: string; answer: string | null; evidence: string };

/** @throws ExpectedError NotFound: missing, somebody else's and submitted look alike; null where there is nothing to move to */
async function findTarget(database: DatabaseTransaction, actor: Actor | null, assessmentId: string) {
  if (!actor || unstorableReason(assessmentId) !== null) throw notFoundError();
  const row = await database.assessment.findFirst({
    where: { id: assessmentId, ...assessmentsAnswerableBy(actor) },
    include: { ratings: true },
  });
  if (!row) throw notFoundError();
  const own = await getRevision(row.revisionId, database);
  const current = await getCurrentRevision(own.model.id, database);
  // A correction stays on the words that it corrects.
  if (current.revisionId === own.revisionId || row.correctsId !== null) return null;
  return { row, own, current, ...(await findComparability(own, current, database)) };
}

function nameIn(model: CompetencyModel, behaviorId: string): string {
  return model.source.behaviors.find(({ id }) => id === behaviorId)?.name ?? "";
}

function isKept({ behaviorId, answer }: Stored, keepsAnswer: (behaviorId: string, answer: string) => boolean): boolean {
  return answer !== null && keepsAnswer(behaviorId, answer);
}

/** Null where it is on the newest words already, or corrects an older one. @throws ExpectedError NotFound */
export async function findMove(actor: Actor | null, assessmentId: string): Promise<Move | null> {
  const target = await findTarget(getDatabase(), actor, assessmentId);
  if (!target) return null;
  const { row, own, current, keepsAnswer } = target;
  const here = new Set(current.model.source.behaviors.map(({ id }) => id));
  const had = new Set(own.model.source.behaviors.map(({ id }) => id));
  const answered = row.ratings.filter(({ answer, behaviorId }) => answer !== null && here.has(behaviorId));
  const anew = new Set([
    ...answered.filter((rating) => !isKept(rating, keepsAnswer)).map(({ behaviorId }) => behaviorId),
    ...[...here].filter((id) => !had.has(id)),
  ]);
  return {
    toNumber: current.number,
    note: current.note,
    keptCount: answered.filter((rating) => isKept(rating, keepsAnswer)).length,
    askedAnew: [...here].filter((id) => anew.has(id)).map((id) => nameIn(current.model, id)),
    gone: [...had].filter((id) => !here.has(id)).map((id) => nameIn(own.model, id)),
  };
}

/**
 * Keeps the answers whose meaning did not change, and every example of a behavior that is still asked. An answer that is
 * not kept counts as taken back now, so that one which a tab still holds does not return.
 * @param toNumber the revision that was shown @throws ExpectedError NotFound, or Conflict where that is not the newest
 */
export async function moveToCurrentRevision(actor: Actor | null, assessmentId: string, toNumber: number, now: Date): Promise<void> {
  await getDatabase().$transaction(async (transaction) => {
    // Takes the assessment first: a save at the same moment comes before, or finds that it has moved.
    if (!actor || unstorableReason(assessmentId) !== null) throw notFoundError();
    await transaction.assessment.updateMany({
      where: { id: assessmentId, ...assessmentsAnswerableBy(actor) },
      data: { ownerId: actor.userId },
    });
    const target = await findTarget(transaction, actor, assessmentId);
    if (!target) return;
    const { row, current, keepsAnswer } = target;
    if (current.number !== toNumber) {
      throw new ExpectedError(
        "Conflict",
        "The model has changed once more since you opened this page. Please look at what is new, and then decide.",
      );
    }
    const here = new Set(current.model.source.behaviors.map(({ id }) => id));
    const priorities = (JSON.parse(row.priorities) as string[]).filter((id) => here.has(id));
    await transaction.assessment.update({
      where: { id: row.id },
      data: { revisionId: current.revisionId, priorities: JSON.stringify(priorities) },
    });
    await transaction.rating.deleteMany({ where: { assessmentId: row.id, behaviorId: { notIn: [...here] } } });
    const anew = row.ratings.filter((rating) => here.has(rating.behaviorId) && rating.answer !== null && !isKept(rating, keepsAnswer));
    await transaction.rating.updateMany({
      where: { assessmentId: row.id, behaviorId: { in: anew.map(({ behaviorId }) => behaviorId) } },
      data: { answer: null, answeredAt: BigInt(now.getTime()), firstAnswer: null },
    });
  });
}
