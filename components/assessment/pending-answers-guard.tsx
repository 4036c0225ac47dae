"use client";

/** On the review: saves answers that were stored on this device without a network, before anything is submitted. */
import { useEffect, useRef, useState } from "react";
import { pendingChanges } from "./outbox";
import { type SaveRatings, useSavedRatings } from "./use-saved-ratings";

export function PendingAnswersGuard({
  assessmentId,
  behaviorIds,
  save,
}: {
  assessmentId: string;
  behaviorIds: string[];
  save: SaveRatings;
}) {
  const [ids] = useState(behaviorIds);
  const { status, flush } = useSavedRatings({ assessmentId, behaviorIds: ids, ratings: [], serverTime: 0, save });
  const [hasPending, setHasPending] = useState(false);
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const isAnyPending = () => pendingChanges(assessmentId, ids).length > 0;
    setHasPending(isAnyPending());
    const form = place.current?.closest("form");
    function hold(event: Event) {
      if (!isAnyPending()) return;
      event.preventDefault();
      event.stopPropagation();
      setHasPending(true);
      void flush();
    }
    form?.addEventListener("submit", hold, { capture: true });
    return () => form?.removeEventListener("submit", hold, { capture: true });
  }, [assessmentId, flush, ids]);

  // The page does not show yet what was just saved.
  useEffect(() => {
    if (hasPending && status.kind === "saved") window.location.reload();
  }, [hasPending, status]);

  return (
    <div ref={place}>
      {hasPending && (
        <p role="alert" className="mb-6 rounded-r-card border-l-[3px] border-signal bg-sunk px-5 py-3.5">
          {status.kind === "refused"
            ? `${status.message} Please choose Change beside that behavior.`
            : status.kind === "signed-out"
              ? "You have been signed out. This device keeps answers that are not saved yet: sign in, then open this page again."
              : "This device keeps answers that are not saved yet. They are saved as soon as Cairn can be reached; then you can go on."}
        </p>
      )}
    </div>
  );
}
