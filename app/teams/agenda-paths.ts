/** Where a team's agendas are. */
import { teamPath } from "./paths";

export function memberPath(teamId: string, userId: string): string {
  return `${teamPath(teamId)}/members/${encodeURIComponent(userId)}`;
}

/** Of the workshop; with somebody's id of the one-to-one with them. */
export function agendaPath(teamId: string, userId?: string): string {
  return `${userId === undefined ? teamPath(teamId) : memberPath(teamId, userId)}/agenda`;
}
