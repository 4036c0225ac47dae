/** Defines pages: for whom their forms are drawn, and an error as a page that explains it, with its status and the request's id. */
import { cookies } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { connection } from "next/server";
import type { ReactNode } from "react";
import NotFound from "@/app/not-found";
import { readInZone, ZONE_COOKIE } from "@/components/ui/format-day";
import { ProblemPage } from "@/components/ui/problem-page";
import { UnsentPage } from "@/components/ui/unsent-page";
import { wordsIn } from "@/components/ui/unsent-words";
import { findActionError } from "@/lib/actions/define-action";
import { findActor } from "@/lib/auth/actor";
import type { ActionError } from "@/lib/domain/request/action-result";
import { ExpectedError, STATUS_OF } from "@/lib/domain/request/expected-error";
import { isUnavailable } from "@/lib/platform/database-errors";
import { getLogger } from "@/lib/platform/logger";
import { currentPath, currentRequestId, setResponseStatus } from "@/lib/platform/request-context";
import { DrawnFor } from "./drawn-for";

/** Next's own error boundary renders nothing without JavaScript, and hides the message. */
export function definePage<Props>(page: (props: Props) => Promise<ReactNode>): (props: Props) => Promise<ReactNode> {
  return async (props) => {
    // A page that can finish during the build would become static.
    await connection();
    readInZone((await cookies()).get(ZONE_COOKIE)?.value);
    try {
      const [actor, content] = await Promise.all([findActor(), page(props)]);
      return <DrawnFor actor={actor}>{content}</DrawnFor>;
    } catch (error) {
      const unsent = findActionError();
      if (unsent) return showUnsent(unsent);
      unstable_rethrow(error);
      return explain(error);
    }
  };
}

/** Without JavaScript a form's page is drawn anew; where it leads elsewhere or fails, because a session ended or a right was lost, the words stay. */
function showUnsent({ code, message, typed }: ActionError): ReactNode {
  const isSignedOut = code === "Unauthenticated";
  return (
    <UnsentPage
      message={message}
      typed={wordsIn(typed)}
      signInHref={isSignedOut ? `/sign-in?next=${encodeURIComponent(currentPath())}` : null}
    />
  );
}

function explain(error: unknown): ReactNode {
  if (error instanceof ExpectedError && error.code === "NotFound") {
    // Next's notFound() inside a page sends an empty document that needs JavaScript.
    setResponseStatus(STATUS_OF.NotFound);
    return <NotFound />;
  }
  const requestId = currentRequestId() ?? "unknown";
  if (isUnavailable(error)) {
    getLogger().error({ err: error }, "the database is unavailable");
    setResponseStatus(STATUS_OF.Unavailable);
    return (
      <ProblemPage title="Cairn cannot reach its database just now" requestId={requestId}>
        What you saved is safe. Please try again in a moment. Answers that were not saved yet stay on your device.
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
