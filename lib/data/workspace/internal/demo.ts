/** The demo workspace: an empty database is filled with it, and marked, when a server starts with DEMO=on. */

import { countSubmission } from "@/lib/data/cohort/internal/organization-cohorts";
import { getCurrentRevision } from "@/lib/data/competency/internal/revisions";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { isDuplicate } from "@/lib/platform/database-errors";
import { getEnvironment } from "@/lib/platform/environment";
import { demoRows } from "@/prisma/seed/demo/rows";

/** Long enough for a slow disk; usually it takes less than a second. In milliseconds. */
const LONGEST = 60_000;

/** The message is a sentence for the person who starts the server. */
export class DemoError extends Error {}

/** Whether this run is a demo and this database is one that a demo has filled: both, or its sign-ins do not exist. */
export async function isDemoWorkspace(): Promise<boolean> {
  if (getEnvironment().DEMO !== "on") return false;
  return (await getDatabase().demoWorkspace.findUnique({ where: { id: 1 } })) !== null;
}

async function fill(transaction: DatabaseTransaction, rows: ReturnType<typeof demoRows>, competency: CompetencyModel): Promise<void> {
  const { submissions } = rows;
  await transaction.user.createMany({ data: rows.users });
  await transaction.team.createMany({ data: rows.teams });
  await transaction.membership.createMany({ data: rows.memberships });
  await transaction.assessment.createMany({ data: submissions.map(({ assessment }) => assessment) });
  await transaction.rating.createMany({ data: submissions.flatMap(({ ratings }) => ratings) });
  // As if they had been submitted one by one.
  for (const { assessment } of submissions.toSorted((a, b) => a.assessment.submittedAt.getTime() - b.assessment.submittedAt.getTime())) {
    const { id: assessmentId, ownerId, revisionId, submittedAt } = assessment;
    await countSubmission(
      transaction,
      { kind: "account" },
      { assessmentId, ownerId, revisionId, correctsId: null, competency },
      submittedAt,
    );
  }
  await transaction.plan.createMany({ data: submissions.flatMap(({ plans }) => plans) });
  await transaction.share.createMany({ data: submissions.flatMap(({ shares }) => shares) });
  await transaction.teamCohort.createMany({ data: rows.cohorts.map(({ row }) => row) });
  for (const { row, assessmentIds } of rows.cohorts) {
    await transaction.share.updateMany({ where: { teamId: row.teamId, assessmentId: { in: assessmentIds } }, data: { cohortId: row.id } });
    await transaction.assessment.updateMany({ where: { id: { in: assessmentIds } }, data: { isInTeamCohort: true } });
  }
  await transaction.round.createMany({ data: rows.rounds.map(({ row }) => row) });
  await transaction.roundMail.createMany({ data: rows.rounds.flatMap(({ mails }) => mails) });
  await transaction.review.createMany({ data: rows.reviews.map(({ begun }) => begun) });
  await transaction.reviewEntry.createMany({ data: rows.reviews.flatMap(({ entries }) => entries) });
  // Last, since nothing can be added to a committed review.
  for (const { begun, ended } of rows.reviews) await transaction.review.update({ where: { id: begun.id }, data: ended });
  await transaction.agreedLevel.createMany({ data: rows.agreedLevels });
  await transaction.shareView.createMany({ data: rows.views });
  await transaction.invitation.createMany({ data: rows.invitations });
  await transaction.auditEntry.createMany({ data: rows.audit });
}

/** Fills an empty database, whole or not at all; one that is a demo already stays as it is. @throws DemoRefused where it has real data */
export async function prepareDemo(now: Date): Promise<void> {
  if (getEnvironment().DEMO !== "on" || (await isDemoWorkspace())) return;
  const { revisionId, competency } = await getCurrentRevision();
  const rows = demoRows(competency, revisionId, getEnvironment().MIN_GROUP_SIZE, now);
  try {
    await getDatabase().$transaction(
      async (transaction) => {
        // First, so that of two servers that start at once the second stops here.
        await transaction.demoWorkspace.create({ data: { id: 1, seededAt: now } });
        if ((await transaction.user.count()) > 0 || (await transaction.team.count()) > 0) {
          throw new DemoError(
            "Cairn does not start as a demo here: DEMO is on, and the database that DATABASE_URL names holds people’s work. Unset DEMO, or name an empty database.",
          );
        }
        await fill(transaction, rows, competency);
      },
      { timeout: LONGEST, maxWait: LONGEST },
    );
  } catch (error) {
    if (!isDuplicate(error) || !(await isDemoWorkspace())) throw error;
  }
}
