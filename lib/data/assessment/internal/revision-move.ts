/** Moving an assessment in progress to the newest revision, if its owner wants to; otherwise it is finished on its own revision. */

import type { Actor } from "@/lib/access/actor";
import { assessmentsWhere } from "@/lib/access/where";
import { getComparability, getCurrentRevision, getRevision } from "@/lib/data/competency/internal/revisions";
import type { DatabaseTransaction } from "@/lib/db/client";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { illFormedReason } from "@/lib/domain/text/well-formed-text";

type Stored = { behaviorId: string; answer: string | null; evidence: string };

/** @throws ExpectedError NotFound: missing, somebody else's and submitted look alike; null where there is nothing to move to */
export async function findTarget(database: DatabaseTransaction, actor: Actor | null, assessmentId: string) {
  if (!actor || illFormedReason(assessmentId) !== null) throw notFoundError();
  const row = await database.assessment.findFirst({
    where: { id: assessmentId, ...assessmentsWhere(actor, "assessment.answer") },
    include: { ratings: true },
  });
  if (!row) throw notFoundError();
  const own = await getRevision(row.revisionId, database);
  const current = await getCurrentRevision(own.competency.id, database);
  // A correction stays on the revision that it corrects.
  if (current.revisionId === own.revisionId || row.correctsId !== null) return null;
  return { row, own, current, ...(await getComparability(own, current, database)) };
}

export function isKept({ behaviorId, answer }: Stored, keepsAnswer: (behaviorId: string, answer: string) => boolean): boolean {
  return answer !== null && keepsAnswer(behaviorId, answer);
}
