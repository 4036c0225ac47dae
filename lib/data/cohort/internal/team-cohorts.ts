/** Teams' cohorts: published once from shares that no other cohort counts, and shown only while all of those exist. */

import { randomUUID } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { NotNull } from "kysely";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import { sqlOn } from "@/lib/db/sql";
import { type LiveShare, nextCohort } from "@/lib/domain/cohort/team-cohort";
import { isDuplicate } from "@/lib/platform/database-errors";
import { getEnvironment } from "@/lib/platform/environment";

/** What waits to be counted: live shares, as `liveSharesWith` says it, and the team's members. */
export async function getSituation(database: DatabaseTransaction, teamId: string) {
  const shares: LiveShare[] = await sqlOn(database)
    .selectFrom("Share as s")
    .innerJoin("Assessment as a", "a.id", "s.assessmentId")
    .innerJoin("Membership as m", (join) => join.onRef("m.teamId", "=", "s.teamId").onRef("m.userId", "=", "a.ownerId"))
    .select(["s.assessmentId", "s.sharedAt", "a.ownerId", "a.submittedAt", "a.isInTeamCohort as isCounted"])
    .where("s.teamId", "=", teamId)
    .where("s.withdrawnAt", "is", null)
    .orderBy("s.assessmentId")
    .$narrowType<{ submittedAt: NotNull }>()
    .execute();
  const members = await database.membership.findMany({ where: { teamId, role: "member" }, select: { userId: true } });
  return { shares, memberIds: members.map(({ userId }) => userId), minGroupSize: getEnvironment().MIN_GROUP_SIZE };
}

/** Another request published, shared or withdrew at the same moment: the number is taken, or PostgreSQL reports a serialization failure. */
function isCollision(error: unknown): boolean {
  type Adapters = { cause?: { kind?: string } };
  const { code, meta, cause } = error as Adapters & { code?: string; meta?: { driverAdapterError?: Adapters } };
  // When the conflict is found at commit, the adapter's own error is thrown; when a typed statement meets it, it is inside Prisma's.
  const { kind } = cause ?? meta?.driverAdapterError?.cause ?? {};
  return isDuplicate(error) || code === "P2034" || kind === "TransactionWriteConflict";
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
