/** Reviews and agreed levels, as the member they are about sees them. */

import type { Actor } from "@/lib/access/actor";
import { assessmentsWhere } from "@/lib/access/where";
import { NEWEST_FIRST, SHOWN, toAgreedLevel } from "@/lib/data/review/internal/agreed-levels";
import { listReleasedReviews } from "@/lib/data/review/internal/reviews";
import { getDatabase } from "@/lib/db/client";
import type { AgreedLevel, AgreedLevelPartner } from "@/lib/domain/review/agreed-level";
import type { ReleasedReview } from "@/lib/domain/review/review";
import { illFormedReason } from "@/lib/domain/text/well-formed-text";

/** The coaches with whom the owner may agree on a level now: they see it, and released a review or proposed a level. */
async function listPartners({ ownerId, assessmentId }: { ownerId: string; assessmentId: string }): Promise<AgreedLevelPartner[]> {
  const sides = { coachId: true, teamId: true, coach: { select: { name: true } } } as const;
  const owned = { assessmentId, assessment: { ownerId } };
  const reviews = await getDatabase().review.findMany({ where: { ...owned, releasedAt: { not: null } }, select: sides });
  const proposals = await getDatabase().agreedLevel.findMany({ where: { ...owned, proposedBy: "coach" }, select: sides });
  const live = await getDatabase().membership.findMany({
    where: {
      role: "coach",
      userId: { not: ownerId },
      team: { shares: { some: { assessmentId, withdrawnAt: null } }, memberships: { some: { userId: ownerId } } },
    },
    select: { teamId: true, userId: true },
  });
  const partners = new Map<string, AgreedLevelPartner>();
  for (const { coachId, teamId, coach } of [...reviews, ...proposals]) {
    const isLive = live.some((each) => each.teamId === teamId && each.userId === coachId);
    if (coachId && teamId && coach && isLive) partners.set(`${teamId} ${coachId}`, { coachId, teamId, coachName: coach.name });
  }
  return [...partners.values()].toSorted((a, b) => a.coachName.localeCompare(b.coachName, "en-US"));
}

/** For the actor's own assessment, newest first, with the coaches to agree with now; empty for any other. */
export async function listAgreedLevels(
  actor: Actor | null,
  assessmentId: string,
): Promise<{ agreedLevels: AgreedLevel[]; partners: AgreedLevelPartner[] }> {
  if (!actor || illFormedReason(assessmentId) !== null) return { agreedLevels: [], partners: [] };
  const rows = await getDatabase().agreedLevel.findMany({
    where: { assessmentId, assessment: assessmentsWhere(actor, "agreedLevel.record") },
    orderBy: NEWEST_FIRST,
    select: { ...SHOWN, teamId: true, coachId: true },
  });
  const partners = await listPartners({ ownerId: actor.userId, assessmentId });
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
