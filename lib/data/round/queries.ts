/** Rounds, and how far each member is in them. */

import type { Actor } from "@/lib/access/actor";
import { requireAllowed } from "@/lib/access/require-allowed";
import { isAllowed } from "@/lib/access/rules";
import { assessmentsWhere, teamsWhere } from "@/lib/access/where";
import { requireAccount } from "@/lib/data/account/internal/require-account";
import type { AssessmentsOverview } from "@/lib/data/assessment/internal/assessments";
import { getAssessmentsOverview } from "@/lib/data/assessment/queries";
import { getRevision } from "@/lib/data/competency/internal/revisions";
import { competencyNamesFor, getSubmissions, roundsOpenAt } from "@/lib/data/round/internal/round-progress";
import { listRoundsOf, ROUND } from "@/lib/data/round/internal/rounds";
import { getDatabase } from "@/lib/db/client";
import { sqlOn } from "@/lib/db/sql";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { requireWellFormed } from "@/lib/domain/request/require-well-formed";
import {
  countProgress,
  isLateFor,
  isOpenAt,
  type MissedRound,
  type OpenRound,
  type OwnRound,
  progressIn,
  type Round,
  type RoundProgress,
  type RoundStep,
  roundEnd,
} from "@/lib/domain/round/round";
import type { PastRound, ShownRound } from "@/lib/domain/round/shown-round";
import { illFormedReason } from "@/lib/domain/text/well-formed-text";

/** A round asks the team's members, and nobody who cannot sign in. */
const ASKED = { role: "member", user: { disabledAt: null } } as const;

export type MemberProgress = { userId: string; name: string; progress: RoundProgress };

export type TeamRounds = {
  teamName: string;
  /** The people whom a round asks, or would ask. */
  memberCount: number;
  /** Members by name. */
  open: (ShownRound & { members: MemberProgress[] }) | null;
  /** Newest first. */
  past: PastRound[];
};

/** For the team's coaches. Never a rating, shared or not. @throws ExpectedError Unauthenticated or NotFound */
export async function getTeamRounds(actor: Actor | null, teamId: string, now: Date): Promise<TeamRounds> {
  const account = requireAccount(actor);
  requireWellFormed(teamId);
  const team = await getDatabase().team.findFirst({
    where: { id: teamId, ...teamsWhere(account, "round.manage") },
    select: {
      name: true,
      memberships: {
        where: ASKED,
        select: { userId: true, joinedAt: true, user: { select: { name: true } } },
        orderBy: [{ user: { nameKey: "asc" } }, { userId: "asc" }],
      },
    },
  });
  if (!team) throw notFoundError();
  const rounds = await listRoundsOf(teamId);
  const [nameOf, submissionsOf] = await Promise.all([
    competencyNamesFor(rounds),
    rounds.length === 0 ? () => [] : getSubmissions(teamId, rounds),
  ]);
  const members = team.memberships.map(({ userId, joinedAt, user }) => ({ userId, joinedAt, name: user.name }));
  const progressOf = (round: Round, userId: string) => progressIn(round, submissionsOf(userId, round.competencyId));
  const open = rounds.find((round) => isOpenAt(round, now));
  const show = ({ competencyId, ...round }: Round) => ({ ...round, competencyName: nameOf(competencyId) });
  return {
    teamName: team.name,
    memberCount: members.length,
    open: open
      ? { ...show(open), members: members.map(({ userId, name }) => ({ userId, name, progress: progressOf(open, userId) })) }
      : null,
    past: rounds
      .filter((round) => round !== open)
      .map((round) => {
        const asked = members.filter(({ joinedAt }) => joinedAt < roundEnd(round));
        const { submitted, shared } = countProgress(asked.map(({ userId }) => progressOf(round, userId)));
        return { ...show(round), of: asked.length, submitted: submitted + shared, shared, isNewest: round === rounds[0] };
      }),
  };
}

type OwnSubmission = { id: string; submittedAt: Date | null; sharedWith: string[] };

function stepOf(
  progress: RoundProgress,
  taken: readonly OwnSubmission[],
  open: readonly OwnSubmission[],
  overview: AssessmentsOverview,
): RoundStep {
  const [latest] = taken.toSorted((a, b) => (b.submittedAt?.getTime() ?? 0) - (a.submittedAt?.getTime() ?? 0));
  if (latest && (progress === "shared" || progress === "submitted")) {
    return { kind: progress === "shared" ? "done" : "share", assessmentId: latest.id };
  }
  const { inProgress, alsoInProgress } = overview;
  const begun = [inProgress, ...alsoInProgress].find((each) => open.some(({ id }) => id === each?.assessmentId));
  if (begun) {
    const { assessmentId, nextBehaviorId, answered, total } = begun;
    return { kind: "continue", assessmentId, nextBehaviorId, answered, total };
  }
  if (!inProgress) return { kind: "start" };
  const { assessmentId, nextBehaviorId, competencyName } = inProgress;
  return { kind: "finish-other", assessmentId, nextBehaviorId, competencyName };
}

