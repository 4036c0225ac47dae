/**
 * How the descriptors of a revision do in use. People are counted in batches: a batch is drawn once, from those of whom none
 * has counted on this revision before, and counts only while all of it is there. So two views differ by whole batches.
 */
import { randomUUID } from "node:crypto";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import type { Actor } from "@/lib/access/actor";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { type BehaviorUse, descriptorUse, type UsedAnswers } from "@/lib/domain/cohort/item-statistics";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { getEnvironment } from "@/lib/platform/environment";
import { asAdmin } from "@/lib/data/workspace/internal/admins";
import { findRevisionNumbered } from "@/lib/data/competency/internal/revisions";

export type DescriptorsInUse = {
  number: number;
  model: CompetencyModel;
  /** In the model's order. */
  behaviors: BehaviorUse[];
  /** How many more people have to submit before anything new is counted; 0 where none is waited for. */
  missing: number;
};

/**
 * Each person's first sitting on this revision, once nothing of theirs on it has counted. Guests don't count: one can be as
 * many as one likes, and so single somebody out. Nor do corrections, which begin with the answers filled in.
 */
async function findWaiting(transaction: DatabaseTransaction, revisionId: string): Promise<string[]> {
  // As one list to look in: asked of each person anew, SQLite goes through all of the revision's assessments for each.
  const rows = await transaction.$queryRaw<{ id: string }[]>`
    SELECT waiting."id" FROM (
      SELECT a."id", ROW_NUMBER() OVER (PARTITION BY a."ownerId" ORDER BY a."submittedAt", a."id") AS "nth"
      FROM "Assessment" a JOIN "User" u ON u."id" = a."ownerId" AND NOT u."isAnonymous"
      WHERE a."revisionId" = ${revisionId} AND a."batchId" IS NULL AND a."correctsId" IS NULL AND a."submittedAt" IS NOT NULL
        AND a."ownerId" NOT IN (SELECT "ownerId" FROM "Assessment" WHERE "revisionId" = ${revisionId} AND "batchId" IS NOT NULL)
    ) AS waiting
    WHERE waiting."nth" = 1`;
  return rows.map(({ id }) => id);
}

/** Answers how many more it takes. */
async function drawBatch(transaction: DatabaseTransaction, revisionId: string, minGroupSize: number, now: Date): Promise<number> {
  const waiting = await findWaiting(transaction, revisionId);
  if (waiting.length < minGroupSize) return minGroupSize - waiting.length;
  const id = randomUUID();
  await transaction.descriptorBatch.create({ data: { id, revisionId, size: waiting.length, drawnAt: now } });
  await transaction.assessment.updateMany({ where: { id: { in: waiting } }, data: { batchId: id } });
  return 0;
}

async function readBatches(viewer: { userId: string }, revisionId: string): Promise<UsedAnswers[][]> {
  const ofViewersTeams = { team: { memberships: { some: { userId: viewer.userId } } } };
  const batches = await getDatabase().descriptorBatch.findMany({
    where: { revisionId },
    orderBy: [{ drawnAt: "asc" }, { id: "asc" }],
    select: {
      size: true,
      assessments: {
        select: {
          ownerId: true,
          ratings: { select: { behaviorId: true, answer: true, firstAnswer: true } },
          shares: { where: ofViewersTeams, select: { teamId: true } },
        },
      },
    },
  });
  return batches
    .filter(({ size, assessments }) => assessments.length === size)
    .map(({ assessments }) =>
      assessments.map(({ ownerId, ratings, shares }) => ({
        answers: new Map(ratings.map(({ behaviorId, answer, firstAnswer }) => [behaviorId, { answer, first: firstAnswer }])),
        isKnownToViewer: ownerId === viewer.userId || shares.length > 0,
      })),
    );
}

/** @throws ExpectedError NotFound where there is no such revision */
export async function getDescriptorsInUse(actor: Actor | null, competencyId: string, number: number, now: Date): Promise<DescriptorsInUse> {
  const minGroupSize = getEnvironment().MIN_GROUP_SIZE;
  const drawn = await asAdmin(actor, "model.edit", async (transaction, account) => {
    const revision = await findRevisionNumbered(competencyId, number, transaction);
    if (!revision) throw notFoundError();
    return { account, revision, missing: await drawBatch(transaction, revision.revisionId, minGroupSize, now) };
  });
  const { model, revisionId } = drawn.revision;
  const batches = await readBatches(drawn.account, revisionId);
  return { number, model, behaviors: descriptorUse(model.source, batches, minGroupSize), missing: drawn.missing };
}
