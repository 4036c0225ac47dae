/** Defines pages: an error becomes a page that explains it, with its status and the request's id. */
import { unstable_rethrow } from "next/navigation";
import { connection } from "next/server";
import type { ReactNode } from "react";
import NotFound from "@/app/not-found";
import { ProblemPage } from "@/components/ui/problem-page";
import { getActionError } from "@/lib/actions/define-action";
import { ExpectedError, STATUS_OF } from "@/lib/domain/request/expected-error";
import { isUnavailable } from "@/lib/platform/database-errors";
import { getLogger } from "@/lib/platform/logger";
import { currentRequestId, setResponseStatus } from "@/lib/platform/request-context";

/** Next's own error boundary renders nothing without JavaScript, and hides the message. */
export function definePage<Props>(page: (props: Props) => Promise<ReactNode>): (props: Props) => Promise<ReactNode> {
  return async (props) => {
    // A page that can finish during the build would become static.
    await connection();
    try {
      return await page(props);
    } catch (error) {
      unstable_rethrow(error);
      if (error instanceof ExpectedError && error.code === "NotFound") {
        // Next's notFound() inside a page sends an empty document that needs JavaScript.
        setResponseStatus(STATUS_OF.NotFound);
        return <NotFound />;
      }
      const requestId = currentRequestId() ?? "unknown";
      if (isUnavailable(error)) {
        getLogger().error({ err: error }, "the database is unavailable");
        setResponseStatus(STATUS_OF.Unavailable);
        const values = getActionError()?.values ?? {};
        const typed = [values.evidence, values.when, values.then].filter((text): text is string => Boolean(text));
        return (
          <ProblemPage title="Cairn cannot reach its database just now" requestId={requestId}>
            What you saved is safe. Please try again in a moment.
            {typed.length > 0
              ? " What you typed is below, to copy; it was not saved."
              : " Answers that were not saved yet stay on your device."}
            {typed.map((text) => (
              <span key={text} className="mt-4 block border-l border-line pl-4 whitespace-pre-line wrap-anywhere">
                {text}
              </span>
            ))}
          </ProblemPage>
        );
      }
      if (error instanceof ExpectedError) {
        setResponseStatus(STATUS_OF[error.code]);
        return (
          <ProblemPage title="This did not work" requestId={requestId}>
            {error.message}
          </ProblemPage>
        );
      }
      getLogger().error({ err: error }, "a page failed");
      setResponseStatus(STATUS_OF.Unexpected);
      return (
        <ProblemPage title="Something went wrong on our side" requestId={requestId}>
          We have noted it. Please try again; if it stays so, tell us the number below.
        </ProblemPage>
      );
    }
  };
}
