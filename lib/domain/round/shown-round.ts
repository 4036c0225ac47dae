/** A round as a team's pages show it. */
import type { Round } from "./round";

export type ShownRound = Pick<Round, "roundId" | "name" | "openedAt" | "dueAt" | "timeZone" | "closedAt" | "blindReviews"> & {
  competencyName: string;
};

/** `of`: today's members who were in the team before its end; `submitted` with those who shared. */
export type PastRound = ShownRound & { of: number; submitted: number; shared: number; isNewest: boolean };
