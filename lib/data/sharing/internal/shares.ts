/** Sharing: what a person lets a team's coaches see, and what those then see. Nothing is shared until its owner says so. */
import { getRevision } from "@/lib/data/competency/internal/revisions";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import { parsePriorities } from "@/lib/domain/assessment/focus";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { currentFocus, type ShareChoice, type SharedResult, type SharingState } from "@/lib/domain/sharing/share";

/** `sharing.readEvidence`: what a coach's query asks for. Evidence that was not shared does not leave the database. */
export function sharedRatingSelect(withEvidence: boolean) {
  return { behaviorId: true, answer: true, evidence: withEvidence };
}

/** The same for what its owner works on next: what matters most to them, and their plans. */
export function sharedPlanSelect(withPlan: boolean) {
  return { priorities: withPlan, plans: withPlan ? { select: { behaviorId: true, when: true, then: true } } : false };
}

/**
 * The one query for a shared result: for the coach from the share, for the owner's preview from the choice. The caller has
 * authorized the reader.
 */
export async function getSharedResult(share: { assessmentId: string } & ShareChoice): Promise<SharedResult> {
  const row = await getDatabase().assessment.findUnique({
    where: { id: share.assessmentId },
    select: {
      submittedAt: true,
      revisionId: true,
      owner: { select: { name: true } },
      ratings: { select: sharedRatingSelect(share.withEvidence) },
      ...sharedPlanSelect(share.withPlan),
    },
  });
  if (!row?.submittedAt) throw notFoundError();
  const { competency, number } = await getRevision(row.revisionId);
  const ratings = row.ratings.map(({ behaviorId, answer, evidence }) => ({ behaviorId, answer, evidence: evidence ?? "" }));
  return {
    assessmentId: share.assessmentId,
    personName: row.owner.name,
    submittedAt: row.submittedAt,
    revisionNumber: number,
    competency,
    ratings,
    withEvidence: share.withEvidence,
    withPlan: share.withPlan,
    ...(share.withPlan ? currentFocus(competency.source, ratings, parsePriorities(row.priorities), row.plans) : { focus: null, plans: {} }),
  };
}

type ShareRow = { sharedAt: Date; withdrawnAt: Date | null } & ShareChoice;

/** The status of a share, without its content. */
export const SHARE_STATE = { sharedAt: true, withEvidence: true, withPlan: true, withdrawnAt: true } as const;

export function stateOf(share: ShareRow | undefined): SharingState {
  if (!share) return { kind: "not-shared" };
  const { withdrawnAt, sharedAt, withEvidence, withPlan } = share;
  return withdrawnAt ? { kind: "withdrawn", withdrawnAt } : { kind: "shared", sharedAt, withEvidence, withPlan };
}

/** To be called when a person leaves a team, in the same transaction. Returns how many shares were withdrawn. */
export async function withdrawSharesOf(
  transaction: DatabaseTransaction,
  { userId, teamId }: { userId: string; teamId: string },
  now: Date,
): Promise<number> {
  const { count } = await transaction.share.updateMany({
    where: { teamId, withdrawnAt: null, assessment: { ownerId: userId } },
    data: { withdrawnAt: now },
  });
  return count;
}
