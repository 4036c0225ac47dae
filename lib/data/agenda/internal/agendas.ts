/** Agendas of sessions: built each time from what is shown to this coach at that moment, with what they changed in it. */

import type { Account } from "@/lib/access/actor";
import { teamsWhere } from "@/lib/access/where";
import { getRevision, getRevisions, newestOf } from "@/lib/data/competency/internal/revisions";
import { answersByAssessment, listAnswers, type TeamSharing } from "@/lib/data/overview/internal/shared-answers";
import { listRoundsOf } from "@/lib/data/round/internal/rounds";
import { sharesReadableBy } from "@/lib/data/sharing/internal/share-access";
import { sharedPlanSelect } from "@/lib/data/sharing/internal/shares";
import { sharesShownTo } from "@/lib/data/sharing/internal/shown-answers";
import { getDatabase } from "@/lib/db/client";
import { type AgendaContent, EMPTY_CONTENT, readContent } from "@/lib/domain/agenda/agenda";
import { oneToOneSections } from "@/lib/domain/agenda/one-to-one";
import { type TeamAnswers, workshopSections } from "@/lib/domain/agenda/workshop";
import { parsePriorities } from "@/lib/domain/assessment/focus";
import { rankOf, ratedLevel } from "@/lib/domain/assessment/rated-behaviors";
import { hasScaleOf } from "@/lib/domain/cohort/team-cohort";
import { chooseView, entryOf } from "@/lib/domain/overview/overview";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { requireWellFormed } from "@/lib/domain/request/require-well-formed";
import type { Round } from "@/lib/domain/round/round";
import { currentFocus } from "@/lib/domain/sharing/share";

/** Whom a session is with: a member, or the team. A member's id is never this word. */
export const TEAM = "team";

/** A member as a coach of the team knows them. */
export type MemberId = { teamId: string; userId: string };

export type Kept = { content: AgendaContent; version: number };

export async function getSavedAgenda({ coachId, teamId, subject }: { coachId: string; teamId: string; subject: string }): Promise<Kept> {
  const row = await getDatabase().agenda.findUnique({
    where: { teamId_coachId_subject: { teamId, coachId, subject } },
    select: { content: true, version: true },
  });
  return row ? { content: readContent(row.content), version: row.version } : { content: EMPTY_CONTENT, version: 0 };
}

type ShownShare = { assessmentId: string; withEvidence: boolean; withPlan: boolean };

type ShareStatus =
  | { kind: "not-shared" }
  | { kind: "withdrawn"; withdrawnAt: Date }
  | { kind: "hidden" }
  | { kind: "shown"; share: ShownShare };

/** The status of the newest assessment that this person shares with the team. */
export async function getShareStatus(actor: Account, { teamId, userId }: MemberId): Promise<ShareStatus> {
  const database = getDatabase();
  const newest = await database.share.findFirst({
    where: { AND: [sharesReadableBy(actor, teamId), { assessment: { ownerId: userId } }] },
    orderBy: [{ assessment: { submittedAt: "desc" } }, { assessmentId: "desc" }],
    select: { assessmentId: true },
  });
  if (!newest) {
    const withdrawn = await database.share.findFirst({
      where: { teamId, withdrawnAt: { not: null }, assessment: { ownerId: userId } },
      orderBy: { withdrawnAt: "desc" },
      select: { withdrawnAt: true },
    });
    return withdrawn?.withdrawnAt ? { kind: "withdrawn", withdrawnAt: withdrawn.withdrawnAt } : { kind: "not-shared" };
  }
  const share = await database.share.findFirst({
    where: { AND: [sharesShownTo(actor, teamId, await listRoundsOf(teamId)), newest] },
    select: { assessmentId: true, withEvidence: true, withPlan: true },
  });
  return share ? { kind: "shown", share } : { kind: "hidden" };
}

/** Examples, and what they work on next, only where those were shared. */
async function getShown({ assessmentId, withEvidence, withPlan }: ShownShare) {
  const row = await getDatabase().assessment.findUnique({
    where: { id: assessmentId },
    select: {
      submittedAt: true,
      revisionId: true,
      ratings: { select: { behaviorId: true, answer: true, evidence: withEvidence, evidenceAt: withEvidence } },
      ...sharedPlanSelect(withPlan),
    },
  });
  if (!row?.submittedAt) throw notFoundError();
  const { competency } = await getRevision(row.revisionId);
  const ratings = row.ratings.map(({ behaviorId, answer, evidence, evidenceAt }) => ({
    behaviorId,
    answer,
    evidence: evidence ?? "",
    evidenceAt: evidenceAt === null || evidenceAt === undefined ? null : new Date(Number(evidenceAt)),
  }));
  const next = withPlan ? currentFocus(competency.source, ratings, parsePriorities(row.priorities), row.plans) : { focus: null, plans: {} };
  return { submittedAt: row.submittedAt, competency, ratings, ...next };
}

