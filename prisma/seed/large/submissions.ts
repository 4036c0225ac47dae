/** What the large organization's members answered and shared in each round, and the pictures that the rule draws from it. */
import { NO_OPPORTUNITY } from "@/lib/domain/assessment/timed-rating";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { type LiveShare, nextPicture } from "@/lib/domain/cohort/team-cohort";
import { isOpenAt, type Round, roundEnd } from "@/lib/domain/round/round";
import { isTallied, quarterOf, withOneMore } from "@/lib/domain/cohort/organization-cohort";
import { DAY, type LargePerson, type LargeTeam } from "./organization";
import type { Random } from "./random";

type Source = CompetencyModel["source"];

export type LargeSitting = {
  assessmentId: string;
  owner: LargePerson;
  startedAt: Date;
  /** Null while it is in progress, in the open round. */
  submittedAt: Date | null;
  /** In the model's order, and shorter while it is in progress. */
  answers: string[];
  share: { sharedAt: Date; withdrawnAt: Date | null; pictureId: string | null } | null;
  tally: { tallyId: string; quarter: string } | null;
};

export type LargePicture = { id: string; teamId: string; number: number; drawnAt: Date; size: number };

export type LargeTally = { id: string; quarter: string; size: number; fullAt: Date | null; counts: Map<string, number> };

/** How far up a person is, in ranks; and how much more or less at each behavior. */
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

function shareOf(random: Random, submittedAt: Date, now: Date): LargeSitting["share"] {
  if (random.isWithin(0.12)) return null;
  const sharedAt = new Date(submittedAt.getTime() + random.below(60) * 60_000);
  if (sharedAt >= now) return null;
  const withdrawnAt = new Date(sharedAt.getTime() + (1 + random.below(40)) * DAY);
  return { sharedAt, withdrawnAt: random.isWithin(0.04) && withdrawnAt < now ? withdrawnAt : null, pictureId: null };
}

function sittingIn(random: Random, source: Source, owner: LargePerson, habit: Habit, round: Round, index: number, now: Date) {
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
    tally: null,
  } satisfies LargeSitting;
}

/** On one's own, before there was a team: shared with nobody. */
function firstSitting(random: Random, source: Source, owner: LargePerson, habit: Habit, began: Date, until: Date): LargeSitting {
  const startedAt = new Date(began.getTime() + Math.floor(random.next() * (until.getTime() - began.getTime() - DAY)));
  return {
    assessmentId: random.id(),
    owner,
    startedAt,
    submittedAt: new Date(startedAt.getTime() + (5 + random.below(20)) * 60_000),
    answers: answersOf(random, source, habit, 0),
    share: null,
    tally: null,
  };
}

/** A first one of each member's own, and then round by round, oldest first. */
export function sittingsOf(random: Random, source: Source, team: LargeTeam, began: Date, now: Date): LargeSitting[] {
  const habits = team.members.map(() => habitOf(random, source));
  const until = team.rounds[0]?.openedAt ?? now;
  const own = team.members.map((member, seat) => firstSitting(random, source, member, habits[seat] as Habit, began, until));
  const inRounds = team.rounds.flatMap((round, index) =>
    team.members.flatMap((member, seat) => sittingIn(random, source, member, habits[seat] as Habit, round, index + 1, now) ?? []),
  );
  return [...own, ...inRounds];
}

/** As the hourly look draws them: after each round, a week past what it waits for; what is shared now waits for the rule. */
export function drawPictures(
  random: Random,
  team: LargeTeam,
  sittings: readonly LargeSitting[],
  minGroupSize: number,
  now: Date,
): LargePicture[] {
  const pictures: LargePicture[] = [];
  const memberIds = team.members.map(({ userId }) => userId);
  for (const round of team.rounds) {
    const at = new Date(roundEnd(round).getTime() + 8 * DAY);
    if (at > now) break;
    const live = sittings.filter(({ share }) => share && share.sharedAt < at && (share.withdrawnAt === null || share.withdrawnAt > at));
    const shares = live.map(
      ({ assessmentId, owner, submittedAt, share }): LiveShare => ({
        assessmentId,
        ownerId: owner.userId,
        submittedAt: submittedAt ?? at,
        sharedAt: share?.sharedAt ?? at,
        isCounted: share?.pictureId !== null,
      }),
    );
    const next = nextPicture({ shares, memberIds, minGroupSize, now: at });
    if (next.kind !== "due") continue;
    const id = random.id();
    const drawn = new Set(next.shares.map(({ assessmentId }) => assessmentId));
    for (const { assessmentId, share } of live) if (share && drawn.has(assessmentId)) share.pictureId = id;
    pictures.push({ id, teamId: team.teamId, number: pictures.length + 1, drawnAt: at, size: drawn.size });
  }
  return pictures;
}

/** In the order in which they were submitted, as they would have been counted one by one. The key of a count is `behavior/answer`. */
export function tallySittings(random: Random, source: Source, sittings: readonly LargeSitting[], minGroupSize: number): LargeTally[] {
  const inOrder = sittings.filter(({ submittedAt }) => submittedAt !== null);
  inOrder.sort((a, b) => (a.submittedAt?.getTime() ?? 0) - (b.submittedAt?.getTime() ?? 0));
  const counted = new Set<string>();
  const open = new Map<string, LargeTally>();
  const tallies: LargeTally[] = [];
  for (const sitting of inOrder) {
    const at = sitting.submittedAt as Date;
    const quarter = quarterOf(at);
    const once = `${sitting.owner.userId}/${quarter}`;
    if (!isTallied({ isByGuest: false, isCorrection: false, isOwnerCounted: counted.has(once) })) continue;
    counted.add(once);
    let tally = open.get(quarter);
    if (!tally) {
      tally = { id: random.id(), quarter, size: 0, fullAt: null, counts: new Map() };
      tallies.push(tally);
      open.set(quarter, tally);
    }
    const next = withOneMore(tally.size, minGroupSize);
    tally.size = next.size;
    if (next.isFull) {
      tally.fullAt = at;
      open.delete(quarter);
    }
    for (const [index, { id }] of source.behaviors.entries()) {
      const key = `${id}/${sitting.answers[index]}`;
      tally.counts.set(key, (tally.counts.get(key) ?? 0) + 1);
    }
    sitting.tally = { tallyId: tally.id, quarter };
  }
  return tallies;
}
