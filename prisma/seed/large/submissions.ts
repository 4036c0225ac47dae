/** What the large organization's members answered and shared in each round, and the cohorts that follow by the rule. */
import { NO_OPPORTUNITY } from "@/lib/domain/assessment/timed-rating";
import { isCounted, quarterOf, withOneMore } from "@/lib/domain/cohort/organization-cohort";
import { type LiveShare, nextCohort } from "@/lib/domain/cohort/team-cohort";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { isOpenAt, type Round, roundEnd } from "@/lib/domain/round/round";
import { DAY, type LargePerson, type LargeTeam } from "./organization";
import type { Random } from "./random";

type Source = CompetencyModel["source"];

export type LargeSubmission = {
  assessmentId: string;
  owner: LargePerson;
  startedAt: Date;
  /** Null while it is in progress, in the open round. */
  submittedAt: Date | null;
  /** In the competency's order, and shorter while it is in progress. */
  answers: string[];
  share: { sharedAt: Date; withdrawnAt: Date | null; cohortId: string | null } | null;
  cohort: { organizationCohortId: string; quarter: string } | null;
};

export type LargeTeamCohort = { id: string; teamId: string; number: number; drawnAt: Date; size: number };

export type LargeOrganizationCohort = { id: string; quarter: string; size: number; fullAt: Date | null; counts: Map<string, number> };

/** A person's rank on average, and the difference at each behavior. */
type Habit = { base: number; behaviors: number[] };

function habitOf(random: Random, source: Source): Habit {
  return { base: 0.8 + random.around() * 0.7, behaviors: source.behaviors.map(() => random.around() * 0.6) };
}

/** Slowly upward, and each time a little different. */
function answersOf(random: Random, source: Source, habit: Habit, round: number): string[] {
  const highest = source.levels.length - 1;
  return source.behaviors.map((_, index) => {
    if (random.isWithin(0.05)) return NO_OPPORTUNITY;
    const reached = habit.base + (habit.behaviors[index] ?? 0) + round * 0.11 + random.around() * 0.3;
    return source.levels[Math.min(highest, Math.max(0, Math.round(reached)))]?.id ?? NO_OPPORTUNITY;
  });
}

function shareOf(random: Random, submittedAt: Date, now: Date): LargeSubmission["share"] {
  if (random.isWithin(0.12)) return null;
  const sharedAt = new Date(submittedAt.getTime() + random.below(60) * 60_000);
  if (sharedAt >= now) return null;
  const withdrawnAt = new Date(sharedAt.getTime() + (1 + random.below(40)) * DAY);
  return { sharedAt, withdrawnAt: random.isWithin(0.04) && withdrawnAt < now ? withdrawnAt : null, cohortId: null };
}

function submissionIn(random: Random, source: Source, owner: LargePerson, habit: Habit, round: Round, index: number, now: Date) {
  const isOpen = isOpenAt(round, now);
  if (random.isWithin(isOpen ? 0.35 : 0.04)) return null;
  const end = Math.min(roundEnd(round).getTime(), now.getTime());
  const submittedAt = new Date(round.openedAt.getTime() + Math.floor(random.next() * (end - round.openedAt.getTime() - 1)));
  const answers = answersOf(random, source, habit, index);
  const isInProgress = isOpen && random.isWithin(0.15);
  return {
    assessmentId: random.id(),
    owner,
    startedAt: new Date(submittedAt.getTime() - (5 + random.below(20)) * 60_000),
    submittedAt: isInProgress ? null : submittedAt,
    answers: isInProgress ? answers.slice(0, random.below(answers.length)) : answers,
    share: isInProgress ? null : shareOf(random, submittedAt, now),
    cohort: null,
  } satisfies LargeSubmission;
}

/** Submitted before there was a team, and shared with nobody. */
function firstSubmission(random: Random, source: Source, owner: LargePerson, habit: Habit, began: Date, until: Date): LargeSubmission {
  const startedAt = new Date(began.getTime() + Math.floor(random.next() * (until.getTime() - began.getTime() - DAY)));
  return {
    assessmentId: random.id(),
    owner,
    startedAt,
    submittedAt: new Date(startedAt.getTime() + (5 + random.below(20)) * 60_000),
    answers: answersOf(random, source, habit, 0),
    share: null,
    cohort: null,
  };
}

