/** The agendas that a coach prepares: of a one-to-one and of a workshop. */

import type { Actor } from "@/lib/access/actor";
import { requireAccount } from "@/lib/data/account/internal/require-account";
import {
  buildOneToOne,
  buildWorkshop,
  getMember,
  getSavedAgenda,
  getShareStatus,
  type Kept,
  type MemberId,
  TEAM,
} from "@/lib/data/agenda/internal/agendas";
import { getTeamSharing } from "@/lib/data/overview/internal/shared-answers";
import { recordViews, settledReviewBy } from "@/lib/data/sharing/internal/shown-answers";
import { getDatabase } from "@/lib/db/client";
import { type AgendaSection, type PreparedSection, prepareSections } from "@/lib/domain/agenda/agenda";
import { getEnvironment } from "@/lib/platform/environment";

type PreparedAgenda = {
  /** Each point, also those that are left out. */
  sections: PreparedSection[];
  own: string;
  version: number;
};

function prepare(sections: readonly AgendaSection[], { content, version }: Kept): PreparedAgenda {
  return { sections: prepareSections(sections, content), own: content.own, version };
}

// One to one.

export type OneToOneAgenda = {
  teamName: string;
  memberName: string;
  coachName: string;
  state:
    | { kind: "not-shared" }
    | { kind: "withdrawn"; withdrawnAt: Date }
    /** Until this coach has reviewed the newest that they share, or skipped that. */
    | { kind: "hidden" }
    /** This coach has not seen it yet: an agenda would count as a view, and their review would no longer be blind. */
    | { kind: "unseen" }
    | {
        kind: "ready";
        submittedAt: Date;
        /** Whether this coach has committed ratings of their own to compare with. */
        hasReview: boolean;
        withEvidence: boolean;
        withPlan: boolean;
        agenda: PreparedAgenda;
      };
};

/** Whether this coach rated it too, chose to view the answers first, or saw them somewhere else. */
async function isSeen({ coachId, teamId, assessmentId }: { coachId: string; teamId: string; assessmentId: string }): Promise<boolean> {
  const settled = { assessmentId, ...settledReviewBy({ coachId, teamId }) };
  if ((await getDatabase().review.count({ where: settled })) > 0) return true;
  return (await getDatabase().shareView.count({ where: { assessmentId, viewerId: coachId } })) > 0;
}

/**
 * The view is recorded before anything is shown. A coach who has not seen it yet confirms that first, by `isViewWanted`.
 * @throws ExpectedError Unauthenticated or NotFound
 */
export async function getOneToOneAgenda(
  actor: Actor | null,
  { teamId, userId }: MemberId,
  { isViewWanted }: { isViewWanted: boolean },
  now: Date,
): Promise<OneToOneAgenda> {
  const account = requireAccount(actor);
  const names = { ...(await getMember(account, { teamId, userId })), coachName: account.name };
  const current = await getShareStatus(account, { teamId, userId });
  if (current.kind !== "shown") return { ...names, state: current };
  const { share } = current;
  if (!isViewWanted && !(await isSeen({ coachId: account.userId, teamId, assessmentId: share.assessmentId })))
    return { ...names, state: { kind: "unseen" } };
  await recordViews(account, teamId, [share.assessmentId], "page", now);
  const { sections, kept, submittedAt, hasReview } = await buildOneToOne(
    account,
    { teamId, userId, memberName: names.memberName },
    share,
    now,
  );
  const { withEvidence, withPlan } = share;
  return { ...names, state: { kind: "ready", submittedAt, hasReview, withEvidence, withPlan, agenda: prepare(sections, kept) } };
}

// With the team.

export type WorkshopAgenda = {
  teamName: string;
  coachName: string;
  /** How many people's answers it is made from. */
  peopleCount: number;
  /** Too few people for aggregates to hide individuals. */
  isSmall: boolean;
  /** Null where nobody's answers are shown to this coach. */
  agenda: PreparedAgenda | null;
};

/** The views are recorded before anything is shown. @throws ExpectedError Unauthenticated or NotFound */
export async function getWorkshopAgenda(actor: Actor | null, teamId: string, now: Date): Promise<WorkshopAgenda> {
  const account = requireAccount(actor);
  const sharing = await getTeamSharing(account, teamId);
  const built = await buildWorkshop(account, teamId, sharing);
  const peopleCount = built?.assessmentIds.length ?? 0;
  if (built) await recordViews(account, teamId, built.assessmentIds, "heatmap", now);
  return {
    teamName: sharing.teamName,
    coachName: account.name,
    peopleCount,
    isSmall: peopleCount < getEnvironment().MIN_GROUP_SIZE,
    agenda: built ? prepare(built.sections, await getSavedAgenda({ coachId: account.userId, teamId, subject: TEAM })) : null,
  };
}
