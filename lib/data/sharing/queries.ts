/** What a person shares with whom, who viewed it, and what a coach sees of it. */

import type { Account, Actor } from "@/lib/access/actor";
import { assessmentsWhere, teamsWhere } from "@/lib/access/where";
import { requireAccount } from "@/lib/data/account/internal/require-account";
import { previewTeamAggregate } from "@/lib/data/cohort/queries";
import { getRevision } from "@/lib/data/competency/internal/revisions";
import { listAgreedLevelsBetween } from "@/lib/data/review/internal/agreed-levels";
import { listOwnReviews, listReleasedReviews } from "@/lib/data/review/internal/reviews";
import { sharesReadableBy } from "@/lib/data/sharing/internal/share-access";
import { getSharedResult, SHARE_STATE, stateOf } from "@/lib/data/sharing/internal/shares";
import { recordViews } from "@/lib/data/sharing/internal/shown-answers";
import { getDatabase } from "@/lib/db/client";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { requireWellFormed } from "@/lib/domain/request/require-well-formed";
import { isSettled } from "@/lib/domain/review/review";
import type { MemberPage, ShownShare } from "@/lib/domain/sharing/member-page";
import type { MemberShare, ShareChoice, ShareId, SharePreview, SharingChoices } from "@/lib/domain/sharing/share";
import type { ShareView } from "@/lib/domain/sharing/share-view";
import { illFormedReason } from "@/lib/domain/text/well-formed-text";

type Readable = { assessmentId: string; submittedAt: Date; revisionId: string } & ShareChoice;

/** While this coach's review is neither committed nor skipped, nothing of the answers is read from the database. */
async function showShare(account: Account, teamId: string, isYou: boolean, share: Readable, now: Date): Promise<ShownShare> {
  const { assessmentId, submittedAt, revisionId, withEvidence } = share;
  const [reviews, { competency }] = await Promise.all([
    listOwnReviews({ coachId: account.userId, teamId, assessmentId }),
    getRevision(revisionId),
  ]);
  const shown = { assessmentId, submittedAt, withEvidence, competency, reviews };
  if (!isYou && !reviews.some(isSettled)) {
    const seenBefore = await getDatabase().shareView.findFirst({
      where: { assessmentId, viewerId: account.userId },
      orderBy: { at: "asc" },
      select: { place: true, at: true },
    });
    return { ...shown, result: null, others: [], seenBefore, agreedLevels: [] };
  }
  await recordViews(account, teamId, [assessmentId], "page", now);
  const [result, others, agreedLevels] = await Promise.all([
    getSharedResult(share),
    isYou ? [] : listReleasedReviews({ assessmentId, teamId, coachId: { not: account.userId } }),
    listAgreedLevelsBetween({ coachId: account.userId, teamId, assessmentId }),
  ]);
  return { ...shown, result, others, seenBefore: null, agreedLevels };
}

/** What one person shared with a team: the latest that is shared, else that it was withdrawn. */
const SHARES_OF_PERSON = (teamId: string) => ({
  where: { shares: { some: { teamId } } },
  orderBy: [{ submittedAt: "desc" as const }, { id: "desc" as const }],
  select: { id: true, submittedAt: true, revisionId: true, shares: { where: { teamId }, select: SHARE_STATE } },
});

