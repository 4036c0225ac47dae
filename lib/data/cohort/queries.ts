/** Answers in aggregate, for a team, for the organization and for a competency's descriptors. They reveal nobody. */

import type { Actor } from "@/lib/access/actor";
import { assessmentsWhere, sharesWhere, teamsWhere } from "@/lib/access/where";
import { publishItemCohort } from "@/lib/data/cohort/internal/item-cohorts";
import { getSituation } from "@/lib/data/cohort/internal/team-cohorts";
import { findRevisionNumbered, getRevision, getRevisions } from "@/lib/data/competency/internal/revisions";
import { listRoundsOf } from "@/lib/data/round/internal/rounds";
import { liveSharesWith } from "@/lib/data/sharing/internal/share-access";
import { sharesShownTo } from "@/lib/data/sharing/internal/shown-answers";
import { requireAdmin, withAdminLock } from "@/lib/data/workspace/internal/admins";
import { getDatabase, getEngine, Prisma } from "@/lib/db/client";
import { idsIn } from "@/lib/db/ids-in";
import { type BehaviorUse, itemStatistics, type UsedAnswers } from "@/lib/domain/cohort/item-statistics";
import {
  type AnswerSum,
  type OrganizationSpread,
  organizationSpread,
  type ShownSpread,
  type SpreadChoice,
} from "@/lib/domain/cohort/organization-cohort";
import { distributionsOf, type LiveShare, nextCohort, type ShownCohort, type TeamAggregate } from "@/lib/domain/cohort/team-cohort";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { notFoundError } from "@/lib/domain/request/expected-error";
import type { ShareId } from "@/lib/domain/sharing/share";
import { illFormedReason } from "@/lib/domain/text/well-formed-text";
import { getEnvironment } from "@/lib/platform/environment";

export type ItemStatistics = {
  number: number;
  competency: CompetencyModel;
  /** In the competency's order. */
  behaviors: BehaviorUse[];
  /** How many more people have to submit before anything new is counted; 0 if nobody is waited for. */
  missing: number;
};

async function listItemCohorts(viewer: { userId: string }, revisionId: string): Promise<UsedAnswers[][]> {
  const cohorts = await getDatabase().itemCohort.findMany({
    where: { revisionId },
    orderBy: [{ drawnAt: "asc" }, { id: "asc" }],
    select: {
      size: true,
      assessments: {
        select: {
          ownerId: true,
          ratings: { select: { behaviorId: true, answer: true, firstAnswer: true } },
          shares: { where: sharesWhere(viewer, "team.see"), select: { teamId: true } },
        },
      },
    },
  });
  return cohorts
    .filter(({ size, assessments }) => assessments.length === size)
    .map(({ assessments }) =>
      assessments.map(({ ownerId, ratings, shares }) => ({
        answers: new Map(ratings.map(({ behaviorId, answer, firstAnswer }) => [behaviorId, { answer, first: firstAnswer }])),
        isKnownToViewer: ownerId === viewer.userId || shares.length > 0,
      })),
    );
}

/** @throws ExpectedError NotFound where there is no such revision */
export async function getItemStatistics(actor: Actor | null, competencyId: string, number: number, now: Date): Promise<ItemStatistics> {
  const minGroupSize = getEnvironment().MIN_GROUP_SIZE;
  const drawn = await withAdminLock(actor, "competency.edit", async (transaction, account) => {
    const revision = await findRevisionNumbered(competencyId, number, transaction);
    if (!revision) throw notFoundError();
    return { account, revision, missing: await publishItemCohort(transaction, revision.revisionId, minGroupSize, now) };
  });
  const { competency, revisionId } = drawn.revision;
  const cohorts = await listItemCohorts(drawn.account, revisionId);
  return { number, competency, behaviors: itemStatistics(competency.source, cohorts, minGroupSize), missing: drawn.missing };
}

