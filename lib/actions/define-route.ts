/** Defines a route that returns a file. An error becomes a sentence with its status. */
import { unstable_rethrow } from "next/navigation";
import { ExpectedError, STATUS_OF } from "@/lib/domain/request/expected-error";
import { isUnavailable } from "@/lib/platform/database-errors";
import { getLogger } from "@/lib/platform/logger";

function refuse(error: unknown): { status: number; sentence: string } {
  if (error instanceof ExpectedError) return { status: STATUS_OF[error.code], sentence: error.message };
  getLogger().error({ err: error }, "a route failed");
  return isUnavailable(error)
    ? { status: STATUS_OF.Unavailable, sentence: "Cairn cannot reach its database just now. Please try again in a moment." }
    : { status: STATUS_OF.Unexpected, sentence: "Something went wrong on our side. We have noted it; please try again." };
}

/** For GET. It never throws, so that nobody saves Next's error page as their file. */
export function defineRoute<Context>(
  run: (request: Request, context: Context) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    try {
      return await run(request, context);
    } catch (error) {
      unstable_rethrow(error);
      const { status, sentence } = refuse(error);
      return new Response(`${sentence}\n`, {
        status,
        headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
      });
    }
  };
}

/** Returns a file to download, which no cache stores. */
export function answerFile(body: BodyInit, { filename, mediaType }: { filename: string; mediaType: string }): Response {
  return new Response(body, {
    headers: { "content-type": mediaType, "content-disposition": `attachment; filename="${filename}"`, "cache-control": "no-store" },
  });
}
