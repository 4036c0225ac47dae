/** The one statement that saves ratings, in each engine's SQL: it does what `mergeRatings` does, for all or none. */
import { type Engine, Prisma } from "@/lib/db/client";
import type { RatingChange } from "@/lib/domain/assessment/timed-rating";

const LAST_GIVEN_WINS = Prisma.sql`
  ON CONFLICT ("assessmentId", "behaviorId") DO UPDATE SET
    "firstAnswer" = CASE WHEN "Rating"."answeredAt" IS NULL THEN excluded."answer" ELSE "Rating"."firstAnswer" END,
    "answer" = CASE WHEN excluded."answeredAt" > COALESCE("Rating"."answeredAt", -1) THEN excluded."answer" ELSE "Rating"."answer" END,
    "answeredAt" = CASE WHEN excluded."answeredAt" > COALESCE("Rating"."answeredAt", -1) THEN excluded."answeredAt" ELSE "Rating"."answeredAt" END,
    "evidence" = CASE WHEN excluded."evidenceAt" > COALESCE("Rating"."evidenceAt", -1) THEN excluded."evidence" ELSE "Rating"."evidence" END,
    "evidenceAt" = CASE WHEN excluded."evidenceAt" > COALESCE("Rating"."evidenceAt", -1) THEN excluded."evidenceAt" ELSE "Rating"."evidenceAt" END`;

/**
 * Writes nothing unless the assessment is the owner's, in progress and on the revision that the changes were checked against when
 * the statement runs: PostgreSQL locks its row against a submission at the same moment, and writes in one order, so that two
 * saves at once never wait for each other; SQLite has one writer anyway. Each behavior may occur once. The first answer that
 * arrives is stored beside the current one, for item statistics.
 */
export function ratingUpsert(
  engine: Engine,
  { id: assessmentId, ownerId, revisionId }: { id: string; ownerId: string; revisionId: string },
  changes: RatingChange[],
): Prisma.Sql {
  const json = JSON.stringify(changes);
  if (engine === "sqlite") {
    return Prisma.sql`
      INSERT INTO "Rating" ("assessmentId", "behaviorId", "answer", "answeredAt", "evidence", "evidenceAt", "firstAnswer")
      SELECT ${assessmentId}, value ->> 'behaviorId', value ->> 'answer', value ->> 'answeredAt',
             COALESCE(value ->> 'evidence', ''), value ->> 'evidenceAt', value ->> 'answer'
      FROM json_each(${json})
      WHERE EXISTS (SELECT 1 FROM "Assessment" WHERE "id" = ${assessmentId} AND "ownerId" = ${ownerId} AND "revisionId" = ${revisionId} AND "submittedAt" IS NULL)
      ${LAST_GIVEN_WINS}`;
  }
  return Prisma.sql`
    WITH open AS (
      SELECT "id" FROM "Assessment"
      WHERE "id" = ${assessmentId} AND "ownerId" = ${ownerId} AND "revisionId" = ${revisionId} AND "submittedAt" IS NULL FOR SHARE
    )
    INSERT INTO "Rating" ("assessmentId", "behaviorId", "answer", "answeredAt", "evidence", "evidenceAt", "firstAnswer")
    SELECT open."id", change."behaviorId", change."answer", change."answeredAt", COALESCE(change."evidence", ''), change."evidenceAt", change."answer"
    FROM open, jsonb_to_recordset(${json}::jsonb)
      AS change("behaviorId" text, "answer" text, "answeredAt" bigint, "evidence" text, "evidenceAt" bigint)
    ORDER BY change."behaviorId"
    ${LAST_GIVEN_WINS}`;
}