/** The open rounds that ask this person, the first due first, with their own part in each. Empty for people without an account. */
export async function listOwnOpenRounds(actor: Actor | null, now: Date, inTeam: { teamId?: string } = {}): Promise<OwnRound[]> {
  if (actor?.kind !== "account") return [];
  const { userId } = actor;
  const rounds = await getDatabase().round.findMany({
    where: { ...roundsOpenAt(now), ...inTeam, team: teamsWhere(actor, "round.takePart") },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    select: { ...ROUND, team: { select: { id: true, name: true } } },
  });
  if (rounds.length === 0) return [];
  const [nameOf, overview, rows] = await Promise.all([
    competencyNamesFor(rounds),
    getAssessmentsOverview(actor),
    getDatabase().assessment.findMany({
      where: {
        ownerId: userId,
        OR: [{ submittedAt: null }, { submittedAt: { gte: new Date(Math.min(...rounds.map(({ openedAt }) => openedAt.getTime()))) } }],
      },
      select: {
        id: true,
        submittedAt: true,
        revision: { select: { competencyId: true } },
        shares: { where: { withdrawnAt: null }, select: { teamId: true } },
      },
    }),
  ]);
  return rounds.map(({ id: roundId, team, openedAt, closedAt, ...round }) => {
    const own = rows
      .filter(({ revision }) => revision.competencyId === round.competencyId)
      .map(({ id, submittedAt, shares }): OwnSubmission => ({ id, submittedAt, sharedWith: shares.map(({ teamId }) => teamId) }));
    const submissions = own.map(({ submittedAt, sharedWith }) => ({ submittedAt, isShared: sharedWith.includes(team.id) }));
    const progress = progressIn({ openedAt, closedAt, dueAt: round.dueAt }, submissions);
    const taken = own.filter(({ submittedAt }) => submittedAt !== null && submittedAt >= openedAt);
    const shared = taken.filter(({ sharedWith }) => sharedWith.includes(team.id));
    const open = own.filter(({ submittedAt }) => submittedAt === null);
    return {
      ...round,
      roundId,
      teamId: team.id,
      teamName: team.name,
      competencyName: nameOf(round.competencyId),
      progress,
      step: stepOf(progress, shared.length > 0 ? shared : taken, open, overview),
    };
  });
}

/** For people in the team: the open round, if there is one; a coach's with counts, a member's with their own part. @throws ExpectedError Unauthenticated or NotFound */
export async function findOpenRound(actor: Actor | null, teamId: string, now: Date): Promise<OpenRound | null> {
  const account = requireAccount(actor);
  requireAllowed(account, "round.see", { teamId });
  if (!isAllowed(account, "round.manage", { teamId })) {
    const [own] = await listOwnOpenRounds(account, now, { teamId });
    if (!own) return null;
    const { roundId, name, dueAt, timeZone, blindReviews } = own;
    return { roundId, name, dueAt, timeZone, blindReviews, counts: null, own };
  }
  const row = await getDatabase().round.findFirst({ where: { teamId, ...roundsOpenAt(now) }, select: ROUND });
  if (!row) return null;
  const { id: roundId, name, dueAt, timeZone, blindReviews } = row;
  const round = { ...row, roundId };
  const [members, submissionsOf] = await Promise.all([
    getDatabase().membership.findMany({ where: { teamId, ...ASKED }, select: { userId: true } }),
    getSubmissions(teamId, [round]),
  ]);
  const counts = countProgress(members.map(({ userId }) => progressIn(round, submissionsOf(userId, round.competencyId))));
  return { roundId, name, dueAt, timeZone, blindReviews, counts, own: null };
}

/** The newest round of each team that this person is a member of, by the team's name. */
function listNewestRounds(userId: string) {
  return sqlOn()
    .selectFrom("Membership as m")
    .innerJoin("Team as t", "t.id", "m.teamId")
    .innerJoin("Round as r", "r.teamId", "m.teamId")
    .select(["m.joinedAt", "t.name as teamName", "r.id", "r.name", "r.competencyId", "r.openedAt", "r.closedAt", "r.dueAt", "r.timeZone"])
    .where("m.userId", "=", userId)
    .where("m.role", "=", "member")
    .where("r.id", "=", (newest) =>
      newest
        .selectFrom("Round")
        .select("id")
        .whereRef("teamId", "=", "m.teamId")
        .orderBy("openedAt", "desc")
        .orderBy("id", "desc")
        .limit(1),
    )
    .orderBy("t.nameKey")
    .orderBy("t.id")
    .execute();
}

/**
 * The rounds that the actor's self-assessment missed: each is a team's newest, asked for this competency, ended in the last weeks
 * before it was submitted (one in progress: before now) and counts nothing else of the actor's. Checked each time, so that it is
 * empty once the round is open again. @throws ExpectedError NotFound
 */
export async function listMissedRounds(actor: Actor | null, assessmentId: string, now: Date): Promise<MissedRound[]> {
  if (!actor || illFormedReason(assessmentId) !== null) throw notFoundError();
  const ownerId = actor.userId;
  const own = await getDatabase().assessment.findFirst({
    where: { id: assessmentId, ...assessmentsWhere(actor, "assessment.read") },
    select: { submittedAt: true, revisionId: true },
  });
  if (!own) throw notFoundError();
  const { competency } = await getRevision(own.revisionId);
  const newest = await listNewestRounds(ownerId);
  const at = own.submittedAt ?? now;
  const missed = newest.filter((round) => round.competencyId === competency.id && round.joinedAt < roundEnd(round) && isLateFor(round, at));
  if (missed.length === 0) return [];
  const submissions = await getDatabase().assessment.findMany({
    where: { ownerId, submittedAt: { not: null }, revision: { competencyId: competency.id } },
    select: { submittedAt: true },
  });
  return missed
    .filter((round) => !submissions.some(({ submittedAt }) => submittedAt && isOpenAt(round, submittedAt)))
    .map(({ id: roundId, name, closedAt, dueAt, timeZone, teamName }) => ({ roundId, name, closedAt, dueAt, timeZone, teamName }));
}
