/** How far people are in rounds: for a team's coaches without any answer, for a member their own part. */
import { getCompetencyNames } from "@/lib/data/competency/internal/revisions";
import { sqlOn } from "@/lib/db/sql";
import type { Round, Submission } from "@/lib/domain/round/round";
import { groupBy } from "@/lib/platform/group-by";

/** Rounds that are open at this moment, as a query says it. */
export function roundsOpenAt(now: Date) {
  return { openedAt: { lte: now }, dueAt: { gt: now }, OR: [{ closedAt: null }, { closedAt: { gt: now } }] };
}

/** By the name in the newest revision. */
export async function competencyNamesFor(rounds: readonly Pick<Round, "competencyId">[]): Promise<(competencyId: string) => string> {
  const names = await getCompetencyNames(rounds.map(({ competencyId }) => competencyId));
  return (id) => names.get(id) ?? id;
}

type MemberSubmissions = (userId: string, competencyId: string) => Submission[];

/**
 * The members' submissions that may count in one of these rounds, without answers. The caller has authorized the reader, or reads
 * for nobody.
 */
export async function getSubmissions(teamId: string, rounds: readonly Round[]): Promise<MemberSubmissions> {
  const since = new Date(Math.min(...rounds.map(({ openedAt }) => openedAt.getTime())));
  // Starts from the members: Prisma's own query would scan all assessments.
  const rows = await sqlOn()
    .selectFrom("Membership as m")
    .innerJoin("Assessment as a", "a.ownerId", "m.userId")
    .innerJoin("Revision as r", "r.id", "a.revisionId")
    .leftJoin("Share as s", (join) =>
      join.onRef("s.assessmentId", "=", "a.id").onRef("s.teamId", "=", "m.teamId").on("s.withdrawnAt", "is", null),
    )
    .select(["a.ownerId", "r.competencyId", "a.submittedAt", "s.assessmentId as sharedId"])
    .where("m.teamId", "=", teamId)
    .where("m.role", "=", "member")
    .where((where) => where.or([where("a.submittedAt", "is", null), where("a.submittedAt", ">=", since)]))
    .execute();
  const submissionsOf = groupBy(rows, ({ ownerId, competencyId }) => JSON.stringify([ownerId, competencyId]));
  return (userId, competencyId) =>
    submissionsOf(JSON.stringify([userId, competencyId])).map(({ submittedAt, sharedId }) => ({
      submittedAt,
      isShared: sharedId !== null,
    }));
}
