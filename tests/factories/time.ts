/** The clock of the tests. */
export const HOUR = 60 * 60 * 1000;
export const DAY = 24 * HOUR;

/** Far enough in the future that no time in a test is ahead of it. */
export const NOW = Date.parse("2026-06-15T12:00:00Z");

export const now = new Date(NOW);
export const later = (days: number) => new Date(NOW + days * DAY);

/** By the real clock, for what a running server judges. */
export const daysAgo = (days: number) => new Date(Date.now() - days * DAY);
