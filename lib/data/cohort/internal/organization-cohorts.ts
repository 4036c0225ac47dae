/** Tallies of submissions, kept as they come in, and what admins see of them: how the whole organization's answers spread. */
import { randomUUID } from "node:crypto";
import { type DatabaseTransaction, getDatabase, getEngine, Prisma } from "@/lib/db/client";
import type { Actor } from "@/lib/access/actor";
import { notFoundError } from "@/lib/domain/request/expected-error";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import {
  type AnswerSum,
  isTallied,
  type OrganizationSpread,
  organizationSpread,
  quarterOf,
  type ShownSpread,
  type SpreadChoice,
  withOneMore,
} from "@/lib/domain/cohort/organization-cohort";
import { getEnvironment } from "@/lib/platform/environment";
import { requireAdmin } from "@/lib/data/workspace/internal/admins";
import { getRevision } from "@/lib/data/competency/internal/revisions";

type Submitted = { assessmentId: string; ownerId: string; revisionId: string; correctsId: string | null; model: CompetencyModel };

/**
 * Of one competency and quarter one submission is counted at a time: two at once would both see the last free place, or one
 * person's two would both be their first. On SQLite a transaction is alone anyway.
 */
async function lockQuarter(transaction: DatabaseTransaction, competencyId: string, quarter: string): Promise<void> {
  if (getEngine() === "sqlite") return;
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`tally/${competencyId}/${quarter}`}, 0))`;
}

/** The tally that takes one more now. */
async function takePlace(transaction: DatabaseTransaction, revisionId: string, quarter: string, now: Date): Promise<string> {
  const minGroupSize = getEnvironment().MIN_GROUP_SIZE;
  const open = await transaction.tally.findFirst({
    where: { revisionId, quarter, fullAt: null },
    orderBy: { id: "asc" },
    select: { id: true, size: true },
  });
  const after = (size: number) => {
    const next = withOneMore(size, minGroupSize);
    return { size: next.size, fullAt: next.isFull ? now : null };
  };
  if (open) {
    const { count } = await transaction.tally.updateMany({ where: { id: open.id }, data: after(open.size) });
    if (count > 0) return open.id;
    // Somebody whom it counted deleted their account at this moment, and it went with them.
  }
  const id = randomUUID();
  await transaction.tally.create({ data: { id, revisionId, quarter, ...after(0) } });
  return id;
}

/**
 * Before anything else in the transaction that submits: its owner's account is not deleted meanwhile. A row that a transaction
 * changes twice is checked against its owner once more, so taken later it could wait for a deletion that waits for the row.
 */
export async function holdOwner(transaction: DatabaseTransaction, ownerId: string): Promise<void> {
  if (getEngine() === "sqlite") return;
  await transaction.$executeRaw`SELECT 1 FROM "User" WHERE "id" = ${ownerId} FOR KEY SHARE`;
}

/** In the transaction that submits it, and last: whoever submits next waits from here on. */
export async function tallySubmission(
  transaction: DatabaseTransaction,
  actor: Pick<Actor, "kind">,
  { assessmentId, ownerId, revisionId, correctsId, model }: Submitted,
  now: Date,
): Promise<void> {
  const submission = { isByGuest: actor.kind === "guest", isCorrection: correctsId !== null, isOwnerCounted: false };
  if (!isTallied(submission)) return;
  const quarter = quarterOf(now);
  await lockQuarter(transaction, model.id, quarter);
  const counted = await transaction.assessment.count({ where: { ownerId, talliedIn: quarter, revision: { competencyId: model.id } } });
  if (!isTallied({ ...submission, isOwnerCounted: counted > 0 })) return;
  const tallyId = await takePlace(transaction, revisionId, quarter, now);
  const behaviorIds = model.source.behaviors.map(({ id }) => id);
  await transaction.$executeRaw`
    INSERT INTO "TallyCount" ("tallyId", "behaviorId", "answer", "count")
    SELECT ${tallyId}, "behaviorId", "answer", 1 FROM "Rating"
    WHERE "assessmentId" = ${assessmentId} AND "answer" IS NOT NULL AND "behaviorId" IN (${Prisma.join(behaviorIds)})
    ON CONFLICT ("tallyId", "behaviorId", "answer") DO UPDATE SET "count" = "TallyCount"."count" + 1`;
  await transaction.assessment.update({ where: { id: assessmentId }, data: { tallyId, talliedIn: quarter } });
}

/**
 * Deletes each tally that counts this person, with its other people's counts, before the person is deleted in the same
 * transaction. A submission of theirs at the same moment is waited for, and none begins after.
 */
export async function deleteTalliesOf(transaction: DatabaseTransaction, userId: string): Promise<void> {
  if (getEngine() === "postgres") await transaction.$executeRaw`SELECT 1 FROM "User" WHERE "id" = ${userId} FOR UPDATE`;
  await transaction.tally.deleteMany({ where: { assessments: { some: { ownerId: userId } } } });
}

/**
 * The full tallies that hold the viewer, or somebody whose answers the viewer may know by name or come to: of a team that
 * the viewer is in, or who shared with one. Found from the viewer's own teams, which are few.
 */
function talliesKnownTo(viewerId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT a."tallyId" FROM "Assessment" a WHERE a."tallyId" IS NOT NULL AND a."ownerId" IN (
      SELECT ${viewerId}
      UNION SELECT fellow."userId" FROM "Membership" mine
        JOIN "Membership" fellow ON fellow."teamId" = mine."teamId" WHERE mine."userId" = ${viewerId}
      UNION SELECT shared."ownerId" FROM "Membership" mine
        JOIN "Share" s ON s."teamId" = mine."teamId"
        JOIN "Assessment" shared ON shared."id" = s."assessmentId" WHERE mine."userId" = ${viewerId}
    )`;
}

