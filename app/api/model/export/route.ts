/** A published revision as a file: `?competency=…&format=document|json|yaml|csv|case`, and `&revision=…` for an earlier one. */

import { exportCompetency } from "@/lib/data/competency/queries/published";
import { ExpectedError, STATUS_OF } from "@/lib/domain/request/expected-error";
import { isUnavailable } from "@/lib/platform/database-errors";
import { getLogger } from "@/lib/platform/logger";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  try {
    const query = new URL(request.url).searchParams;
    const [competencyId, number, format] = [query.get("competency") ?? undefined, query.get("revision"), query.get("format") ?? "json"];
    const asked = { competencyId, number: number === null ? null : Number(number), format };
    const { filename, mediaType, text } = await exportCompetency(null, asked);
    return new Response(text, {
      headers: { "content-type": mediaType, "content-disposition": `attachment; filename="${filename}"` },
    });
  } catch (error) {
    if (error instanceof ExpectedError) return new Response(error.message, { status: STATUS_OF[error.code] });
    getLogger().error({ err: error }, "a model could not be exported");
    const code = isUnavailable(error) ? "Unavailable" : "Unexpected";
    return new Response("Cairn could not read the model just now. Please try again in a moment.", { status: STATUS_OF[code] });
  }
}
