/** The addresses of the sharing page. */

type ShareQuery = {
  team?: string;
  /** Which of the two choices the preview shows. */
  what?: "ratings" | "examples";
  /** What was done just now. */
  done?: "shared" | "stopped";
};

export function sharePath(assessmentId: string, { team, what, done }: ShareQuery = {}): string {
  const query = new URLSearchParams();
  if (team) query.set("team", team);
  if (what) query.set("what", what);
  if (done) query.set("done", done);
  return `/results/${encodeURIComponent(assessmentId)}/share${query.size > 0 ? `?${query}` : ""}${team ? `#team-${encodeURIComponent(team)}` : ""}`;
}
