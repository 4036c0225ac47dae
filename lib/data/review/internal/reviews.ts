/** A coach's own reviews of what is shared with them: drafted, committed, released, corrected. Each has one author. */

import type { Account } from "@/lib/access/actor";
import { sharesWhere } from "@/lib/access/where";
import { liveSharesWith } from "@/lib/data/sharing/internal/share-access";
import { type DatabaseTransaction, getDatabase, type Prisma } from "@/lib/db/client";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { requireWellFormed } from "@/lib/domain/request/require-well-formed";
import type { OwnReview, ReleasedReview } from "@/lib/domain/review/review";
import type { ShareId } from "@/lib/domain/sharing/share";

/** The review's version on the page that asks for the change. */
export type ReviewTarget = {
  teamId: string;
  assessmentId: string;
  /** Null where none was started. */
  reviewId: string | null;
  version: number;
};

const stoppedSharing = () =>
  new ExpectedError(
    "Conflict",
    "This self-assessment is no longer shared with you: its owner stopped sharing it or left the team. Nothing was saved. What you typed is here, to copy.",
  );

const REVIEWABLE = {
  team: { select: { name: true } },
  assessment: {
    select: { revisionId: true, owner: { select: { name: true, email: true, auditRef: true, disabledAt: true } } },
  },
} as const;

/**
 * Returns the share under review. @throws ExpectedError NotFound, Forbidden for one's own, or Conflict where it was shared with
 * the coach's team and no longer is
 */
export async function getReviewable(
  database: DatabaseTransaction,
  account: Account,
  { teamId, assessmentId }: Pick<ReviewTarget, "teamId" | "assessmentId">,
) {
  requireWellFormed(teamId, assessmentId);
  const share = await database.share.findFirst({
    where: { AND: [liveSharesWith(teamId), sharesWhere(account, "review.give")], assessmentId },
    select: REVIEWABLE,
  });
  if (share) return share;
  const other = await database.share.findFirst({
    where: { assessmentId, teamId, ...sharesWhere(account, "sharing.seeThatWithdrawn") },
    select: { assessment: { select: { ownerId: true } } },
  });
  if (!other) throw notFoundError();
  if (other.assessment.ownerId !== account.userId) throw stoppedSharing();
  throw new ExpectedError("Forbidden", "This is your own self-assessment, so you cannot review it. Another coach of the team can.");
}

export const OWN = {
  id: true,
  number: true,
  skippedAt: true,
  committedAt: true,
  isBlind: true,
  releasedAt: true,
  notes: true,
  comment: true,
  reply: true,
  repliedAt: true,
  version: true,
  entries: { select: { behaviorId: true, answer: true, comment: true, reply: true, repliedAt: true } },
} as const;

const RELEASED = {
  ...OWN,
  notes: false,
  version: false,
  coachId: true,
  teamId: true,
  coach: { select: { name: true } },
  team: { select: { name: true } },
} as const;

/** This coach's own, newest first. The caller has authorized the coach for the share. */
export async function listOwnReviews({ coachId, teamId, assessmentId }: ShareId & { coachId: string }): Promise<OwnReview[]> {
  const rows = await getDatabase().review.findMany({
    where: { coachId, teamId, assessmentId },
    orderBy: { number: "desc" },
    select: OWN,
  });
  return rows.map(({ id, ...review }) => ({ reviewId: id, ...review }));
}

/** Released ones, newest first, without anybody's notes. The caller has authorized the reader by `where`. */
export async function listReleasedReviews(where: Prisma.ReviewWhereInput): Promise<ReleasedReview[]> {
  const rows = await getDatabase().review.findMany({
    where: { AND: [where, { releasedAt: { not: null } }] },
    orderBy: [{ releasedAt: "desc" }, { id: "desc" }],
    select: RELEASED,
  });
  const releaseOf = ({ coachId, teamId }: (typeof rows)[number], number: number) =>
    rows.find((row) => row.coachId === coachId && row.teamId === teamId && row.number === number)?.releasedAt ?? null;
  return rows.map((row) => {
    const { id, coach, team, coachId: _coach, teamId: _team, committedAt: _committed, isBlind, releasedAt, ...review } = row;
    return {
      reviewId: id,
      coachName: coach.name,
      teamName: team?.name ?? null,
      corrects: releaseOf(row, row.number - 1),
      correctedAt: releaseOf(row, row.number + 1),
      ...review,
      isBlind: isBlind === true,
      releasedAt: releasedAt as Date,
    };
  });
}

/** To be called when a team is deleted, in the same transaction: unreleased reviews are deleted, released ones stay with the member. */
export async function deleteUnreleasedReviews(transaction: DatabaseTransaction, teamId: string): Promise<void> {
  await transaction.review.deleteMany({ where: { teamId, releasedAt: null } });
  await transaction.agreedLevel.deleteMany({ where: { teamId, agreedAt: null } });
}
