/** Teams' pictures: drawn once from shares that no other picture holds, and shown only while all of those are there. */
import { randomUUID } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import { isDuplicate } from "@/lib/platform/database-errors";
import type { Actor } from "@/lib/access/actor";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { unstorableReason } from "@/lib/domain/text/well-formed-text";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { distributionsOf, type LiveShare, nextPicture, type ShownPicture, type TeamPicture } from "@/lib/domain/cohort/team-cohort";
import { getEnvironment } from "@/lib/platform/environment";
import { getRevision } from "@/lib/data/competency/internal/revisions";
import { idsIn } from "@/lib/db/ids-in";
import { readRoundsOf } from "@/lib/data/round/internal/rounds";
import { liveSharesWith, teamsCoachedBy } from "@/lib/data/sharing/internal/share-access";
import { sharesShownTo } from "@/lib/data/sharing/internal/shown-answers";

/** `team.seePicture`, as a query says it. */
export function teamsWithPictureFor(actor: Pick<Actor, "userId">) {
  return { memberships: { some: { userId: actor.userId } } };
}

type Reader = Pick<DatabaseTransaction, "share" | "membership">;

async function readSituation(database: Reader, teamId: string) {
  const rows = await database.share.findMany({
    where: liveSharesWith(teamId),
    select: {
      assessmentId: true,
      sharedAt: true,
      assessment: { select: { ownerId: true, submittedAt: true, isPictured: true } },
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
        isCounted: assessment.isPictured,
      }),
    ),
    memberIds: members.map(({ userId }) => userId),
    minGroupSize: getEnvironment().MIN_GROUP_SIZE,
  };
}

/**
 * Pictures with answers that a blind round still hides from this coach: who knows the others by name could take those away
 * from the counts. None for a member.
 */
async function findHeldPictures(viewerId: string, teamId: string): Promise<string[]> {
  const rounds = await readRoundsOf(teamId);
  if (!rounds.some(({ blindReviews }) => blindReviews)) return [];
  const viewer = { userId: viewerId };
  const held = await getDatabase().share.findMany({
    where: {
      ...liveSharesWith(teamId),
      team: teamsCoachedBy(viewer),
      pictureId: { not: null },
      NOT: sharesShownTo(viewer, teamId, rounds),
    },
    select: { pictureId: true },
  });
  return [...new Set(held.flatMap(({ pictureId }) => pictureId ?? []))];
}

/**
 * The newest picture that this person may see and that is still whole. Who coaches one of its people elsewhere may see
 * answers of theirs by name, and could take them away from the counts: a fellow member who does so is not shown it.
 */
async function findIntactPicture(viewerId: string, teamId: string, heldIds: readonly string[]): Promise<string | null> {
  // Materialized: asked in the join, the subquery would run for each person in the picture anew.
  const [found] = await getDatabase().$queryRaw<{ id: string }[]>`
    WITH permitted AS MATERIALIZED (
      SELECT p."id", p."teamId", p."size", p."number" FROM "Picture" p
      JOIN "Membership" viewer ON viewer."teamId" = p."teamId" AND viewer."userId" = ${viewerId}
      WHERE p."teamId" = ${teamId} AND p."size" >= ${getEnvironment().MIN_GROUP_SIZE}
        AND p."id" NOT IN (${idsIn(heldIds)})
        AND (viewer."role" = 'coach' OR NOT EXISTS (
          SELECT 1 FROM "Share" held
          JOIN "Assessment" sitting ON sitting."id" = held."assessmentId" AND sitting."ownerId" <> ${viewerId}
          JOIN "Membership" coaching ON coaching."userId" = ${viewerId} AND coaching."role" = 'coach' AND coaching."teamId" <> p."teamId"
          WHERE held."pictureId" = p."id" AND (
            EXISTS (SELECT 1 FROM "Membership" other WHERE other."teamId" = coaching."teamId" AND other."userId" = sitting."ownerId")
            OR EXISTS (
              SELECT 1 FROM "Share" named JOIN "Assessment" theirs ON theirs."id" = named."assessmentId"
              WHERE named."teamId" = coaching."teamId" AND theirs."ownerId" = sitting."ownerId"
            )
          )
        ))
    )
    SELECT p."id" FROM permitted p
    JOIN "Share" s ON s."pictureId" = p."id" AND s."teamId" = p."teamId" AND s."withdrawnAt" IS NULL
    JOIN "Assessment" a ON a."id" = s."assessmentId"
    JOIN "Membership" m ON m."teamId" = p."teamId" AND m."userId" = a."ownerId"
    GROUP BY p."id", p."size", p."number"
    HAVING COUNT(*) = p."size"
    ORDER BY p."number" DESC
    LIMIT 1`;
  return found?.id ?? null;
}

/** Null where it broke since it was found. */
async function readPicture(pictureId: string, teamId: string): Promise<ShownPicture | null> {
  const picture = await getDatabase().picture.findUnique({
    where: { id: pictureId },
    select: {
      drawnAt: true,
      size: true,
      shares: {
        where: liveSharesWith(teamId),
        select: {
          assessment: {
            select: { revisionId: true, revision: { select: { number: true } }, ratings: { select: { behaviorId: true, answer: true } } },
          },
        },
      },
    },
  });
  const sittings = picture?.shares.map(({ assessment }) => assessment) ?? [];
  if (!picture || sittings.length !== picture.size) return null;
  const models = new Map<string, CompetencyModel>();
  for (const revisionId of new Set(sittings.map((sitting) => sitting.revisionId))) {
    models.set(revisionId, (await getRevision(revisionId)).model);
  }
  const sourceOf = (revisionId: string) => (models.get(revisionId) as CompetencyModel).source;
  const [newest] = sittings.toSorted((a, b) => b.revision.number - a.revision.number);
  if (!newest) return null;
  const source = sourceOf(newest.revisionId);
  const pictured = sittings.map(({ revisionId, ratings }) => ({
    source: sourceOf(revisionId),
    answers: new Map(ratings.map(({ behaviorId, answer }) => [behaviorId, answer])),
  }));
  return {
    drawnAt: picture.drawnAt,
    size: picture.size,
    levels: source.levels.map(({ id, name }) => ({ id, name })),
    behaviors: source.behaviors.map(({ id, name }) => ({ id, name })),
    distributions: distributionsOf(source, pictured, getEnvironment().MIN_GROUP_SIZE),
  };
}