/** A view of answers by name is recorded before they are shown. @throws ExpectedError Unauthenticated or NotFound */
export async function getMemberPage(
  actor: Actor | null,
  { teamId, userId, assessmentId }: { teamId: string; userId: string; assessmentId: string | null },
  now: Date,
): Promise<MemberPage> {
  const account = requireAccount(actor);
  requireWellFormed(teamId, userId, assessmentId ?? "");
  const [member, readable] = await Promise.all([
    getDatabase().membership.findFirst({
      where: { teamId, userId, team: teamsWhere(account, "sharing.seeThatWithdrawn") },
      select: { team: { select: { name: true } }, user: { select: { name: true, assessments: SHARES_OF_PERSON(teamId) } } },
    }),
    getDatabase().share.findFirst({
      where: {
        ...sharesReadableBy(account, teamId),
        AND: { assessment: { ownerId: userId } },
        ...(assessmentId === null ? {} : { assessmentId }),
      },
      orderBy: [{ assessment: { submittedAt: "desc" } }, { assessmentId: "desc" }],
      select: { assessmentId: true },
    }),
  ]);
  if (!member || (!readable && assessmentId !== null)) throw notFoundError();
  const rows = member.user.assessments.flatMap(({ id, submittedAt, revisionId, shares: [share] }) =>
    share && submittedAt ? [{ assessmentId: id, submittedAt, revisionId, ...share }] : [],
  );
  const shares = rows.map(
    ({ withdrawnAt, revisionId: _, ...share }): MemberShare =>
      withdrawnAt ? { kind: "withdrawn", withdrawnAt } : { kind: "shared", ...share },
  );
  const shown = rows.find((row) => row.assessmentId === readable?.assessmentId && !row.withdrawnAt);
  const isYou = userId === account.userId;
  return {
    teamId,
    teamName: member.team.name,
    userId,
    personName: member.user.name,
    isYou,
    shares,
    shown: shown ? await showShare(account, teamId, isYou, shown, now) : null,
  };
}

/** How many are shown at first. */
const FIRST_VIEWS = 20;

/** Newest first. For the actor's own assessment; empty for any other. */
export async function listShareViews(
  actor: Actor | null,
  assessmentId: string,
  { all }: { all: boolean },
): Promise<{ views: ShareView[]; total: number }> {
  if (!actor || illFormedReason(assessmentId) !== null) return { views: [], total: 0 };
  const where = { assessmentId, assessment: assessmentsWhere(actor, "review.receive") };
  const rows = await getDatabase().shareView.findMany({
    where,
    orderBy: [{ at: "desc" }, { viewerId: "asc" }, { place: "asc" }, { teamId: "asc" }],
    select: { at: true, place: true, viewer: { select: { name: true } }, team: { select: { name: true } } },
    ...(all ? {} : { take: FIRST_VIEWS }),
  });
  const views = rows.map(({ at, place, viewer, team }) => ({ at, place, viewerName: viewer.name, teamName: team.name }));
  return { views, total: all || views.length < FIRST_VIEWS ? views.length : await getDatabase().shareView.count({ where }) };
}

/** The owner's teams, and what each of them sees of a submitted assessment. @throws ExpectedError NotFound */
export async function getSharingChoices(actor: Actor | null, assessmentId: string): Promise<SharingChoices> {
  if (!actor) throw notFoundError();
  requireWellFormed(assessmentId);
  const database = getDatabase();
  const [own, teams] = await Promise.all([
    database.assessment.findFirst({
      where: { id: assessmentId, ...assessmentsWhere(actor, "sharing.decide") },
      select: { submittedAt: true, shares: { select: { teamId: true, ...SHARE_STATE } } },
    }),
    database.team.findMany({
      where: teamsWhere(actor, "sharing.decideWithTeam"),
      orderBy: [{ nameKey: "asc" }, { id: "asc" }],
      select: {
        id: true,
        name: true,
        memberships: {
          where: { role: "coach", userId: { not: actor.userId } },
          select: { user: { select: { name: true } } },
          orderBy: { user: { nameKey: "asc" } },
        },
      },
    }),
  ]);
  if (!own?.submittedAt) throw notFoundError();
  return {
    assessmentId,
    submittedAt: own.submittedAt,
    teams: teams.map(({ id, name, memberships }) => ({
      teamId: id,
      name,
      coaches: memberships.map(({ user }) => user.name),
      state: stateOf(own.shares.find(({ teamId }) => teamId === id)),
    })),
  };
}

/** Exactly what the coaches and the team will see, by the queries that they will use. @throws ExpectedError NotFound */
export async function previewShare(
  actor: Actor | null,
  { assessmentId, teamId }: ShareId,
  { withEvidence, withPlan }: ShareChoice,
  now: Date,
): Promise<SharePreview> {
  const team = await previewTeamAggregate(actor, { teamId, assessmentId }, now);
  return { coach: await getSharedResult({ assessmentId, withEvidence, withPlan }), team };
}
