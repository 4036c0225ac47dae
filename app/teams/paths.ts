/** Where a team's pages are. */

export function teamPath(teamId: string): string {
  return `/teams/${encodeURIComponent(teamId)}`;
}

export function peoplePath(teamId: string, query: Record<string, string | number> = {}): string {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
  return `${teamPath(teamId)}/people${search ? `?${search}` : ""}`;
}

/** The team as a file: `format` and what of the glance is shown go behind it. */
export function teamExportPath(teamId: string): string {
  return `/api${teamPath(teamId)}/export`;
}

export function roundsPath(teamId: string, query: Record<string, string> = {}): string {
  const search = new URLSearchParams(query).toString();
  return `${teamPath(teamId)}/rounds${search ? `?${search}` : ""}`;
}