/** What a person in the team sees; with `extra`, what they would see once that were shared too. */
async function readTeamPicture(viewerId: string, teamId: string, now: Date, extra?: LiveShare): Promise<TeamPicture> {
  const heldIds = await findHeldPictures(viewerId, teamId);
  const pictureId = await findIntactPicture(viewerId, teamId, heldIds);
  const { shares, ...situation } = await readSituation(getDatabase(), teamId);
  const others = shares.filter(({ assessmentId }) => assessmentId !== extra?.assessmentId);
  const next = nextPicture({ ...situation, shares: extra ? [...others, extra] : others, now });
  return {
    minGroupSize: situation.minGroupSize,
    picture: pictureId === null ? null : await readPicture(pictureId, teamId),
    isHeldBack: heldIds.length > 0,
    next: next.kind === "due" ? { kind: "due" } : next,
  };
}

/** For those in the team. @throws ExpectedError NotFound */
export async function getTeamPicture(actor: Actor | null, teamId: string, now: Date): Promise<TeamPicture> {
  if (!actor || unstorableReason(teamId) !== null) throw notFoundError();
  const team = await getDatabase().team.findFirst({ where: { id: teamId, ...teamsWithPictureFor(actor) }, select: { id: true } });
  if (!team) throw notFoundError();
  return readTeamPicture(actor.userId, teamId, now);
}

/**
 * What the team will see once the actor's own submitted assessment is shared. It never draws a picture to show it: whoever
 * could look before they share could try one answer after the other. @throws ExpectedError NotFound
 */
export async function previewTeamPicture(actor: Actor | null, teamId: string, assessmentId: string, now: Date): Promise<TeamPicture> {
  if (!actor || [teamId, assessmentId].some((id) => unstorableReason(id) !== null)) throw notFoundError();
  const database = getDatabase();
  const team = await database.team.findFirst({ where: { id: teamId, ...teamsWithPictureFor(actor) }, select: { id: true } });
  const own = await database.assessment.findFirst({
    where: { id: assessmentId, ownerId: actor.userId, submittedAt: { not: null } },
    select: { submittedAt: true, isPictured: true, shares: { select: { teamId: true, sharedAt: true, withdrawnAt: true } } },
  });
  if (!team || !own?.submittedAt) throw notFoundError();
  const known = own.shares.find((share) => share.teamId === teamId && share.withdrawnAt === null);
  return readTeamPicture(actor.userId, teamId, now, {
    assessmentId,
    ownerId: actor.userId,
    submittedAt: own.submittedAt,
    sharedAt: known?.sharedAt ?? now,
    isCounted: own.isPictured,
  });
}

/** Somebody else drew, shared or withdrew at the same moment: a number taken, or PostgreSQL's word that orders would differ. */
function isCollision(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: { kind?: string } };
  // Found at the commit itself, the adapter's own error comes through.
  return isDuplicate(error) || code === "P2034" || cause?.kind === "TransactionWriteConflict";
}

class Changed extends Error {}

/**
 * Draws the team's next picture where one is due; answers whether it did. Serializable, so that of two that would hold the
 * same assessment, also those of two teams, one is drawn; the other is tried again with the next share or hour.
 */
export async function drawPictureIfDue(teamId: string, now: Date): Promise<boolean> {
  try {
    return await getDatabase().$transaction(
      async (transaction) => {
        const next = nextPicture({ ...(await readSituation(transaction, teamId)), now });
        if (next.kind !== "due") return false;
        const last = await transaction.picture.findFirst({ where: { teamId }, orderBy: { number: "desc" }, select: { number: true } });
        const id = randomUUID();
        await transaction.picture.create({
          data: { id, teamId, number: (last?.number ?? 0) + 1, drawnAt: now, size: next.shares.length },
        });
        const ids = next.shares.map(({ assessmentId }) => assessmentId);
        const { count } = await transaction.share.updateMany({
          where: { teamId, assessmentId: { in: ids }, withdrawnAt: null, pictureId: null },
          data: { pictureId: id },
        });
        const taken = await transaction.assessment.updateMany({
          where: { id: { in: ids }, isPictured: false },
          data: { isPictured: true },
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

/** Of every team with enough shares that wait. Answers how many pictures were drawn. */
export async function drawDuePictures(now: Date): Promise<number> {
  const teams = await getDatabase().share.groupBy({
    by: ["teamId"],
    where: { withdrawnAt: null, pictureId: null },
    having: { teamId: { _count: { gte: getEnvironment().MIN_GROUP_SIZE } } },
    orderBy: { teamId: "asc" },
  });
  let drawn = 0;
  for (const { teamId } of teams) {
    if (await drawPictureIfDue(teamId, now)) drawn++;
    // SQLite's statements are synchronous: between two teams whoever else waits is answered.
    await nextTurn();
  }
  return drawn;
}
