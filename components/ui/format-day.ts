/** How dates read on every page: in the reader's time zone where it is known, else in UTC, which is then named. */
import { cache } from "react";

/** Of the page that is being drawn. */
const reader = cache((): { zone: string | null } => ({ zone: null }));

/** The cookie in which the browser says its time zone. */
export const ZONE_COOKIE = "cairn.zone";

const LONG_DAYS = new Map<string, Intl.DateTimeFormat>();

/** Kept by the zone's own name, of which there are few: names are taken in any letters. @throws RangeError */
function longDayIn(zone: string): Intl.DateTimeFormat {
  const known = LONG_DAYS.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: zone });
  LONG_DAYS.set(made.resolvedOptions().timeZone, made);
  return made;
}

/** Says in which zone the page's reader is, before anything of it is drawn. A name that is none (IANA) is ignored. */
export function readInZone(name: string | undefined): void {
  if (!name || name.length > 50) return;
  try {
    reader().zone = longDayIn(name).resolvedOptions().timeZone;
  } catch {
    // Not a time zone.
  }
}

export function formatDay(date: Date): string {
  const { zone } = reader();
  return zone ? longDayIn(zone).format(date) : `${longDayIn("UTC").format(date)} (UTC)`;
}

const MOMENT = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short", hourCycle: "h23", timeZone: "UTC" });

/** To the minute, for records, with the time zone. */
export function formatMoment(date: Date): string {
  return `${MOMENT.format(date)} UTC`;
}
