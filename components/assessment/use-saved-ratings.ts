/** Saves ratings as they are given: stored on the device first, then sent until the server has them. */
import { useCallback, useEffect, useRef, useState } from "react";
import { isHeldInMemory } from "@/components/ui/outbox";
import { EVIDENCE_MAX_LENGTH, mergeRatings, type RatingChange, type TimedRating } from "@/lib/domain/assessment/timed-rating";
import type { ActionResult } from "@/lib/domain/request/action-result";
import { canBeStored } from "@/lib/domain/text/can-be-stored";
import { acknowledgeRatings, enqueueRating, pendingChanges } from "./outbox";

export type SaveRatings = (input: { assessmentId: string; changes: RatingChange[] }) => Promise<ActionResult<TimedRating[]>>;
export type SaveStatus = { kind: "idle" | "saved" | "saving" | "offline" | "signed-out" } | { kind: "refused"; message: string };

/** Long enough to type a word, short enough to be saved before a tab is closed. In milliseconds. */
const TYPING_PAUSE = 500;
const RETRY_PAUSE = 3_000;

const UNSENDABLE = "One example is not saved: it is too long, or holds a character that cannot be saved.";

/** Whether the server would reject this example, and with it the whole batch. */
function isUnsendable({ evidence }: RatingChange): boolean {
  return evidence !== undefined && (evidence.length > EVIDENCE_MAX_LENGTH || !canBeStored(evidence));
}

/** What the server would reject stays on the device until it is corrected; the rest of that behavior is sent. */
function sendable(changes: RatingChange[]): RatingChange[] {
  return changes
    .map((change) =>
      isUnsendable(change) ? { behaviorId: change.behaviorId, answer: change.answer, answeredAt: change.answeredAt } : change,
    )
    .filter(({ answer, evidence }) => answer !== undefined || evidence !== undefined);
}

export function useSavedRatings(given: {
  assessmentId: string;
  behaviorIds: string[];
  ratings: TimedRating[];
  serverTime: number;
  save: SaveRatings;
}) {
  const { assessmentId, behaviorIds, serverTime, save } = given;
  const [ratings, setRatings] = useState(given.ratings);
  const [status, setStatus] = useState<SaveStatus>({ kind: "idle" });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sending = useRef<Promise<boolean> | null>(null);
  const clock = useRef({ loadedAt: 0, loadedOn: 0, last: 0 });

  /** The server's time as this page knows it, strictly increasing: a device's clock may be wrong by hours. */
  const now = useCallback(() => {
    // One clock may stop while the device sleeps, and the other may be set back: the one that went further is right.
    const elapsed = Math.round(Math.max(performance.now() - clock.current.loadedAt, Date.now() - clock.current.loadedOn));
    clock.current.last = Math.max(clock.current.last + 1, serverTime + elapsed);
    return clock.current.last;
  }, [serverTime]);

  /** Returns whether the server has everything now. */
  const flush = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    // One request at a time: what is entered meanwhile goes with the next.
    if (sending.current) await sending.current;
    const kept = pendingChanges(assessmentId, behaviorIds);
    const changes = sendable(kept);
    if (changes.length === 0 && kept.some(isUnsendable)) {
      setStatus({ kind: "refused", message: UNSENDABLE });
      return false;
    }
    if (changes.length === 0) {
      setStatus((known) => (known.kind === "idle" || known.kind === "refused" ? known : { kind: "saved" }));
      return true;
    }
    const retry = () => {
      setStatus({ kind: "offline" });
      timer.current = setTimeout(() => void flush(), RETRY_PAUSE);
      return false;
    };
    const attempt = async (): Promise<boolean> => {
      setStatus({ kind: "saving" });
      try {
        const answer = await save({ assessmentId, changes });
        if (answer.ok) {
          acknowledgeRatings(assessmentId, changes);
          const rest = pendingChanges(assessmentId, behaviorIds);
          setRatings(mergeRatings(answer.data, rest));
          if (rest.some(isUnsendable)) setStatus({ kind: "refused", message: UNSENDABLE });
          else if (rest.length === 0) setStatus({ kind: "saved" });
          return !rest.some(isUnsendable);
        }
        if (answer.code === "Unavailable") return retry();
        if (answer.code === "Unauthenticated") {
          setStatus({ kind: "signed-out" });
          return false;
        }
        setStatus({ kind: "refused", message: answer.message });
        return false;
      } catch (error) {
        if ((error as Error).name === "UnrecognizedActionError") {
          setStatus({ kind: "refused", message: "Cairn was updated. Please reload this page: your answers are kept on this device." });
          return false;
        }
        return retry();
      }
    };
    sending.current = attempt();
    const saved = await sending.current;
    sending.current = null;
    return saved && sendable(pendingChanges(assessmentId, behaviorIds)).length > 0 ? flush() : saved;
  }, [assessmentId, behaviorIds, save]);

  const give = useCallback(
    (behaviorId: string, value: { answer: string } | { evidence: string }) => {
      const at = now();
      const change: RatingChange = { behaviorId, ...("answer" in value ? { ...value, answeredAt: at } : { ...value, evidenceAt: at }) };
      enqueueRating(assessmentId, change);
      setRatings((known) => mergeRatings(known, [change]));
      setStatus({ kind: "saving" });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), "answer" in value ? 0 : TYPING_PAUSE);
    },
    [assessmentId, flush, now],
  );

  // Where the device stores nothing, what is not saved yet goes with the tab.
  useEffect(() => {
    if (status.kind === "idle" || status.kind === "saved" || !isHeldInMemory()) return;
    const ask = (event: BeforeUnloadEvent) => isHeldInMemory() && event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [status]);

  useEffect(() => {
    clock.current.loadedAt = performance.now();
    clock.current.loadedOn = Date.now();
    const kept = pendingChanges(assessmentId, behaviorIds);
    if (kept.length > 0) {
      setRatings((known) => mergeRatings(known, kept));
      void flush();
    }
    const flushNow = () => void flush();
    window.addEventListener("online", flushNow);
    window.addEventListener("pagehide", flushNow);
    return () => {
      clearTimeout(timer.current);
      window.removeEventListener("online", flushNow);
      window.removeEventListener("pagehide", flushNow);
    };
  }, [assessmentId, behaviorIds, flush]);

  return { ratings, status, give, flush };
}
