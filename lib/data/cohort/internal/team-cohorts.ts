/** Teams' cohorts: published once from shares that no other cohort counts, and shown only while all of those exist. */

import { randomUUID } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { liveSharesWith } from "@/lib/data/sharing/internal/share-access";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import { type LiveShare, nextCohort } from "@/lib/domain/cohort/team-cohort";
import { isDuplicate } from "@/lib/platform/database-errors";
import { getEnvironment } from "@/lib/platform/environment";

type Reader = Pick<DatabaseTransaction, "share" | "membership">;

export async function getSituation(database: Reader, teamId: string) {
  const rows = await database.share.findMany({
    where: liveSharesWith(teamId),
    select: {
      assessmentId: true,
      sharedAt: true,
      assessment: { select: { ownerId: true, submittedAt: true, isInTeamCohort: true } },
    },
    orderBy: { assessmentId: "asc" },
  });
  const members = await database.membership.findMany({ where: { teamId, role: "member" }, select: { userId: true } });
  return {
    shares: rows.map(
      ({ assessmentId, sharedAt, assessment }): LiveShare => ({
        assessmentId,
        sharedAt,
        ownerId: assessment.ownerId,
        submittedAt: assessment.submittedAt as Date,
        isCounted: assessment.isInTeamCohort,
      }),
    ),
    memberIds: members.map(({ userId }) => userId),
    minGroupSize: getEnvironment().MIN_GROUP_SIZE,
  };
}

/** Another request published, shared or withdrew at the same moment: the number is taken, or PostgreSQL reports a serialization failure. */
function isCollision(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: { kind?: string } };
  // When the conflict is found at commit, the adapter's own error is thrown.
  return isDuplicate(error) || code === "P2034" || cause?.kind === "TransactionWriteConflict";
}

class Changed extends Error {}

/**
 * Publishes the team's next cohort if one is due; returns whether it did. Serializable: of two cohorts that would count the same
 * assessment, also of two teams, only one is published; the other is tried again at the next share or hour.
 */
export async function publishCohortIfDue(teamId: string, now: Date): Promise<boolean> {
  // Mostly none is: then nobody waits for it.
  if (nextCohort({ ...(await getSituation(getDatabase(), teamId)), now }).kind !== "due") return false;
  try {
    return await getDatabase().$transaction(
      async (transaction) => {
        const next = nextCohort({ ...(await getSituation(transaction, teamId)), now });
        if (next.kind !== "due") return false;
        const last = await transaction.teamCohort.findFirst({ where: { teamId }, orderBy: { number: "desc" }, select: { number: true } });
        const id = randomUUID();
        await transaction.teamCohort.create({
          data: { id, teamId, number: (last?.number ?? 0) + 1, drawnAt: now, size: next.shares.length },
        });
        const ids = next.shares.map(({ assessmentId }) => assessmentId);
        const { count } = await transaction.share.updateMany({
          where: { teamId, assessmentId: { in: ids }, withdrawnAt: null, cohortId: null },
          data: { cohortId: id },
        });
        const taken = await transaction.assessment.updateMany({
          where: { id: { in: ids }, isInTeamCohort: false },
          data: { isInTeamCohort: true },
        });
        if (count !== ids.length || taken.count !== ids.length) throw new Changed();
        return true;
      },
      { isolationLevel: "Serializable" },
    );
  } catch (error) {
    if (isCollision(error) || error instanceof Changed) return false;
    throw error;
  }
}

/** For every team with enough waiting shares. Returns how many cohorts were published. */
export async function publishDueCohorts(now: Date): Promise<number> {
  const teams = await getDatabase().share.groupBy({
    by: ["teamId"],
    where: { withdrawnAt: null, cohortId: null },
    having: { teamId: { _count: { gte: getEnvironment().MIN_GROUP_SIZE } } },
    orderBy: { teamId: "asc" },
  });
  let drawn = 0;
  for (const { teamId } of teams) {
    if (await publishCohortIfDue(teamId, now)) drawn++;
    // SQLite's statements are synchronous: between two teams other requests get their turn.
    await nextTurn();
  }
  return drawn;
}
