/** Which shared answers a coach is shown now, and the record of views: what blind reviews hide, and the views that owners see. */

import type { Actor } from "@/lib/access/actor";
import { type DatabaseTransaction, getDatabase, type Prisma } from "@/lib/db/client";
import { idsInRaw } from "@/lib/db/ids-in";
import { type Round, roundEnd } from "@/lib/domain/round/round";
import { sharesReadableBy } from "./share-access";

/** The coach has committed or skipped any review of it. */
export function settledReviewBy({ coachId, teamId }: { coachId: string; teamId: string }): Prisma.ReviewWhereInput {
  return { coachId, teamId, OR: [{ committedAt: { not: null } }, { skippedAt: { not: null } }] };
}

/**
 * `sharing.readRatings`, without what a blind round still hides from this coach. Everything that shows answers by name, or counts
 * them for a coach, uses this. `rounds`: all of the team's.
 */
export function sharesShownTo(actor: Pick<Actor, "userId">, teamId: string, rounds: readonly Round[]): Prisma.ShareWhereInput {
  const blind = rounds.filter(({ blindReviews }) => blindReviews);
  const readable = sharesReadableBy(actor, teamId);
  if (blind.length === 0) return readable;
  const inBlindRound = blind.map((round) => ({
    submittedAt: { gte: round.openedAt, lt: roundEnd(round) },
    revision: { competencyId: round.competencyId },
  }));
  const shown: Prisma.AssessmentWhereInput[] = [
    { ownerId: actor.userId },
    { reviews: { some: settledReviewBy({ coachId: actor.userId, teamId }) } },
    { NOT: { OR: inBlindRound } },
  ];
  return { ...readable, AND: { assessment: { OR: shown } } };
}

/** "heatmap": together with all others; "page": one person's; "export": in a file. */
export type ViewPlace = "heatmap" | "page" | "export";

/**
 * Records that this person was shown these answers, once per day and place, in one statement. Called where the answers are read,
 * before they are shown: what could not be recorded is not shown. A person's own answers are not recorded.
 */
export async function recordViews(
  viewer: Pick<Actor, "userId">,
  teamId: string,
  assessmentIds: readonly string[],
  place: ViewPlace,
  now: Date,
  database: DatabaseTransaction = getDatabase(),
): Promise<void> {
  if (assessmentIds.length === 0) return;
  const day = now.toISOString().slice(0, 10);
  await database.$executeRaw`
    INSERT INTO "ShareView" ("assessmentId", "teamId", "viewerId", "place", "day", "at")
    SELECT a."id", ${teamId}, ${viewer.userId}, ${place}, ${day}, ${now}
    FROM ${idsInRaw(assessmentIds)} AS shown JOIN "Assessment" a ON a."id" = shown.id
    WHERE a."ownerId" <> ${viewer.userId}
    ON CONFLICT ("assessmentId", "teamId", "viewerId", "place", "day") DO UPDATE SET "at" = excluded."at"`;
}
