/** Which audit entries the address asks for. An invalid value is ignored. */

import { type SearchParams, textParam } from "@/lib/domain/request/list-query";
import { AUDIT_ACTIONS, type AuditAction } from "./audit";

export type AuditFilter = {
  action: AuditAction | null;
  /** Part of the name or address of the person who acted or of the person affected. */
  person: string;
  /** That person's id, from a link. */
  personId: string;
  /** Part of the team's name. */
  team: string;
  /** That team's id, from a link; it also finds a deleted team. */
  teamId: string;
  /** Days in UTC as YYYY-MM-DD, both inclusive; empty: no bound. */
  from: string;
  to: string;
};

/** Where to continue: the entry that was shown last. */
export type AuditCursor = { at: Date; id: string };

function dayParam(params: SearchParams, name: string): string {
  const day = textParam(params, name);
  if (!/^[12]\d{3}-\d\d-\d\d$/.test(day)) return "";
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : "";
}

export function parseAuditFilter(params: SearchParams): AuditFilter {
  const action = textParam(params, "action");
  return {
    action: Object.hasOwn(AUDIT_ACTIONS, action) ? (action as AuditAction) : null,
    person: textParam(params, "person"),
    personId: textParam(params, "personId"),
    team: textParam(params, "team"),
    teamId: textParam(params, "teamId"),
    from: dayParam(params, "from"),
    to: dayParam(params, "to"),
  };
}

/** The filter as an address has it. */
export function auditParams({ action, ...rest }: AuditFilter): Record<string, string> {
  return { action: action ?? "", ...rest };
}

export function writeCursor({ at, id }: AuditCursor): string {
  return `${at.getTime()}.${id}`;
}

export function parseCursor(text: string): AuditCursor | null {
  const [, time, id] = text.match(/^(\d{1,13})\.(.{1,80})$/) ?? [];
  const at = new Date(Number(time));
  return time && id && !Number.isNaN(at.getTime()) ? { at, id } : null;
}
