/** What a coach chooses for a round: its name, its due day and the time zone of that day. */
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { nameSchema } from "@/lib/domain/team/team-name";
import { dueDay, endOfDay } from "./round";
import { formatRoundDay, formatTimeZone } from "./round-wording";

const MOST_YEARS = 2;

export const roundNameSchema = nameSchema("Give the round a name.");

const NO_ZONE = "Choose a time zone from the list.";

/** Any name that Temporal knows, in its spelling. Offsets are not zones, since their clocks never change. */
export const timeZoneSchema = z
  .string(NO_ZONE)
  .max(64, { abort: true, error: NO_ZONE })
  .transform((name, context) => {
    try {
      if (/^[A-Za-z]/.test(name)) return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
    } catch {
      // Not a zone: the check below reports it.
    }
    context.addIssue({ code: "custom", message: NO_ZONE });
    return z.NEVER;
  });

/** Bounded only to keep nonsense small: readDueDay reports what is wrong. */
export const dueDaySchema = z
  .string("Choose the day by which it is due.")
  .max(40, { abort: true, error: "Choose the day by which it is due." })
  .trim();

export type DueDay = { ok: true; dueAt: Date } | { ok: false; error: string };

function endOfTypedDay(day: string, timeZone: string): Date | null {
  try {
    const end = endOfDay(day, timeZone);
    // A day that a zone leaves out, as Samoa did when it crossed the date line, ends before it begins.
    return dueDay({ dueAt: end, timeZone }) === day ? end : null;
  } catch {
    return null;
  }
}

/**
 * Returns the moment at which the day ends there, or a sentence that says why the round cannot be due then. `timeZone` must be
 * known.
 */
export function readDueDay(day: string, timeZone: string, now: Date): DueDay {
  if (day === "") return { ok: false, error: "Choose the day by which it is due." };
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return { ok: false, error: "This could not be read as a day. Write it as 2026-11-30." };
  const dueAt = endOfTypedDay(day, timeZone);
  if (!dueAt) return { ok: false, error: "There is no such day in the calendar. Please choose another one." };
  if (dueAt <= now)
    return { ok: false, error: `${formatRoundDay(day)} is over already in ${formatTimeZone(timeZone)}. Choose a later day.` };
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  if (Temporal.PlainDate.compare(day, today.add({ years: MOST_YEARS })) > 0) {
    return { ok: false, error: "This is more than two years away. Choose an earlier day." };
  }
  return { ok: true, dueAt };
}
