/** Reading a team's shared answers, which records that they were viewed. */

import type { Actor } from "@/lib/access/actor";
import type { TeamSharing } from "@/lib/data/overview/internal/shared-answers";
import { readRoundsOf } from "@/lib/data/round/internal/rounds";
import { teamsCoachedBy } from "@/lib/data/sharing/internal/share-access";
import { sharesShownTo } from "@/lib/data/sharing/internal/shown-answers";
import { getDatabase } from "@/lib/db/client";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { illFormedReason } from "@/lib/domain/text/well-formed-text";
import { groupBy } from "@/lib/platform/group-by";

type SharedRow = {
  assessmentId: string;
  ownerId: string;
  revisionId: string;
  submittedAt: Date;
  withdrawnAt: Date | null;
  competencyId: string;
  number: number;
};

/** What people of the team share with it, or shared. Starts from the team's shares: Prisma's own query would scan all assessments. */
function readShared(teamId: string): Promise<SharedRow[]> {
  return getDatabase().$queryRaw<SharedRow[]>`
    SELECT a."id" AS "assessmentId", a."ownerId", a."revisionId", a."submittedAt", s."withdrawnAt", r."competencyId", r."number"
    FROM "Share" s
    JOIN "Assessment" a ON a."id" = s."assessmentId"
    JOIN "Membership" m ON m."teamId" = s."teamId" AND m."userId" = a."ownerId"
    JOIN "Revision" r ON r."id" = a."revisionId"
    WHERE s."teamId" = ${teamId} AND a."submittedAt" IS NOT NULL`;
}

/**
 * Everybody in the team with what they share, and no answer. Each table is read by one statement whose only parameter is the
 * team: lists of ids would be cut into as many statements as an engine takes parameters.
 * @throws ExpectedError NotFound for anybody but its coaches
 */
export async function readTeamSharing(actor: Pick<Actor, "userId">, teamId: string): Promise<TeamSharing> {
  if (illFormedReason(teamId) !== null) throw notFoundError();
  const database = getDatabase();
  const team = await database.team.findFirst({ where: { id: teamId, ...teamsCoachedBy(actor) }, select: { name: true } });
  if (!team) throw notFoundError();
  const rounds = await readRoundsOf(teamId);
  const memberships = await database.membership.findMany({ where: { teamId }, select: { userId: true, role: true } });
  const users = await database.user.findMany({ where: { memberships: { some: { teamId } } }, select: { id: true, name: true } });
  const shown = await database.share.findMany({ where: sharesShownTo(actor, teamId, rounds), select: { assessmentId: true } });
  const shared = await readShared(teamId);
  const names = new Map(users.map(({ id, name }) => [id, name]));
  const shownIds = new Set(shown.map(({ assessmentId }) => assessmentId));
  const submissions = shared.map(({ number: _, ...row }) => ({ ...row, isShown: shownIds.has(row.assessmentId) }));
  const submissionsOf = groupBy(submissions, ({ ownerId }) => ownerId);
  return {
    teamName: team.name,
    people: memberships.flatMap(({ userId, role }) => {
      const name = names.get(userId);
      return name === undefined ? [] : [{ userId, name, role, submissions: submissionsOf(userId) }];
    }),
    rounds,
    revisionNumbers: new Map(shared.map(({ revisionId, number }) => [revisionId, number])),
  };
}
