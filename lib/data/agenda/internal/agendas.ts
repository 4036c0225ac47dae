/** Agendas of sessions: worked out anew each time from what is shown to this coach by then, with what they changed in it. */
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import { isDuplicate } from "@/lib/platform/database-errors";
import type { Account, Actor } from "@/lib/access/actor";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { rankOf, ratedLevel } from "@/lib/domain/assessment/rated-behaviors";
import { unstorableReason } from "@/lib/domain/text/well-formed-text";
import {
  type AgendaChange,
  type AgendaContent,
  type AgendaSection,
  contentOf,
  EMPTY_CONTENT,
  type PreparedSection,
  prepareSections,
  readContent,
  writeContent,
} from "@/lib/domain/agenda/agenda";
import { chooseView, entryOf } from "@/lib/domain/overview/overview";
import { oneToOneSections } from "@/lib/domain/agenda/one-to-one";
import { hasScaleOf } from "@/lib/domain/cohort/team-cohort";
import type { Round } from "@/lib/domain/round/round";
import { plannedNext } from "@/lib/domain/sharing/share";
import { type TeamAnswers, workshopSections } from "@/lib/domain/agenda/workshop";
import { getEnvironment } from "@/lib/platform/environment";
import { requireAccount } from "@/lib/data/account/internal/require-account";
import { getRevision, newestOf, readRevisions } from "@/lib/data/competency/internal/revisions";
import { readRoundsOf } from "@/lib/data/round/internal/rounds";
import { sharesReadableBy, teamsCoachedBy } from "@/lib/data/sharing/internal/share-access";
import { parsePriorities, sharedPlanSelect } from "@/lib/data/sharing/internal/shares";
import { recordLooks, settledReviewBy, sharesShownTo } from "@/lib/data/sharing/internal/shown-answers";
import { answersByAssessment, readAnswers, readTeamSharing, type TeamSharing } from "@/lib/data/overview/internal/shared-answers";

/** Whom a session is with: a member, or the team. A member's id is never this word. */
const TEAM = "team";

export type PreparedAgenda = {
  /** Each point, also those that are left out. */
  sections: PreparedSection[];
  own: string;
  version: number;
};

function refuseUnstorable(...ids: string[]): void {
  // PostgreSQL refuses to look for text that it cannot hold, and no id is such a text.
  if (ids.some((id) => unstorableReason(id) !== null)) throw notFoundError();
}

type Kept = { content: AgendaContent; version: number };

async function readKept(coachId: string, teamId: string, subject: string): Promise<Kept> {
  const row = await getDatabase().agenda.findUnique({
    where: { teamId_coachId_subject: { teamId, coachId, subject } },
    select: { content: true, version: true },
  });
  return row ? { content: readContent(row.content), version: row.version } : { content: EMPTY_CONTENT, version: 0 };
}

function prepare(sections: readonly AgendaSection[], { content, version }: Kept): PreparedAgenda {
  return { sections: prepareSections(sections, content), own: content.own, version };
}

function changedMeanwhile(): ExpectedError {
  return new ExpectedError(
    "Conflict",
    "This agenda was changed in another tab meanwhile. What you typed is still here: saving it again replaces what was saved there.",
  );
}

/** @throws ExpectedError Conflict where somebody saved since the form was drawn, NotFound where the actor coaches the team no more */
async function keepContent(
  actor: Account,
  { teamId, memberId }: { teamId: string; memberId: string | null },
  { content, version }: Kept,
  now: Date,
): Promise<void> {
  const subject = memberId ?? TEAM;
  const changes = { content: writeContent(content), version: version + 1, updatedAt: now };
  const key = { teamId, coachId: actor.userId, subject };
  try {
    await getDatabase().$transaction(async (transaction) => {
      await requireSession(transaction, actor, teamId, memberId);
      if (version === 0) return transaction.agenda.create({ data: { ...key, memberId, ...changes } });
      const { count } = await transaction.agenda.updateMany({ where: { ...key, version }, data: changes });
      if (count === 0) throw changedMeanwhile();
    });
  } catch (error) {
    throw isDuplicate(error) ? changedMeanwhile() : error;
  }
}

async function requireSession(transaction: DatabaseTransaction, actor: Account, teamId: string, memberId: string | null): Promise<void> {
  const members = memberId === null ? {} : { AND: { memberships: { some: { userId: memberId } } } };
  const team = await transaction.team.findFirst({ where: { id: teamId, ...teamsCoachedBy(actor), ...members }, select: { id: true } });
  if (!team) throw notFoundError();
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
    /** This coach was not shown it yet: an agenda would be a look, and their review no longer blind. */
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

type ShownShare = { assessmentId: string; withEvidence: boolean; withPlan: boolean };

type Standing =
  | { kind: "not-shared" }
  | { kind: "withdrawn"; withdrawnAt: Date }
  | { kind: "hidden" }
  | { kind: "shown"; share: ShownShare };

/** How it stands with the newest that this person shares with the team. */
async function findStanding(actor: Account, teamId: string, userId: string): Promise<Standing> {
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
    where: { AND: [sharesShownTo(actor, teamId, await readRoundsOf(teamId)), newest] },
    select: { assessmentId: true, withEvidence: true, withPlan: true },
  });
  return share ? { kind: "shown", share } : { kind: "hidden" };
}

