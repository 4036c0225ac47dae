/** How dates read on every page. The server's time zone means nothing to readers, so a day is the day in UTC. */

const LONG_DAY = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });

export function formatDay(date: Date): string {
  return LONG_DAY.format(date);
}

const MOMENT = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short", hourCycle: "h23", timeZone: "UTC" });

/** To the minute, for records, with the time zone. */
export function formatMoment(date: Date): string {
  return `${MOMENT.format(date)} UTC`;
}
