/** How a round's days read. A day always comes with its time zone: a round ends for everybody at one moment. */
import { Temporal } from "temporal-polyfill";
import { dueDay, type Round, type RoundProgress, roundEnd } from "./round";

const LONG_DAY = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });

/** `day` as 2026-11-30. */
export function formatRoundDay(day: string): string {
  return LONG_DAY.format(new Date(`${day}T00:00:00Z`));
}

/** "Europe/Berlin time". */
export function formatTimeZone(timeZone: string): string {
  return timeZone === "UTC" ? "UTC" : `${timeZone.replaceAll("_", " ")} time`;
}

/** "the end of November 30, 2026 (Europe/Berlin time)". */
export function describeDue(round: Pick<Round, "dueAt" | "timeZone">): string {
  return `the end of ${formatRoundDay(dueDay(round))} (${formatTimeZone(round.timeZone)})`;
}

/** The day on which it began, in the round's time zone. */
export function describeOpening({ openedAt, timeZone }: Pick<Round, "openedAt" | "timeZone">): string {
  return formatRoundDay(Temporal.Instant.fromEpochMilliseconds(openedAt.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString());
}

/** "was closed on November 20, 2026" by a coach, or "ended with November 30, 2026"; both with the time zone. */
export function describeEnd(round: Pick<Round, "closedAt" | "dueAt" | "timeZone">): string {
  const end = roundEnd(round);
  const zone = formatTimeZone(round.timeZone);
  if (end.getTime() === round.dueAt.getTime()) return `ended with ${formatRoundDay(dueDay(round))} (${zone})`;
  return `was closed on ${describeOpening({ openedAt: end, timeZone: round.timeZone })} (${zone})`;
}

export const PROGRESS_LABELS: Record<RoundProgress, string> = {
  "not-begun": "Not begun",
  "in-progress": "In progress",
  submitted: "Submitted, not shared",
  shared: "Shared",
};

/** What a member who is called to a round is told that a coach will see. */
export function describeCoachView({ teamName, blindReviews }: { teamName: string; blindReviews: boolean }): string {
  const always = `The coaches of ${teamName} see whether you have begun and submitted. Your answers are yours: coaches see them only if you share them, and before you share, you see exactly what they will see.`;
  return blindReviews
    ? `${always} This round asks for blind reviews: even after you share, a coach sees your answers only after giving, or skipping, their own view of you.`
    : always;
}
