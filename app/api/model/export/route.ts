/** A published revision as a file: `?competency=…&format=document|json|yaml|csv|case`, and `&revision=…` for an earlier one. */

import { writeExport } from "@/lib/data/competency/internal/exchange";
import { findRevisionNumbered, getCurrentRevision } from "@/lib/data/competency/internal/revisions";
import { isImportFormat } from "@/lib/domain/competency/exchange/import-report";
import { ExpectedError, notFoundError, STATUS_OF } from "@/lib/domain/request/expected-error";
import { isUnavailable } from "@/lib/platform/database-errors";
import { getLogger } from "@/lib/platform/logger";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  try {
    const query = new URL(request.url).searchParams;
    const [competencyId, number, format] = [query.get("competency") ?? undefined, query.get("revision"), query.get("format") ?? "json"];
    const current = await getCurrentRevision(competencyId);
    const revision = number === null ? current : await findRevisionNumbered(current.competency.id, Number(number));
    if (!revision || !isImportFormat(format)) throw notFoundError();
    const { filename, mediaType, text } = writeExport(revision, format);
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
