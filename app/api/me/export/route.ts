/** Everything that the database has about the signed-in person, as one JSON file (docs/export.md). */
import { findActor } from "@/lib/auth/actor";
import { exportPersonalData } from "@/lib/data/account/queries/personal-data";
import { ExpectedError, STATUS_OF } from "@/lib/domain/request/expected-error";
import { isUnavailable } from "@/lib/platform/database-errors";
import { getLogger } from "@/lib/platform/logger";

function refuse(status: number, sentence: string): Response {
  return new Response(`${sentence}\n`, { status, headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" } });
}

export async function GET(): Promise<Response> {
  try {
    const now = new Date();
    const data = await exportPersonalData(await findActor(), now);
    return new Response(`${JSON.stringify(data, null, 2)}\n`, {
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-disposition": `attachment; filename="cairn-my-data-${now.toISOString().slice(0, 10)}.json"`,
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    if (error instanceof ExpectedError) return refuse(STATUS_OF[error.code], error.message);
    getLogger().error({ err: error }, "an export failed");
    if (isUnavailable(error))
      return refuse(STATUS_OF.Unavailable, "Cairn cannot reach its database just now. Please try again in a moment.");
    return refuse(STATUS_OF.Unexpected, "Something went wrong on our side. We have noted it; please try again.");
  }
}
