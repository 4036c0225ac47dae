/** Where a team's pages are. */

export function teamPath(teamId: string): string {
  return `/teams/${encodeURIComponent(teamId)}`;
}

export function peoplePath(teamId: string, query: Record<string, string | number> = {}): string {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
  return `${teamPath(teamId)}/people${search ? `?${search}` : ""}`;
}

export function roundsPath(teamId: string, query: Record<string, string> = {}): string {
  const search = new URLSearchParams(query).toString();
  return `${teamPath(teamId)}/rounds${search ? `?${search}` : ""}`;
}
