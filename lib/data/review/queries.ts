/** Reviews and agreed levels, as the member they are about sees them. */

import type { NotNull } from "kysely";
import type { Actor } from "@/lib/access/actor";
import { assessmentsWhere } from "@/lib/access/where";
import { NEWEST_FIRST, SHOWN, toAgreedLevel } from "@/lib/data/review/internal/agreed-levels";
import { listReleasedReviews } from "@/lib/data/review/internal/reviews";
import { getDatabase } from "@/lib/db/client";
import { sqlOn } from "@/lib/db/sql";
import type { AgreedLevel, AgreedLevelPartner } from "@/lib/domain/review/agreed-level";
import type { ReleasedReview } from "@/lib/domain/review/review";
import { illFormedReason } from "@/lib/domain/text/well-formed-text";

/** The coaches with whom the owner may agree on a level now: they see it, and released a review or proposed a level. */
async function listPartners({ ownerId, assessmentId }: { ownerId: string; assessmentId: string }): Promise<AgreedLevelPartner[]> {
  const partners = await sqlOn()
    .selectFrom((from) => {
      const released = from.selectFrom("Review").where("assessmentId", "=", assessmentId).where("releasedAt", "is not", null);
      const proposed = from.selectFrom("AgreedLevel").where("assessmentId", "=", assessmentId).where("proposedBy", "=", "coach");
      const sides = proposed.select(["coachId", "teamId"]).$narrowType<{ coachId: NotNull }>();
      return sides.union(released.select(["coachId", "teamId"])).as("side");
    })
    .innerJoin("Membership as m", (join) => join.onRef("m.teamId", "=", "side.teamId").onRef("m.userId", "=", "side.coachId"))
    .innerJoin("User as coach", "coach.id", "m.userId")
    .innerJoin("Membership as own", (join) => join.onRef("own.teamId", "=", "m.teamId").on("own.userId", "=", ownerId))
    .innerJoin("Share as s", (join) => join.onRef("s.teamId", "=", "m.teamId").on("s.assessmentId", "=", assessmentId))
    .innerJoin("Assessment as a", (join) => join.onRef("a.id", "=", "s.assessmentId").onRef("a.ownerId", "=", "own.userId"))
    .select(["m.userId as coachId", "m.teamId", "coach.name as coachName"])
    .where("m.role", "=", "coach")
    .where("m.userId", "<>", ownerId)
    .where("s.withdrawnAt", "is", null)
    .execute();
  return partners.toSorted((a, b) => a.coachName.localeCompare(b.coachName, "en-US"));
}

/** For the actor's own assessment, newest first, with the coaches to agree with now; empty for any other. */
export async function listAgreedLevels(
  actor: Actor | null,
  assessmentId: string,
): Promise<{ agreedLevels: AgreedLevel[]; partners: AgreedLevelPartner[] }> {
  if (!actor || illFormedReason(assessmentId) !== null) return { agreedLevels: [], partners: [] };
  const [rows, partners] = await Promise.all([
    getDatabase().agreedLevel.findMany({
      where: { assessmentId, assessment: assessmentsWhere(actor, "agreedLevel.record") },
      orderBy: NEWEST_FIRST,
      select: { ...SHOWN, teamId: true, coachId: true },
    }),
    listPartners({ ownerId: actor.userId, assessmentId }),
  ]);
  const agreedLevels = rows.map(({ teamId, coachId, ...row }) =>
    toAgreedLevel(
      row,
      partners.some((partner) => partner.teamId === teamId && partner.coachId === coachId),
    ),
  );
  return { agreedLevels, partners };
}

/** For the actor's own assessment, newest first; empty for any other. */
export async function listReceivedReviews(actor: Actor | null, assessmentId: string): Promise<ReleasedReview[]> {
  if (!actor || illFormedReason(assessmentId) !== null) return [];
  return listReleasedReviews({ assessmentId, assessment: assessmentsWhere(actor, "review.receive") });
}
