/** A round, a team's call to assess by a date: when it is open, which submissions count, and how far each member is. */
import { Temporal } from "temporal-polyfill";

export type Round = {
  roundId: string;
  competencyId: string;
  name: string;
  openedAt: Date;
  /** The end of the due day in `timeZone`. */
  dueAt: Date;
  /** The IANA name of the time zone in which the day was chosen. */
  timeZone: string;
  /** When a coach closed it before it was due. */
  closedAt: Date | null;
  /** Whether a coach is shown a member's answers only once their own review of them is committed or skipped. */
  blindReviews: boolean;
};

/** What is submitted from then on does not count in it. */
export function roundEnd({ closedAt, dueAt }: Pick<Round, "closedAt" | "dueAt">): Date {
  return closedAt !== null && closedAt < dueAt ? closedAt : dueAt;
}

/**
 * The one rule for whether a round is open at a moment, and so counts what is submitted then. It is checked each time: a round
 * that is opened again counts what came late.
 */
export function isOpenAt(round: Pick<Round, "openedAt" | "closedAt" | "dueAt">, at: Date): boolean {
  return at >= round.openedAt && at < roundEnd(round);
}

/**
 * Returns the moment at which this day ends there: the start of the next day, whatever the clocks do in between (RFC 9557).
 * @throws RangeError where there is no such day or time zone
 */
export function endOfDay(day: string, timeZone: string): Date {
  const next = Temporal.PlainDate.from(day, { overflow: "reject" }).add({ days: 1 });
  return new Date(next.toZonedDateTime(timeZone).epochMilliseconds);
}

/** The due day as its coach chose it, as 2026-11-26. */
export function dueDay({ dueAt, timeZone }: Pick<Round, "dueAt" | "timeZone">): string {
  return Temporal.Instant.fromEpochMilliseconds(dueAt.getTime())
    .toZonedDateTimeISO(timeZone)
    .subtract({ milliseconds: 1 })
    .toPlainDate()
    .toString();
}

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** How far a member is in a round, in order. It reveals no answer. */
export const ROUND_PROGRESS = ["not-begun", "in-progress", "submitted", "shared"] as const;

export type RoundProgress = (typeof ROUND_PROGRESS)[number];

/** One person's self-assessment of the round's competency, in progress or submitted, and whether it is shared with the team today. */
export type Submission = { submittedAt: Date | null; isShared: boolean };

export function progressIn(round: Pick<Round, "openedAt" | "closedAt" | "dueAt">, submissions: readonly Submission[]): RoundProgress {
  const taken = submissions.filter(({ submittedAt }) => submittedAt !== null && isOpenAt(round, submittedAt));
  if (taken.some(({ isShared }) => isShared)) return "shared";
  if (taken.length > 0) return "submitted";
  return submissions.some(({ submittedAt }) => submittedAt === null) ? "in-progress" : "not-begun";
}

export function countProgress(all: readonly RoundProgress[]): Record<RoundProgress, number> {
  const of = (wanted: RoundProgress) => all.filter((progress) => progress === wanted).length;
  return { "not-begun": of("not-begun"), "in-progress": of("in-progress"), submitted: of("submitted"), shared: of("shared") };
}

/**
 * Returns when to remind a person who was called at `calledAt`: two days before the due date, or if they have less than four days
 * in all, when half of their time is over.
 */
export function remindFrom({ dueAt }: Pick<Round, "dueAt">, calledAt: Date): Date {
  const span = dueAt.getTime() - calledAt.getTime();
  return new Date(dueAt.getTime() - (span >= 4 * DAY ? 2 * DAY : span / 2));
}

/** For how long after the end a late submission is said to have missed the round. */
const LATE_DAYS = 30;

/** Whether something submitted then came too late for the round. Months later it has nothing to do with the round. */
export function isLateFor(round: Pick<Round, "closedAt" | "dueAt">, at: Date): boolean {
  const end = roundEnd(round).getTime();
  return at.getTime() >= end && at.getTime() < end + LATE_DAYS * DAY;
}

/** What a member does next in a round. */
export type RoundStep =
  | { kind: "start" }
  | { kind: "continue"; assessmentId: string; nextBehaviorId: string | null; answered: number; total: number }
  /** A person has one assessment in progress at a time, and this one is of another competency. */
  | { kind: "finish-other"; assessmentId: string; nextBehaviorId: string | null; competencyName: string }
  | { kind: "share"; assessmentId: string }
  | { kind: "done"; assessmentId: string };

/** An open round as one of its members sees it. */
export type OwnRound = Pick<Round, "roundId" | "competencyId" | "name" | "dueAt" | "timeZone" | "blindReviews"> & {
  teamId: string;
  teamName: string;
  competencyName: string;
  progress: RoundProgress;
  step: RoundStep;
};

/** A team's open round as a person in the team sees it: counts for a coach, their own part for a member. */
export type OpenRound = Pick<Round, "roundId" | "name" | "dueAt" | "timeZone" | "blindReviews"> & {
  counts: Record<RoundProgress, number> | null;
  own: OwnRound | null;
};

/** A team's newest round that the person's own self-assessment comes, or came, too late for. */
export type MissedRound = Pick<Round, "roundId" | "name" | "closedAt" | "dueAt" | "timeZone"> & { teamName: string };
