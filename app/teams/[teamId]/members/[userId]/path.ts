/** The address of one person's page in a team. */

type MemberQuery = {
  assessment?: string;
  /** What was done just now. */
  done?: "saved" | "committed" | "skipped" | "released" | "notes" | "correction";
};

export function memberPath(teamId: string, userId: string, { assessment, done }: MemberQuery = {}): string {
  const query = new URLSearchParams();
  if (assessment) query.set("assessment", assessment);
  if (done) query.set("done", done);
  const search = query.size > 0 ? `?${query}` : "";
  return `/teams/${encodeURIComponent(teamId)}/members/${encodeURIComponent(userId)}${search}`;
}
