/** Cohorts by which it is counted how descriptors do in use: drawn once enough people wait. */

import { randomUUID } from "node:crypto";
import type { Account } from "@/lib/access/actor";
import { withAdminLock } from "@/lib/data/workspace/internal/admins";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import { type Counted, sqlOn } from "@/lib/db/sql";

/**
 * Each person's first submission on this revision, once nothing of theirs on it has counted. Guests don't count: one can be as
 * many as one likes, and so single somebody out. Nor do corrections, which begin with the answers filled in.
 */
async function findWaiting(transaction: DatabaseTransaction, revisionId: string): Promise<string[]> {
  // As one list to look in: asked of each person anew, SQLite goes through all of the revision's assessments for each.
  const waiting = await sqlOn(transaction)
    .selectFrom((from) =>
      from
        .selectFrom("Assessment as a")
        .innerJoin("User as u", (join) => join.onRef("u.id", "=", "a.ownerId").on((on) => on.not("u.isAnonymous")))
        .select((select) => [
          "a.id",
          select.fn
            .agg<Counted>("row_number")
            .over((over) => over.partitionBy("a.ownerId").orderBy("a.submittedAt").orderBy("a.id"))
            .as("nth"),
        ])
        .where("a.revisionId", "=", revisionId)
        .where("a.itemCohortId", "is", null)
        .where("a.correctsId", "is", null)
        .where("a.submittedAt", "is not", null)
        .where("a.ownerId", "not in", (counted) =>
          counted.selectFrom("Assessment").select("ownerId").where("revisionId", "=", revisionId).where("itemCohortId", "is not", null),
        )
        .as("waiting"),
    )
    .select("waiting.id")
    .where("waiting.nth", "=", 1)
    .execute();
  return waiting.map(({ id }) => id);
}

async function publish(transaction: DatabaseTransaction, revisionId: string, minGroupSize: number, now: Date): Promise<number> {
  const waiting = await findWaiting(transaction, revisionId);
  if (waiting.length < minGroupSize) return minGroupSize - waiting.length;
  const id = randomUUID();
  await transaction.itemCohort.create({ data: { id, revisionId, size: waiting.length, drawnAt: now } });
  await transaction.assessment.updateMany({ where: { id: { in: waiting } }, data: { itemCohortId: id } });
  return 0;
}

/** Returns how many more it takes. Takes the right to write only where enough people wait. */
export async function publishItemCohort(actor: Account, revisionId: string, minGroupSize: number, now: Date): Promise<number> {
  const missing = minGroupSize - (await findWaiting(getDatabase(), revisionId)).length;
  if (missing > 0) return missing;
  return withAdminLock(actor, "competency.edit", (transaction) => publish(transaction, revisionId, minGroupSize, now));
}
