/** The audit's filtered entries as a CSV file, sent in pieces. */
import { answerFile, defineRoute } from "@/lib/actions/define-route";
import { findActor } from "@/lib/auth/actor";
import { exportAudit } from "@/lib/data/workspace/queries";
import { parseAuditFilter } from "@/lib/domain/workspace/audit-filter";

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

export const GET = defineRoute(async (request) => {
  const now = new Date();
  const filter = parseAuditFilter(Object.fromEntries(new URL(request.url).searchParams));
  const pieces = await exportAudit(await findActor(), filter, now);
  const filename = `cairn-audit-${now.toISOString().slice(0, 10)}.csv`;
  return answerFile(streamOf(pieces), { filename, mediaType: "text/csv; charset=utf-8" });
});
