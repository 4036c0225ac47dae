"use client";

/** On the review: answers that this device kept while there was no network are saved first, and nothing is submitted before. */
import { useEffect, useRef, useState } from "react";
import { keptChanges } from "./outbox";
import { type SaveRatings, useSavedRatings } from "./use-saved-ratings";

export function KeptAnswers({ assessmentId, behaviorIds, save }: { assessmentId: string; behaviorIds: string[]; save: SaveRatings }) {
  const [ids] = useState(behaviorIds);
  const { status, flush } = useSavedRatings({ assessmentId, behaviorIds: ids, ratings: [], serverTime: 0, save });
  const [hasKept, setHasKept] = useState(false);
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const isAnyKept = () => keptChanges(assessmentId, ids).length > 0;
    setHasKept(isAnyKept());
    const form = place.current?.closest("form");
    function hold(event: Event) {
      if (!isAnyKept()) return;
      event.preventDefault();
      event.stopPropagation();
      setHasKept(true);
      void flush();
    }
    form?.addEventListener("submit", hold, { capture: true });
    return () => form?.removeEventListener("submit", hold, { capture: true });
  }, [assessmentId, flush, ids]);

  // What was just saved is not on the page yet.
  useEffect(() => {
    if (hasKept && status.kind === "saved") window.location.reload();
  }, [hasKept, status]);

  return (
    <div ref={place}>
      {hasKept && (
        <p role="alert" className="mb-6 rounded-r-card border-l-[3px] border-signal bg-sunk px-5 py-3.5">
          {status.kind === "refused"
            ? `${status.message} Please choose Change beside that behavior.`
            : "This device keeps answers that are not saved yet. They are saved as soon as Cairn can be reached; then you can go on."}
        </p>
      )}
    </div>
  );
}
