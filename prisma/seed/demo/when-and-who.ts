/** The demo's ids and days: the same at every seeding, with a history until now. */
import { createHash } from "node:crypto";
import type { DemoPerson, DemoTeam } from "./people";

export const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** How many days ago each submission began; members follow one another within two weeks. */
export const SUBMISSIONS = [268, 142, 24] as const;

/** Like a random UUID, and the same at every seeding. */
export function idOf(...parts: readonly (string | number)[]): string {
  const hex = createHash("sha256")
    .update(["cairn demo", ...parts].join("/"))
    .digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}

export function demoUserId({ key }: Pick<DemoPerson, "key">): string {
  return idOf("user", key);
}

export function demoTeamId({ key }: Pick<DemoTeam, "key">): string {
  return idOf("team", key);
}

export function assessmentIdOf({ key }: Pick<DemoPerson, "key">, submission: number): string {
  return idOf("assessment", key, submission);
}

export function auditRefOf({ key }: Pick<DemoPerson, "key">): string {
  return idOf("audit", key);
}

/** An hour of a working day, that many days before. */
export function daysBefore(now: Date, days: number, hour = 9): Date {
  const midnight = Math.floor(now.getTime() / DAY) * DAY - days * DAY;
  const weekday = new Date(midnight).getUTCDay();
  const weekend = weekday === 6 ? 1 : weekday === 0 ? 2 : 0;
  return new Date(midnight - weekend * DAY + hour * HOUR);
}
