/** What a team's coach is shown of it, as a file: `?format=csv|json|columns`, and `&round=…` for one round (docs/team-export.md). */
import { findActor } from "@/lib/auth/actor";
import { exportTeam } from "@/lib/data/overview/queries";
import { ExpectedError, STATUS_OF } from "@/lib/domain/request/expected-error";
import { isUnavailable } from "@/lib/platform/database-errors";
import { getLogger } from "@/lib/platform/logger";

function refuse(status: number, sentence: string): Response {
  return new Response(`${sentence}\n`, { status, headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" } });
}

export async function GET(request: Request, { params }: { params: Promise<{ teamId: string }> }): Promise<Response> {
  try {
    const { teamId } = await params;
    const asked = new URL(request.url).searchParams;
    const query = { format: asked.get("format") ?? "", round: asked.get("round") ?? "", competency: asked.get("competency") ?? "" };
    const { filename, mediaType, text } = await exportTeam(await findActor(), teamId, query, new Date());
    return new Response(text, {
      headers: {
        "content-type": mediaType,
        "content-disposition": `attachment; filename="${filename}"`,
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    if (error instanceof ExpectedError) return refuse(STATUS_OF[error.code], error.message);
    getLogger().error({ err: error }, "a team could not be exported");
    if (isUnavailable(error))
      return refuse(STATUS_OF.Unavailable, "Cairn cannot reach its database just now. Please try again in a moment.");
    return refuse(STATUS_OF.Unexpected, "Something went wrong on our side. We have noted it; please try again.");
  }
}
