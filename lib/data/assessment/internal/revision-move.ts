/** Moving an assessment in progress to the newest revision, if its owner wants to; otherwise it is finished on its own revision. */

import { getComparability, getCurrentRevision, getRevision } from "@/lib/data/competency/internal/revisions";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";

type Stored = { behaviorId: string; answer: string | null; evidence: string };

type RowToMove = { revisionId: string; correctsId: string | null };

/** Null where there is nothing to move to. A correction stays on the revision that it corrects. */
export async function findTarget({ revisionId, correctsId }: RowToMove, database: DatabaseTransaction = getDatabase()) {
  const own = await getRevision(revisionId, database);
  const current = await getCurrentRevision(own.competency.id, database);
  if (current.revisionId === revisionId || correctsId !== null) return null;
  return { own, current, ...(await getComparability(own, current, database)) };
}

export function isKept({ behaviorId, answer }: Stored, keepsAnswer: (behaviorId: string, answer: string) => boolean): boolean {
  return answer !== null && keepsAnswer(behaviorId, answer);
}