/** Examples, and what they work on next, only where those were shared. */
async function readShown({ assessmentId, withEvidence, withPlan }: ShownShare) {
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
  const { model } = await getRevision(row.revisionId);
  const ratings = row.ratings.map(({ behaviorId, answer, evidence, evidenceAt }) => ({
    behaviorId,
    answer,
    evidence: evidence ?? "",
    evidenceAt: evidenceAt === null || evidenceAt === undefined ? null : new Date(Number(evidenceAt)),
  }));
  const next = withPlan ? plannedNext(model.source, ratings, parsePriorities(row.priorities), row.plans) : { focus: null, plans: {} };
  return { submittedAt: row.submittedAt, model, ratings, ...next };
}

/** This coach's own newest committed ratings; null where there are none. */
async function findReviewed(coachId: string, teamId: string, assessmentId: string): Promise<Map<string, string | null> | null> {
  const review = await getDatabase().review.findFirst({
    where: { coachId, teamId, assessmentId, committedAt: { not: null } },
    orderBy: { number: "desc" },
    select: { entries: { select: { behaviorId: true, answer: true } } },
  });
  return review && new Map(review.entries.map(({ behaviorId, answer }) => [behaviorId, answer]));
}

async function getMember(actor: Account, teamId: string, userId: string) {
  refuseUnstorable(teamId, userId);
  const member = await getDatabase().membership.findFirst({
    where: { teamId, userId, team: teamsCoachedBy(actor) },
    select: { team: { select: { name: true } }, user: { select: { name: true } } },
  });
  // Nobody talks one to one with themselves.
  if (!member || userId === actor.userId) throw notFoundError();
  return { teamName: member.team.name, memberName: member.user.name };
}

async function workOutOneToOne(actor: Account, teamId: string, memberName: string, userId: string, share: ShownShare, now: Date) {
  const shown = await readShown(share);
  const reviewed = await findReviewed(actor.userId, teamId, share.assessmentId);
  const sections = oneToOneSections({ ...shown, memberName, coachName: actor.name, reviewed, now });
  return { sections, submittedAt: shown.submittedAt, hasReview: reviewed !== null, kept: await readKept(actor.userId, teamId, userId) };
}

/** Whether this coach rated it too, chose to look first, or saw it somewhere else. */
async function isSeen(coachId: string, teamId: string, assessmentId: string): Promise<boolean> {
  const settled = { assessmentId, ...settledReviewBy(coachId, teamId) };
  if ((await getDatabase().review.count({ where: settled })) > 0) return true;
  return (await getDatabase().look.count({ where: { assessmentId, viewerId: coachId } })) > 0;
}

/**
 * The look is written down before anything is shown; whoever did not see it yet says so first, by `isLookWanted`.
 * @throws ExpectedError Unauthenticated or NotFound
 */
export async function getOneToOneAgenda(
  actor: Actor | null,
  teamId: string,
  userId: string,
  isLookWanted: boolean,
  now: Date,
): Promise<OneToOneAgenda> {
  const account = requireAccount(actor);
  const names = { ...(await getMember(account, teamId, userId)), coachName: account.name };
  const standing = await findStanding(account, teamId, userId);
  if (standing.kind !== "shown") return { ...names, state: standing };
  const { share } = standing;
  if (!isLookWanted && !(await isSeen(account.userId, teamId, share.assessmentId))) return { ...names, state: { kind: "unseen" } };
  await recordLooks(account, teamId, [share.assessmentId], "page", now);
  const { sections, kept, submittedAt, hasReview } = await workOutOneToOne(account, teamId, names.memberName, userId, share, now);
  const { withEvidence, withPlan } = share;
  return { ...names, state: { kind: "ready", submittedAt, hasReview, withEvidence, withPlan, agenda: prepare(sections, kept) } };
}

/** @throws ExpectedError Unauthenticated, NotFound, or Conflict: also where nothing is shown to this coach anymore */
export async function saveOneToOneAgenda(
  actor: Actor | null,
  teamId: string,
  userId: string,
  change: AgendaChange,
  now: Date,
): Promise<void> {
  const account = requireAccount(actor);
  const { memberName } = await getMember(account, teamId, userId);
  const standing = await findStanding(account, teamId, userId);
  if (standing.kind !== "shown") {
    throw new ExpectedError(
      "Conflict",
      "There is nothing to prepare from anymore, so this was not saved. What you typed is below, to copy.",
    );
  }
  const { sections } = await workOutOneToOne(account, teamId, memberName, userId, standing.share, now);
  await keepContent(account, { teamId, memberId: userId }, { content: contentOf(change, sections), version: change.version }, now);
}

