/** One person of a team, for its coaches: what they share, once this coach has rated it too or chose to look first. */
import { getDatabase } from "@/lib/db/client";
import type { Account, Actor } from "@/lib/access/actor";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { unstorableReason } from "@/lib/domain/text/well-formed-text";
import type { MemberPage, ShownShare } from "@/lib/domain/sharing/member-page";
import { isSettled } from "@/lib/domain/review/review";
import type { MemberShare } from "@/lib/domain/sharing/share";
import { requireAccount } from "@/lib/data/account/internal/require-account";
import { readAgreementsBetween } from "@/lib/data/review/internal/agreed-levels";
import { getRevision } from "@/lib/data/competency/internal/revisions";
import { readOwnReviews, readReleasedReviews } from "@/lib/data/review/internal/reviews";
import { sharesReadableBy, teamsCoachedBy } from "./share-access";
import { readSharedResult, SHARE_STATE } from "./shares";
import { recordLooks } from "./shown-answers";

const READABLE = {
  assessmentId: true,
  withEvidence: true,
  withPlan: true,
  assessment: { select: { submittedAt: true, revisionId: true } },
} as const;

type Readable = {
  assessmentId: string;
  withEvidence: boolean;
  withPlan: boolean;
  assessment: { submittedAt: Date | null; revisionId: string };
};

/** While this coach's review is neither committed nor skipped, nothing of the answers is read from the database. */
async function showShare(account: Account, teamId: string, isYou: boolean, share: Readable, now: Date): Promise<ShownShare> {
  const { assessmentId, withEvidence, assessment } = share;
  const reviews = await readOwnReviews(account.userId, teamId, assessmentId);
  const { model } = await getRevision(assessment.revisionId);
  const shown = { assessmentId, submittedAt: assessment.submittedAt as Date, withEvidence, model, reviews };
  if (!isYou && !reviews.some(isSettled)) {
    const seenBefore = await getDatabase().look.findFirst({
      where: { assessmentId, viewerId: account.userId },
      orderBy: { at: "asc" },
      select: { place: true, at: true },
    });
    return { ...shown, result: null, others: [], seenBefore, agreements: [] };
  }
  await recordLooks(account, teamId, [assessmentId], "page", now);
  return {
    ...shown,
    result: await readSharedResult(share),
    others: isYou ? [] : await readReleasedReviews({ assessmentId, teamId, coachId: { not: account.userId } }),
    seenBefore: null,
    agreements: await readAgreementsBetween(account.userId, teamId, assessmentId),
  };
}

/** What one person shared with a team: the latest that is shared, else that it was withdrawn. */
const SHARES_OF_PERSON = (teamId: string) => ({
  where: { shares: { some: { teamId } } },
  orderBy: [{ submittedAt: "desc" as const }, { id: "desc" as const }],
  select: { id: true, submittedAt: true, shares: { where: { teamId }, select: SHARE_STATE } },
});

/** A look at answers by name is written down before they are shown. @throws ExpectedError Unauthenticated or NotFound */
export async function getMemberPage(
  actor: Actor | null,
  teamId: string,
  userId: string,
  assessmentId: string | null,
  now: Date,
): Promise<MemberPage> {
  const account = requireAccount(actor);
  if ([teamId, userId, assessmentId ?? ""].some((id) => unstorableReason(id) !== null)) throw notFoundError();
  const member = await getDatabase().membership.findFirst({
    where: { teamId, userId, team: teamsCoachedBy(account) },
    select: { team: { select: { name: true } }, user: { select: { name: true, assessments: SHARES_OF_PERSON(teamId) } } },
  });
  if (!member) throw notFoundError();
  const shares = member.user.assessments.flatMap(({ id, submittedAt, shares: [share] }): MemberShare[] => {
    if (!share || !submittedAt) return [];
    const { withdrawnAt, ...rest } = share;
    return [withdrawnAt ? { kind: "withdrawn", withdrawnAt } : { kind: "shared", assessmentId: id, submittedAt, ...rest }];
  });
  const readable = await getDatabase().share.findFirst({
    where: {
      ...sharesReadableBy(account, teamId),
      AND: { assessment: { ownerId: userId } },
      ...(assessmentId === null ? {} : { assessmentId }),
    },
    orderBy: [{ assessment: { submittedAt: "desc" } }, { assessmentId: "desc" }],
    select: READABLE,
  });
  if (!readable && assessmentId !== null) throw notFoundError();
  const isYou = userId === account.userId;
  return {
    teamId,
    teamName: member.team.name,
    userId,
    personName: member.user.name,
    isYou,
    shares,
    shown: readable ? await showShare(account, teamId, isYou, readable, now) : null,
  };
}