/** This coach's own newest committed ratings; null where there are none. */
async function findReviewed({
  coachId,
  teamId,
  assessmentId,
}: {
  coachId: string;
  teamId: string;
  assessmentId: string;
}): Promise<Map<string, string | null> | null> {
  const review = await getDatabase().review.findFirst({
    where: { coachId, teamId, assessmentId, committedAt: { not: null } },
    orderBy: { number: "desc" },
    select: { entries: { select: { behaviorId: true, answer: true } } },
  });
  return review && new Map(review.entries.map(({ behaviorId, answer }) => [behaviorId, answer]));
}

export async function getMember(actor: Account, { teamId, userId }: MemberId) {
  requireWellFormed(teamId, userId);
  const member = await getDatabase().membership.findFirst({
    where: { teamId, userId, team: teamsWhere(actor, "agenda.prepare") },
    select: { team: { select: { name: true } }, user: { select: { name: true } } },
  });
  // A coach cannot prepare a one-to-one with themselves.
  if (!member || userId === actor.userId) throw notFoundError();
  return { teamName: member.team.name, memberName: member.user.name };
}

export async function buildOneToOne(
  actor: Account,
  { teamId, userId, memberName }: MemberId & { memberName: string },
  share: ShownShare,
  now: Date,
) {
  const shown = await getShown(share);
  const reviewed = await findReviewed({ coachId: actor.userId, teamId, assessmentId: share.assessmentId });
  const sections = oneToOneSections({ ...shown, memberName, coachName: actor.name, reviewed, now });
  return {
    sections,
    submittedAt: shown.submittedAt,
    hasReview: reviewed !== null,
    kept: await getSavedAgenda({ coachId: actor.userId, teamId, subject: userId }),
  };
}

/** By assessment id, only for assessments whose focus and plan are shared. */
async function getSharedPriorities(actor: Account, teamId: string, rounds: readonly Round[]): Promise<Map<string, string[]>> {
  const rows = await getDatabase().share.findMany({
    where: { AND: [sharesShownTo(actor, teamId, rounds), { withPlan: true }] },
    select: { assessmentId: true, assessment: { select: { priorities: true } } },
  });
  return new Map(rows.map(({ assessmentId, assessment }) => [assessmentId, parsePriorities(assessment.priorities)]));
}

/** Who may be proposed for a pairing. Disabled people cannot take part. */
async function getOpenToPairing(teamId: string): Promise<Map<string, string>> {
  const rows = await getDatabase().membership.findMany({
    where: { teamId, isOpenToPairing: true, user: { disabledAt: null } },
    select: { userId: true, user: { select: { name: true } } },
  });
  return new Map(rows.map(({ userId, user }) => [userId, user.name]));
}

/** Null where no answers are shown to this coach. The assessment that counts for each person is the same as on the team's page. */
export async function buildWorkshop(account: Account, teamId: string, { people: team, rounds }: TeamSharing) {
  const { view } = chooseView(team, rounds, { round: "", competency: "" });
  const shown = team.flatMap(({ userId, submissions }) => {
    const entry = view && entryOf(submissions, view);
    return entry?.kind === "shown" ? [{ userId, ...entry.submission }] : [];
  });
  const revisions = await getRevisions(shown);
  const newest = newestOf(shown, revisions);
  if (!newest) return null;
  const { competency } = newest;
  const answers = answersByAssessment(await listAnswers(shown.map(({ assessmentId }) => assessmentId)));
  const priorities = await getSharedPriorities(account, teamId, rounds);
  const comparable = shown.flatMap(({ userId, assessmentId, revisionId }) => {
    const [source, given] = [revisions.get(revisionId)?.competency.source, answers.get(assessmentId)];
    return source && given && hasScaleOf(competency.source, source) ? [{ userId, assessmentId, source, given }] : [];
  });
  const people = comparable.map(({ userId, assessmentId, source, given }): TeamAnswers => {
    const ranks = [...given].flatMap(([behaviorId, answer]) => {
      const levelId = ratedLevel(answer);
      return answer === null ? [] : [[behaviorId, levelId === null ? null : rankOf(source, levelId)] as const];
    });
    const own = priorities.get(assessmentId);
    const ratings = [...given].map(([behaviorId, answer]) => ({ behaviorId, answer, evidence: "" }));
    const focuses = own ? currentFocus(source, ratings, own, []).focus.focuses : [];
    return { userId, ranks: new Map(ranks), focuses: focuses.map(({ behaviorId }) => behaviorId) };
  });
  const sections = workshopSections({ competency, people, openToPairing: await getOpenToPairing(teamId) });
  return { sections, assessmentIds: comparable.map(({ assessmentId }) => assessmentId) };
}
