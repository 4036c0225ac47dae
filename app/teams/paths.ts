/** The paths of a team's pages. */

export function teamPath(teamId: string): string {
  return `/teams/${encodeURIComponent(teamId)}`;
}

export function peoplePath(teamId: string, query: Record<string, string | number> = {}): string {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
  return `${teamPath(teamId)}/people${search ? `?${search}` : ""}`;
}

/** The export's path: `format` and the overview's query are added to it. */
export function teamExportPath(teamId: string): string {
  return `/api${teamPath(teamId)}/export`;
}

export function roundsPath(teamId: string, query: Record<string, string> = {}): string {
  const search = new URLSearchParams(query).toString();
  return `${teamPath(teamId)}/rounds${search ? `?${search}` : ""}`;
}

type MemberQuery = {
  assessment?: string;
  /** The last action. */
  done?: "saved" | "committed" | "skipped" | "released" | "notes" | "correction";
};

/** One person's page in a team. */
export function memberPath(teamId: string, userId: string, { assessment, done }: MemberQuery = {}): string {
  const query = new URLSearchParams();
  if (assessment) query.set("assessment", assessment);
  if (done) query.set("done", done);
  const search = query.size > 0 ? `?${query}` : "";
  return `${teamPath(teamId)}/members/${encodeURIComponent(userId)}${search}`;
}

/** The workshop's agenda; with a person's id, the agenda of the one-to-one with them. */
export function agendaPath(teamId: string, userId?: string): string {
  return `${userId === undefined ? teamPath(teamId) : memberPath(teamId, userId)}/agenda`;
}
