/** Cohorts by which it is counted how descriptors do in use: drawn once enough people wait. */

import { randomUUID } from "node:crypto";
import type { DatabaseTransaction } from "@/lib/db/client";

/**
 * Each person's first submission on this revision, once nothing of theirs on it has counted. Guests don't count: one can be as
 * many as one likes, and so single somebody out. Nor do corrections, which begin with the answers filled in.
 */
async function findWaiting(transaction: DatabaseTransaction, revisionId: string): Promise<string[]> {
  // As one list to look in: asked of each person anew, SQLite goes through all of the revision's assessments for each.
  const rows = await transaction.$queryRaw<{ id: string }[]>`
    SELECT waiting."id" FROM (
      SELECT a."id", ROW_NUMBER() OVER (PARTITION BY a."ownerId" ORDER BY a."submittedAt", a."id") AS "nth"
      FROM "Assessment" a JOIN "User" u ON u."id" = a."ownerId" AND NOT u."isAnonymous"
      WHERE a."revisionId" = ${revisionId} AND a."itemCohortId" IS NULL AND a."correctsId" IS NULL AND a."submittedAt" IS NOT NULL
        AND a."ownerId" NOT IN (SELECT "ownerId" FROM "Assessment" WHERE "revisionId" = ${revisionId} AND "itemCohortId" IS NOT NULL)
    ) AS waiting
    WHERE waiting."nth" = 1`;
  return rows.map(({ id }) => id);
}

/** Returns how many more it takes. */
export async function publishItemCohort(
  transaction: DatabaseTransaction,
  revisionId: string,
  minGroupSize: number,
  now: Date,
): Promise<number> {
  const waiting = await findWaiting(transaction, revisionId);
  if (waiting.length < minGroupSize) return minGroupSize - waiting.length;
  const id = randomUUID();
  await transaction.itemCohort.create({ data: { id, revisionId, size: waiting.length, drawnAt: now } });
  await transaction.assessment.updateMany({ where: { id: { in: waiting } }, data: { itemCohortId: id } });
  return 0;
}