// With the team.

export type WorkshopAgenda = {
  teamName: string;
  coachName: string;
  /** How many people's answers it is made from. */
  peopleCount: number;
  /** So few that what is said of the team says much of each. */
  isSmall: boolean;
  /** Null where nobody's answers are shown to this coach. */
  agenda: PreparedAgenda | null;
};

/** By assessment id, where focus and plan are shared; of no other is it read. */
async function readSharedPriorities(actor: Account, teamId: string, rounds: readonly Round[]): Promise<Map<string, string[]>> {
  const rows = await getDatabase().share.findMany({
    where: { AND: [sharesShownTo(actor, teamId, rounds), { withPlan: true }] },
    select: { assessmentId: true, assessment: { select: { priorities: true } } },
  });
  return new Map(rows.map(({ assessmentId, assessment }) => [assessmentId, parsePriorities(assessment.priorities)]));
}

/** Who may be proposed for a pairing. Somebody disabled cannot come. */
async function readOpenToPairing(teamId: string): Promise<Map<string, string>> {
  const rows = await getDatabase().membership.findMany({
    where: { teamId, isOpenToPairing: true, user: { disabledAt: null } },
    select: { userId: true, user: { select: { name: true } } },
  });
  return new Map(rows.map(({ userId, user }) => [userId, user.name]));
}

/** Null where nobody's answers are shown to this coach. What stands for whom is what the team's page shows of them. */
async function workOutWorkshop(account: Account, teamId: string, { people: team, rounds }: TeamSharing) {
  const { view } = chooseView(team, rounds, { round: "", competency: "" });
  const shown = team.flatMap(({ userId, sittings }) => {
    const entry = view && entryOf(sittings, view);
    return entry?.kind === "shown" ? [{ userId, ...entry.sitting }] : [];
  });
  const revisions = await readRevisions(shown);
  const newest = newestOf(shown, revisions);
  if (!newest) return null;
  const { model } = newest;
  const answers = answersByAssessment(await readAnswers(shown.map(({ assessmentId }) => assessmentId)));
  const priorities = await readSharedPriorities(account, teamId, rounds);
  const comparable = shown.flatMap(({ userId, assessmentId, revisionId }) => {
    const [source, given] = [revisions.get(revisionId)?.model.source, answers.get(assessmentId)];
    return source && given && hasScaleOf(model.source, source) ? [{ userId, assessmentId, source, given }] : [];
  });
  const people = comparable.map(({ userId, assessmentId, source, given }): TeamAnswers => {
    const ranks = [...given].flatMap(([behaviorId, answer]) => {
      const levelId = ratedLevel(answer);
      return answer === null ? [] : [[behaviorId, levelId === null ? null : rankOf(source, levelId)] as const];
    });
    const own = priorities.get(assessmentId);
    const ratings = [...given].map(([behaviorId, answer]) => ({ behaviorId, answer, evidence: "" }));
    const focuses = own ? plannedNext(source, ratings, own, []).focus.focuses : [];
    return { userId, ranks: new Map(ranks), focuses: focuses.map(({ behaviorId }) => behaviorId) };
  });
  const sections = workshopSections({ model, people, openToPairing: await readOpenToPairing(teamId) });
  return { sections, assessmentIds: comparable.map(({ assessmentId }) => assessmentId) };
}

/** The looks are written down before anything is shown. @throws ExpectedError Unauthenticated or NotFound */
export async function getWorkshopAgenda(actor: Actor | null, teamId: string, now: Date): Promise<WorkshopAgenda> {
  const account = requireAccount(actor);
  const sharing = await readTeamSharing(account, teamId);
  const workedOut = await workOutWorkshop(account, teamId, sharing);
  const peopleCount = workedOut?.assessmentIds.length ?? 0;
  if (workedOut) await recordLooks(account, teamId, workedOut.assessmentIds, "heatmap", now);
  return {
    teamName: sharing.teamName,
    coachName: account.name,
    peopleCount,
    isSmall: peopleCount < getEnvironment().MIN_GROUP_SIZE,
    agenda: workedOut ? prepare(workedOut.sections, await readKept(account.userId, teamId, TEAM)) : null,
  };
}

/** @throws ExpectedError Unauthenticated, NotFound, or Conflict: also where nothing is shown to this coach anymore */
export async function saveWorkshopAgenda(actor: Actor | null, teamId: string, change: AgendaChange, now: Date): Promise<void> {
  const account = requireAccount(actor);
  const workedOut = await workOutWorkshop(account, teamId, await readTeamSharing(account, teamId));
  if (!workedOut) {
    throw new ExpectedError(
      "Conflict",
      "There is nothing to prepare from anymore, so this was not saved. What you typed is below, to copy.",
    );
  }
  await keepContent(account, { teamId, memberId: null }, { content: contentOf(change, workedOut.sections), version: change.version }, now);
}
