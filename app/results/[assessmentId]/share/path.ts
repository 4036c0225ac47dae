/** The addresses of the sharing page. */
import type { ShareChoice } from "@/lib/domain/sharing/share";
import { writeWhat } from "./share-options";

type ShareQuery = {
  team?: string;
  /** To preview, where no script does. */
  what?: ShareChoice;
  /** The last action. */
  done?: "shared" | "stopped";
};

export function sharePath(assessmentId: string, { team, what, done }: ShareQuery = {}): string {
  const query = new URLSearchParams();
  if (team) query.set("team", team);
  for (const each of what ? writeWhat(what) : []) query.append("what", each);
  if (done) query.set("done", done);
  return `/results/${encodeURIComponent(assessmentId)}/share${query.size > 0 ? `?${query}` : ""}${team ? `#team-${encodeURIComponent(team)}` : ""}`;
}
