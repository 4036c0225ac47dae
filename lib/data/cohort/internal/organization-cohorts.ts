/** The organization's cohorts: each submission is counted as it comes in. Admins see how the whole organization's answers spread. */

import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/access/actor";
import { type DatabaseTransaction, Prisma } from "@/lib/db/client";
import { lockDeletedPerson, lockQuarter } from "@/lib/db/locks";
import { isCounted, quarterOf, withOneMore } from "@/lib/domain/cohort/organization-cohort";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { getEnvironment } from "@/lib/platform/environment";

type Submitted = { assessmentId: string; ownerId: string; revisionId: string; correctsId: string | null; competency: CompetencyModel };

/** Returns the open cohort. */
async function joinCohort(
  transaction: DatabaseTransaction,
  { revisionId, quarter }: { revisionId: string; quarter: string },
  now: Date,
): Promise<string> {
  const minGroupSize = getEnvironment().MIN_GROUP_SIZE;
  const open = await transaction.organizationCohort.findFirst({
    where: { revisionId, quarter, fullAt: null },
    orderBy: { id: "asc" },
    select: { id: true, size: true },
  });
  const after = (size: number) => {
    const next = withOneMore(size, minGroupSize);
    return { size: next.size, fullAt: next.isFull ? now : null };
  };
  if (open) {
    const { count } = await transaction.organizationCohort.updateMany({ where: { id: open.id }, data: after(open.size) });
    if (count > 0) return open.id;
    // A counted person deleted their account at this moment, and the cohort with it.
  }
  const id = randomUUID();
  await transaction.organizationCohort.create({ data: { id, revisionId, quarter, ...after(0) } });
  return id;
}

/** Comes last in the transaction that submits: other submissions wait from here on. */
export async function countSubmission(
  transaction: DatabaseTransaction,
  actor: Pick<Actor, "kind">,
  { assessmentId, ownerId, revisionId, correctsId, competency }: Submitted,
  now: Date,
): Promise<void> {
  const submission = { isByGuest: actor.kind === "guest", isCorrection: correctsId !== null, isOwnerCounted: false };
  if (!isCounted(submission)) return;
  const quarter = quarterOf(now);
  // Two at once would both see the last free place, or one person's two would both be their first.
  await lockQuarter(transaction, competency.id, quarter);
  const counted = await transaction.assessment.count({
    where: { ownerId, countedInQuarter: quarter, revision: { competencyId: competency.id } },
  });
  if (!isCounted({ ...submission, isOwnerCounted: counted > 0 })) return;
  const organizationCohortId = await joinCohort(transaction, { revisionId, quarter }, now);
  const behaviorIds = competency.source.behaviors.map(({ id }) => id);
  await transaction.$executeRaw`
    INSERT INTO "OrganizationCohortCount" ("organizationCohortId", "behaviorId", "answer", "count")
    SELECT ${organizationCohortId}, "behaviorId", "answer", 1 FROM "Rating"
    WHERE "assessmentId" = ${assessmentId} AND "answer" IS NOT NULL AND "behaviorId" IN (${Prisma.join(behaviorIds)})
    ON CONFLICT ("organizationCohortId", "behaviorId", "answer") DO UPDATE SET "count" = "OrganizationCohortCount"."count" + 1`;
  await transaction.assessment.update({ where: { id: assessmentId }, data: { organizationCohortId, countedInQuarter: quarter } });
}

/**
 * Deletes each cohort that counts this person, with its other people's counts, before the person is deleted in the same
 * transaction. It waits for a submission of theirs at the same moment, and none can begin afterwards.
 */
export async function deleteOrganizationCohortsOf(transaction: DatabaseTransaction, userId: string): Promise<void> {
  await lockDeletedPerson(transaction, userId);
  await transaction.organizationCohort.deleteMany({ where: { assessments: { some: { ownerId: userId } } } });
}