/**
 * The full cohorts that count the viewer, or a person whose answers the viewer knows or may come to know by name: of a team that
 * the viewer is in, or who shared with one. Found from the viewer's own teams, which are few.
 */
function cohortsKnownTo(viewerId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT a."organizationCohortId" FROM "Assessment" a WHERE a."organizationCohortId" IS NOT NULL AND a."ownerId" IN (
      SELECT ${viewerId}
      UNION SELECT fellow."userId" FROM "Membership" mine
        JOIN "Membership" fellow ON fellow."teamId" = mine."teamId" WHERE mine."userId" = ${viewerId}
      UNION SELECT shared."ownerId" FROM "Membership" mine
        JOIN "Share" s ON s."teamId" = mine."teamId"
        JOIN "Assessment" shared ON shared."id" = s."assessmentId" WHERE mine."userId" = ${viewerId}
    )`;
}

/** `isRevealing`, as a query says it: a cohort counts for a behavior only where its answers are not so alike. */
async function listSums({
  viewerId,
  revisionId,
  quarter,
}: {
  viewerId: string;
  revisionId: string;
  quarter: string;
}): Promise<AnswerSum[]> {
  const rows = await getDatabase().$queryRaw<{ behaviorId: string; answer: string; count: bigint | number }[]>`
    WITH known AS (${cohortsKnownTo(viewerId)}),
    telling AS (
      SELECT c."organizationCohortId", c."behaviorId" FROM "OrganizationCohort" t JOIN "OrganizationCohortCount" c ON c."organizationCohortId" = t."id"
      WHERE t."revisionId" = ${revisionId} AND t."quarter" = ${quarter} AND t."fullAt" IS NOT NULL
        AND t."size" >= ${getEnvironment().MIN_GROUP_SIZE} AND t."id" NOT IN (SELECT "organizationCohortId" FROM known)
      GROUP BY c."organizationCohortId", c."behaviorId"
      HAVING SUM(c."count") - MAX(c."count") >= 2
    )
    SELECT c."behaviorId", c."answer", SUM(c."count") AS "count"
    FROM telling JOIN "OrganizationCohortCount" c ON c."organizationCohortId" = telling."organizationCohortId" AND c."behaviorId" = telling."behaviorId"
    GROUP BY c."behaviorId", c."answer"`;
  return rows.map(({ behaviorId, answer, count }) => ({ behaviorId, answer, count: Number(count) }));
}

type People = Pick<ShownSpread, "people" | "withheldFromViewer" | "tooFew" | "waiting">;

async function getPeople({ viewerId, revisionId, quarter }: { viewerId: string; revisionId: string; quarter: string }): Promise<People> {
  const minGroupSize = getEnvironment().MIN_GROUP_SIZE;
  const [row] = await getDatabase().$queryRaw<Record<keyof People, bigint | number | null>[]>`
    WITH known AS (${cohortsKnownTo(viewerId)}),
    counted AS (
      SELECT "size", "fullAt" IS NULL AS "isOpen", "id" IN (SELECT "organizationCohortId" FROM known) AS "isKnown" FROM "OrganizationCohort"
      WHERE "revisionId" = ${revisionId} AND "quarter" = ${quarter}
    )
    SELECT
      SUM(CASE WHEN "isOpen" THEN "size" ELSE 0 END) AS "waiting",
      SUM(CASE WHEN NOT "isOpen" AND "size" < ${minGroupSize} THEN "size" ELSE 0 END) AS "tooFew",
      SUM(CASE WHEN NOT "isOpen" AND "size" >= ${minGroupSize} AND "isKnown" THEN "size" ELSE 0 END) AS "withheldFromViewer",
      SUM(CASE WHEN NOT "isOpen" AND "size" >= ${minGroupSize} AND NOT "isKnown" THEN "size" ELSE 0 END) AS "people"
    FROM counted`;
  return {
    waiting: Number(row?.waiting ?? 0),
    tooFew: Number(row?.tooFew ?? 0),
    withheldFromViewer: Number(row?.withheldFromViewer ?? 0),
    people: Number(row?.people ?? 0),
  };
}

type CountedRevision = { id: string; competencyId: string; number: number; quarters: string[] };

/** The revisions with counted people, newest first, each with its quarters, newest first. */
async function listCounted(): Promise<CountedRevision[]> {
  const rows = await getDatabase().$queryRaw<{ id: string; competencyId: string; number: number; quarter: string }[]>`
    SELECT r."id", r."competencyId", r."number", counted."quarter"
    FROM (SELECT DISTINCT "revisionId", "quarter" FROM "OrganizationCohort") AS counted JOIN "Revision" r ON r."id" = counted."revisionId"
    ORDER BY r."number" DESC, counted."quarter" DESC`;
  const revisions = new Map<string, CountedRevision>();
  for (const { quarter, number, ...revision } of rows) {
    const known = revisions.get(revision.id) ?? { ...revision, number: Number(number), quarters: [] };
    known.quarters.push(quarter);
    revisions.set(revision.id, known);
  }
  return [...revisions.values()];
}

/** By the name in its newest revision, the oldest competency first. */
async function listNames(): Promise<OrganizationSpread["competencies"]> {
  const rows = await getDatabase().$queryRaw<{ competencyId: string; name: string }[]>`
    SELECT r."competencyId", ${
      getEngine() === "sqlite" ? Prisma.sql`r."content" ->> '$.source.name'` : Prisma.sql`r."content"::json #>> '{source,name}'`
    } AS "name"
    FROM "Revision" r
    JOIN (SELECT "competencyId", MAX("number") AS "newest", MIN("publishedAt") AS "begun" FROM "Revision" GROUP BY "competencyId") AS current
      ON current."competencyId" = r."competencyId" AND current."newest" = r."number"
    ORDER BY current."begun", r."competencyId"`;
  return rows.map(({ competencyId, name }) => ({ competencyId, name }));
}

/**
 * How the whole organization's answers spread over the levels in one quarter, on one revision of one competency; without a
 * choice, the newest there is. It is read from the cohorts, in a fixed number of statements.
 * @throws ExpectedError NotFound for anybody but admins, and for what does not exist
 */
export async function getOrganizationSpread(actor: Actor | null, choice: SpreadChoice): Promise<OrganizationSpread> {
  const { userId } = requireAdmin(actor, "organization.see");
  const minGroupSize = getEnvironment().MIN_GROUP_SIZE;
  const competencies = await listNames();
  const counted = await listCounted();
  const isCountedCompetency = (one: { competencyId: string }) => counted.some(({ competencyId }) => competencyId === one.competencyId);
  const usual = competencies.find(isCountedCompetency) ?? competencies[0];
  const competencyId = choice.competencyId ?? usual?.competencyId;
  if (competencyId === undefined || !competencies.some((one) => one.competencyId === competencyId)) throw notFoundError();
  const revisions = counted.filter((one) => one.competencyId === competencyId);
  const known = {
    minGroupSize,
    competencies,
    competencyId,
    revisions: revisions.map(({ number, quarters }) => ({ number, quarters })),
  };
  const revision = choice.revisionNumber === undefined ? revisions[0] : revisions.find(({ number }) => number === choice.revisionNumber);
  const quarter = choice.quarter ?? revision?.quarters[0];
  if (!revision || quarter === undefined || !revision.quarters.includes(quarter)) {
    if (choice.revisionNumber !== undefined || choice.quarter !== undefined) throw notFoundError();
    return { ...known, shown: null };
  }
  const { source } = (await getRevision(revision.id)).competency;
  const people = await getPeople({ viewerId: userId, revisionId: revision.id, quarter });
  return {
    ...known,
    shown: {
      revisionNumber: revision.number,
      quarter,
      levels: source.levels.map(({ id, name }) => ({ id, name })),
      behaviors: source.behaviors.map(({ id, name }) => ({ id, name })),
      spreads: organizationSpread(source, await listSums({ viewerId: userId, revisionId: revision.id, quarter })),
      ...people,
      missing: Math.max(1, minGroupSize - people.waiting),
    },
  };
}

/**
 * Cohorts with answers that a blind round still hides from this coach: a person who knows the others by name could subtract them
 * from the counts. Empty for a member.
 */
async function findHeldCohorts({ viewerId, teamId }: { viewerId: string; teamId: string }): Promise<string[]> {
  const rounds = await listRoundsOf(teamId);
  if (!rounds.some(({ blindReviews }) => blindReviews)) return [];
  const viewer = { userId: viewerId };
  const held = await getDatabase().share.findMany({
    where: {
      ...liveSharesWith(teamId),
      team: teamsWhere(viewer, "sharing.readRatings"),
      cohortId: { not: null },
      NOT: sharesShownTo(viewer, teamId, rounds),
    },
    select: { cohortId: true },
  });
  return [...new Set(held.flatMap(({ cohortId }) => cohortId ?? []))];
}

/**
 * The newest cohort that this person may see and that is still whole. A member who coaches one of its people in another team may
 * see their answers by name, and could subtract them from the counts, so such a member is not shown it.
 */
async function findIntactCohort(
  { viewerId, teamId }: { viewerId: string; teamId: string },
  heldIds: readonly string[],
): Promise<string | null> {
  // Materialized: asked in the join, the subquery would run for each person in the cohort anew.
  const [found] = await getDatabase().$queryRaw<{ id: string }[]>`
    WITH permitted AS MATERIALIZED (
      SELECT p."id", p."teamId", p."size", p."number" FROM "TeamCohort" p
      JOIN "Membership" viewer ON viewer."teamId" = p."teamId" AND viewer."userId" = ${viewerId}
      WHERE p."teamId" = ${teamId} AND p."size" >= ${getEnvironment().MIN_GROUP_SIZE}
        AND p."id" NOT IN (${idsIn(heldIds)})
        AND (viewer."role" = 'coach' OR NOT EXISTS (
          SELECT 1 FROM "Share" held
          JOIN "Assessment" submission ON submission."id" = held."assessmentId" AND submission."ownerId" <> ${viewerId}
          JOIN "Membership" coaching ON coaching."userId" = ${viewerId} AND coaching."role" = 'coach' AND coaching."teamId" <> p."teamId"
          WHERE held."cohortId" = p."id" AND (
            EXISTS (SELECT 1 FROM "Membership" other WHERE other."teamId" = coaching."teamId" AND other."userId" = submission."ownerId")
            OR EXISTS (
              SELECT 1 FROM "Share" named JOIN "Assessment" theirs ON theirs."id" = named."assessmentId"
              WHERE named."teamId" = coaching."teamId" AND theirs."ownerId" = submission."ownerId"
            )
          )
        ))
    )
    SELECT p."id" FROM permitted p
    JOIN "Share" s ON s."cohortId" = p."id" AND s."teamId" = p."teamId" AND s."withdrawnAt" IS NULL
    JOIN "Assessment" a ON a."id" = s."assessmentId"
    JOIN "Membership" m ON m."teamId" = p."teamId" AND m."userId" = a."ownerId"
    GROUP BY p."id", p."size", p."number"
    HAVING COUNT(*) = p."size"
    ORDER BY p."number" DESC
    LIMIT 1`;
  return found?.id ?? null;
}

/** Null where it is no longer whole. */
async function findCohort({ cohortId, teamId }: { cohortId: string; teamId: string }): Promise<ShownCohort | null> {
  const cohort = await getDatabase().teamCohort.findUnique({
    where: { id: cohortId },
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
  const submissions = cohort?.shares.map(({ assessment }) => assessment) ?? [];
  if (!cohort || submissions.length !== cohort.size) return null;
  const revisions = await getRevisions(submissions);
  const sourceOf = (revisionId: string) => {
    const revision = revisions.get(revisionId);
    if (!revision) throw new Error("An assessment without its revision.");
    return revision.competency.source;
  };
  const [newest] = submissions.toSorted((a, b) => b.revision.number - a.revision.number);
  if (!newest) return null;
  const source = sourceOf(newest.revisionId);
  const counted = submissions.map(({ revisionId, ratings }) => ({
    source: sourceOf(revisionId),
    answers: new Map(ratings.map(({ behaviorId, answer }) => [behaviorId, answer])),
  }));
  return {
    drawnAt: cohort.drawnAt,
    size: cohort.size,
    levels: source.levels.map(({ id, name }) => ({ id, name })),
    behaviors: source.behaviors.map(({ id, name }) => ({ id, name })),
    distributions: distributionsOf(source, counted, getEnvironment().MIN_GROUP_SIZE),
  };
}

/** What a person in the team sees; with `extra`, what they would see if that were shared too. */
async function buildTeamAggregate(
  { viewerId, teamId }: { viewerId: string; teamId: string },
  now: Date,
  extra?: LiveShare,
): Promise<TeamAggregate> {
  const heldIds = await findHeldCohorts({ viewerId, teamId });
  const cohortId = await findIntactCohort({ viewerId, teamId }, heldIds);
  const { shares, ...situation } = await getSituation(getDatabase(), teamId);
  const others = shares.filter(({ assessmentId }) => assessmentId !== extra?.assessmentId);
  const next = nextCohort({ ...situation, shares: extra ? [...others, extra] : others, now });
  return {
    minGroupSize: situation.minGroupSize,
    cohort: cohortId === null ? null : await findCohort({ cohortId, teamId }),
    isHeldBack: heldIds.length > 0,
    next: next.kind === "due" ? { kind: "due" } : next,
  };
}

/** For those in the team. @throws ExpectedError NotFound */
export async function getTeamAggregate(actor: Actor | null, teamId: string, now: Date): Promise<TeamAggregate> {
  if (!actor || illFormedReason(teamId) !== null) throw notFoundError();
  const team = await getDatabase().team.findFirst({
    where: { id: teamId, ...teamsWhere(actor, "team.seeAggregate") },
    select: { id: true },
  });
  if (!team) throw notFoundError();
  return buildTeamAggregate({ viewerId: actor.userId, teamId }, now);
}

/**
 * What the team will see once the actor's own submitted assessment is shared. It never publishes a cohort for that: a person who
 * could look before they share could try one answer after the other. @throws ExpectedError NotFound
 */
export async function previewTeamAggregate(actor: Actor | null, { teamId, assessmentId }: ShareId, now: Date): Promise<TeamAggregate> {
  if (!actor || [teamId, assessmentId].some((id) => illFormedReason(id) !== null)) throw notFoundError();
  const database = getDatabase();
  const team = await database.team.findFirst({ where: { id: teamId, ...teamsWhere(actor, "team.seeAggregate") }, select: { id: true } });
  const own = await database.assessment.findFirst({
    where: { id: assessmentId, ...assessmentsWhere(actor, "sharing.decide") },
    select: { submittedAt: true, isInTeamCohort: true, shares: { select: { teamId: true, sharedAt: true, withdrawnAt: true } } },
  });
  if (!team || !own?.submittedAt) throw notFoundError();
  const known = own.shares.find((share) => share.teamId === teamId && share.withdrawnAt === null);
  return buildTeamAggregate({ viewerId: actor.userId, teamId }, now, {
    assessmentId,
    ownerId: actor.userId,
    submittedAt: own.submittedAt,
    sharedAt: known?.sharedAt ?? now,
    isCounted: own.isInTeamCohort,
  });
}
