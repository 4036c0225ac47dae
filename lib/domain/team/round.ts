/** A round, a team's call to assess by a date: when it is open, what it takes, and how far each member is. */
import { Temporal } from "temporal-polyfill";

export type Round = {
  roundId: string;
  competencyId: string;
  name: string;
  openedAt: Date;
  /** The end of the due day in `timeZone`. */
  dueAt: Date;
  /** IANA's name of the time zone that the day was chosen in. */
  timeZone: string;
  /** When a coach closed it before it was due. */
  closedAt: Date | null;
  /** Whether a coach is shown a member's answers only once their own review of them is committed or skipped. */
  blindReviews: boolean;
};

/** What is submitted from then on is no longer in it. */
export function roundEnd({ closedAt, dueAt }: Pick<Round, "closedAt" | "dueAt">): Date {
  return closedAt !== null && closedAt < dueAt ? closedAt : dueAt;
}

/**
 * The one rule of whether a round is open at a moment, and so takes what is submitted then. It is asked anew each time: one
 * that is opened again takes what came late.
 */
export function isOpenAt(round: Pick<Round, "openedAt" | "closedAt" | "dueAt">, at: Date): boolean {
  return at >= round.openedAt && at < roundEnd(round);
}

/**
 * The moment at which this day ends there: the next day's first, whatever the clocks do in between (RFC 9557).
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

/** How far a member is in a round. It says nothing of any answer. */
export type RoundProgress = "not-begun" | "in-progress" | "submitted" | "shared";