/** `isRevealing`, as a query says it: a tally counts for a behavior only where its answers are not so alike. */
async function readSums(viewerId: string, revisionId: string, quarter: string): Promise<AnswerSum[]> {
  const rows = await getDatabase().$queryRaw<{ behaviorId: string; answer: string; count: bigint | number }[]>`
    WITH known AS (${talliesKnownTo(viewerId)}),
    telling AS (
      SELECT c."tallyId", c."behaviorId" FROM "Tally" t JOIN "TallyCount" c ON c."tallyId" = t."id"
      WHERE t."revisionId" = ${revisionId} AND t."quarter" = ${quarter} AND t."fullAt" IS NOT NULL
        AND t."size" >= ${getEnvironment().MIN_GROUP_SIZE} AND t."id" NOT IN (SELECT "tallyId" FROM known)
      GROUP BY c."tallyId", c."behaviorId"
      HAVING SUM(c."count") - MAX(c."count") >= 2
    )
    SELECT c."behaviorId", c."answer", SUM(c."count") AS "count"
    FROM telling JOIN "TallyCount" c ON c."tallyId" = telling."tallyId" AND c."behaviorId" = telling."behaviorId"
    GROUP BY c."behaviorId", c."answer"`;
  return rows.map(({ behaviorId, answer, count }) => ({ behaviorId, answer, count: Number(count) }));
}

type People = Pick<ShownSpread, "people" | "withheldFromViewer" | "tooFew" | "waiting">;

async function readPeople(viewerId: string, revisionId: string, quarter: string): Promise<People> {
  const minGroupSize = getEnvironment().MIN_GROUP_SIZE;
  const [row] = await getDatabase().$queryRaw<Record<keyof People, bigint | number | null>[]>`
    WITH known AS (${talliesKnownTo(viewerId)}),
    counted AS (
      SELECT "size", "fullAt" IS NULL AS "isOpen", "id" IN (SELECT "tallyId" FROM known) AS "isKnown" FROM "Tally"
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

type TalliedRevision = { id: string; competencyId: string; number: number; quarters: string[] };

/** The revisions that anybody was counted on, newest first, each with its quarters, newest first. */
async function listTallied(): Promise<TalliedRevision[]> {
  const rows = await getDatabase().$queryRaw<{ id: string; competencyId: string; number: number; quarter: string }[]>`
    SELECT r."id", r."competencyId", r."number", counted."quarter"
    FROM (SELECT DISTINCT "revisionId", "quarter" FROM "Tally") AS counted JOIN "Revision" r ON r."id" = counted."revisionId"
    ORDER BY r."number" DESC, counted."quarter" DESC`;
  const revisions = new Map<string, TalliedRevision>();
  for (const { quarter, number, ...revision } of rows) {
    const known = revisions.get(revision.id) ?? { ...revision, number: Number(number), quarters: [] };
    known.quarters.push(quarter);
    revisions.set(revision.id, known);
  }
  return [...revisions.values()];
}

/** By the words of its newest revision; the one that was there first comes first. */
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
 * choice, the newest there is. It is read from the tallies, in a fixed number of statements.
 * @throws ExpectedError NotFound for whoever is no admin, and for what does not exist
 */
export async function getOrganizationSpread(actor: Actor | null, choice: SpreadChoice): Promise<OrganizationSpread> {
  const { userId } = requireAdmin(actor, "organization.see");
  const minGroupSize = getEnvironment().MIN_GROUP_SIZE;
  const competencies = await listNames();
  const tallied = await listTallied();
  const isTalliedCompetency = (one: { competencyId: string }) => tallied.some(({ competencyId }) => competencyId === one.competencyId);
  const usual = competencies.find(isTalliedCompetency) ?? competencies[0];
  const competencyId = choice.competencyId ?? usual?.competencyId;
  if (competencyId === undefined || !competencies.some((one) => one.competencyId === competencyId)) throw notFoundError();
  const revisions = tallied.filter((one) => one.competencyId === competencyId);
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
  const { source } = (await getRevision(revision.id)).model;
  const people = await readPeople(userId, revision.id, quarter);
  return {
    ...known,
    shown: {
      revisionNumber: revision.number,
      quarter,
      levels: source.levels.map(({ id, name }) => ({ id, name })),
      behaviors: source.behaviors.map(({ id, name }) => ({ id, name })),
      spreads: organizationSpread(source, await readSums(userId, revision.id, quarter)),
      ...people,
      missing: Math.max(1, minGroupSize - people.waiting),
    },
  };
}
