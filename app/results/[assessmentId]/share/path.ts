/** The addresses of the sharing page. */

type ShareQuery = {
  team?: string;
  /** The last action. */
  done?: "shared" | "stopped";
};

export function sharePath(assessmentId: string, { team, done }: ShareQuery = {}): string {
  const query = new URLSearchParams();
  if (team) query.set("team", team);
  if (done) query.set("done", done);
  return `/results/${encodeURIComponent(assessmentId)}/share${query.size > 0 ? `?${query}` : ""}${team ? `#team-${encodeURIComponent(team)}` : ""}`;
}
