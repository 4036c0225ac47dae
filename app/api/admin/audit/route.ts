/** The audit's filtered entries as a CSV file, sent in pieces. */
import { findActor } from "@/lib/auth/actor";
import { exportAudit } from "@/lib/data/workspace/queries";
import { ExpectedError, STATUS_OF } from "@/lib/domain/request/expected-error";
import { parseAuditFilter } from "@/lib/domain/workspace/audit-filter";
import { isUnavailable } from "@/lib/platform/database-errors";
import { getLogger } from "@/lib/platform/logger";

export const dynamic = "force-dynamic";

function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

export async function GET(request: Request): Promise<Response> {
  const now = new Date();
  try {
    const filter = parseAuditFilter(Object.fromEntries(new URL(request.url).searchParams));
    const pieces = await exportAudit(await findActor(), filter, now);
    return new Response(streamOf(pieces), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="cairn-audit-${now.toISOString().slice(0, 10)}.csv"`,
      },
    });
  } catch (error) {
    if (error instanceof ExpectedError) return new Response(error.message, { status: STATUS_OF[error.code] });
    getLogger().error({ err: error }, "the audit could not be exported");
    const code = isUnavailable(error) ? "Unavailable" : "Unexpected";
    return new Response("Cairn could not read the audit just now. Please try again in a moment.", { status: STATUS_OF[code] });
  }
}