/** First each member's own one, then round by round, oldest first. */
export function submissionsOf(random: Random, source: Source, team: LargeTeam, began: Date, now: Date): LargeSubmission[] {
  const habits = team.members.map(() => habitOf(random, source));
  const until = team.rounds[0]?.openedAt ?? now;
  const own = team.members.map((member, seat) => firstSubmission(random, source, member, habits[seat] as Habit, began, until));
  const inRounds = team.rounds.flatMap((round, index) =>
    team.members.flatMap((member, seat) => submissionIn(random, source, member, habits[seat] as Habit, round, index + 1, now) ?? []),
  );
  return [...own, ...inRounds];
}

/** As published by the hourly job: after each round, a week after there were enough. What is shared now still waits. */
export function publishCohorts(
  random: Random,
  team: LargeTeam,
  submissions: readonly LargeSubmission[],
  minGroupSize: number,
  now: Date,
): LargeTeamCohort[] {
  const cohorts: LargeTeamCohort[] = [];
  const memberIds = team.members.map(({ userId }) => userId);
  for (const round of team.rounds) {
    const at = new Date(roundEnd(round).getTime() + 8 * DAY);
    if (at > now) break;
    const live = submissions.filter(({ share }) => share && share.sharedAt < at && (share.withdrawnAt === null || share.withdrawnAt > at));
    const shares = live.map(
      ({ assessmentId, owner, submittedAt, share }): LiveShare => ({
        assessmentId,
        ownerId: owner.userId,
        submittedAt: submittedAt ?? at,
        sharedAt: share?.sharedAt ?? at,
        isCounted: share?.cohortId !== null,
      }),
    );
    const next = nextCohort({ shares, memberIds, minGroupSize, now: at });
    if (next.kind !== "due") continue;
    const id = random.id();
    const drawn = new Set(next.shares.map(({ assessmentId }) => assessmentId));
    for (const { assessmentId, share } of live) if (share && drawn.has(assessmentId)) share.cohortId = id;
    cohorts.push({ id, teamId: team.teamId, number: cohorts.length + 1, drawnAt: at, size: drawn.size });
  }
  return cohorts;
}

/** In the order of submission, as they would have been counted one by one. The key of a count is `behavior/answer`. */
export function countSubmissions(
  random: Random,
  source: Source,
  submissions: readonly LargeSubmission[],
  minGroupSize: number,
): LargeOrganizationCohort[] {
  const inOrder = submissions.filter(({ submittedAt }) => submittedAt !== null);
  inOrder.sort((a, b) => (a.submittedAt?.getTime() ?? 0) - (b.submittedAt?.getTime() ?? 0));
  const counted = new Set<string>();
  const open = new Map<string, LargeOrganizationCohort>();
  const cohorts: LargeOrganizationCohort[] = [];
  for (const submission of inOrder) {
    const at = submission.submittedAt as Date;
    const quarter = quarterOf(at);
    const once = `${submission.owner.userId}/${quarter}`;
    if (!isCounted({ isByGuest: false, isCorrection: false, isOwnerCounted: counted.has(once) })) continue;
    counted.add(once);
    let cohort = open.get(quarter);
    if (!cohort) {
      cohort = { id: random.id(), quarter, size: 0, fullAt: null, counts: new Map() };
      cohorts.push(cohort);
      open.set(quarter, cohort);
    }
    const next = withOneMore(cohort.size, minGroupSize);
    cohort.size = next.size;
    if (next.isFull) {
      cohort.fullAt = at;
      open.delete(quarter);
    }
    for (const [index, { id }] of source.behaviors.entries()) {
      const key = `${id}/${submission.answers[index]}`;
      cohort.counts.set(key, (cohort.counts.get(key) ?? 0) + 1);
    }
    submission.cohort = { organizationCohortId: cohort.id, quarter };
  }
  return cohorts;
}
