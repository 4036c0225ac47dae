/** How dates read on every page. The server's time zone is nobody's, so a day is the day in UTC. */

const LONG_DAY = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });

export function formatDay(date: Date): string {
  return LONG_DAY.format(date);
}
