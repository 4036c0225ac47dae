/** What a team's coach is shown of it, as a file: `?format=csv|json|columns`, and `&round=…` for one round (docs/team-export.md). */
import { answerFile, defineRoute } from "@/lib/actions/define-route";
import { findActor } from "@/lib/auth/actor";
import { exportTeam } from "@/lib/data/overview/queries";

export const GET = defineRoute(async (request, { params }: { params: Promise<{ teamId: string }> }) => {
  const { teamId } = await params;
  const asked = new URL(request.url).searchParams;
  const query = { format: asked.get("format") ?? "", round: asked.get("round") ?? "", competency: asked.get("competency") ?? "" };
  const file = await exportTeam(await findActor(), teamId, query, new Date());
  return answerFile(file.text, file);
});
