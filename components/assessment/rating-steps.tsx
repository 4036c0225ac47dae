"use client";

/**
 * The rating steps: one behavior at a time, with all its anchors in view. The server renders the step in the address, and a plain
 * form leads to the next; with JavaScript the steps change without a request, also without a network.
 */
import { usePathname } from "next/navigation";
import { type FormEvent, type KeyboardEvent, useActionState, useEffect, useRef, useState } from "react";
import { useDrawnFor } from "@/components/ui/form-context";
import { isHeldInMemory } from "@/components/ui/outbox";
import { EVIDENCE_MAX_LENGTH, NO_OPPORTUNITY, normalizeLineEnds, type TimedRating } from "@/lib/domain/assessment/timed-rating";
import type { FormAction } from "@/lib/domain/request/action-result";
import { DRAWN_FOR, DRAWN_FOR_NAME } from "@/lib/domain/request/form-fields";
import { LevelChoice } from "./level-choice";
import { type SaveRatings, type SaveStatus, useSavedRatings } from "./use-saved-ratings";

export type StepBehavior = {
  id: string;
  name: string;
  definition: string;
  /** By rank. */
  anchors: string[];
  /** What changes at the next level, for each rank but the last. */
  changes: string[];
};

const NEEDS_COOKIE =
  "Cairn needs a cookie to keep your answers, and this browser sends none back. Allow cookies for this site, then start again.";

function describeStatus(status: SaveStatus): string {
  switch (status.kind) {
    case "idle":
      return "";
    case "saved":
      return "Saved";
    case "saving":
      return "Saving…";
    case "offline":
      return isHeldInMemory()
        ? "Kept until you close this tab, saved once Cairn can be reached"
        : "Offline: kept on this device, will be saved";
    case "signed-out":
      return isHeldInMemory()
        ? "You have been signed out. Kept until you close this tab: sign in in another one to save it."
        : "You have been signed out. Sign in again to save: your answers are kept on this device.";
    case "refused":
      return status.message;
  }
}

/** From the third level up the form asks for an example: expecting to explain curbs inflation (Sedikides et al. 2002). */
const PROMPTED_FROM_RANK = 2;

export function RatingSteps(props: {
  assessmentId: string;
  behaviors: StepBehavior[];
  levelIds: string[];
  levelNames: string[];
  /** The behavior that the server rendered. */
  behaviorId: string;
  ratings: TimedRating[];
  /** Milliseconds since the epoch, when the page was rendered. */
  serverTime: number;
  /** Whoever has no account cannot sign in again. */
  isGuest: boolean;
  save: SaveRatings;
  saveForm: FormAction;
}) {
  const { assessmentId, behaviors, levelIds, levelNames, isGuest } = props;
  const drawnFor = useDrawnFor();
  // Without JavaScript the page comes back with what was rejected.
  const [served, serve] = useActionState(props.saveForm, null);
  const [behaviorIds] = useState(() => behaviors.map(({ id }) => id));
  const { ratings, status, give, flush } = useSavedRatings({ ...props, behaviorIds });
  const [waiting, setWaiting] = useState(false);
  const [isWithoutCookies, setWithoutCookies] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  const shown = usePathname().split("/").at(-1);
  const index = Math.max(0, behaviorIds.indexOf(shown && behaviorIds.includes(shown) ? shown : props.behaviorId));
  const behavior = behaviors[index] as StepBehavior;
  const rating = ratings.find(({ behaviorId }) => behaviorId === behavior.id);
  const rejected = served?.ok === false ? served : null;
  const refused = rejected?.typed.behaviorId?.[0] === behavior.id ? rejected : null;
  // What was rejected is shown until something newer is entered here.
  const stored = props.ratings.find(({ behaviorId }) => behaviorId === behavior.id);
  const refusedAnswer = rating?.answeredAt === stored?.answeredAt ? refused?.typed.answer?.[0] : undefined;
  const refusedEvidence = rating?.evidenceAt === stored?.evidenceAt ? refused?.typed.evidence?.[0] : undefined;
  const answer = refusedAnswer ?? rating?.answer ?? null;
  const evidence = refusedEvidence ?? rating?.evidence ?? "";
  const rank = answer === null ? -1 : levelIds.indexOf(answer);
  const tooLong = evidence.length > EVIDENCE_MAX_LENGTH;
  const error = tooLong
    ? `Please keep your example to ${EVIDENCE_MAX_LENGTH.toLocaleString("en-US")} characters or fewer: it has ${evidence.length.toLocaleString("en-US")}.`
    : refusedEvidence === undefined
      ? undefined
      : refused?.fieldErrors.evidence;

  // What was picked or typed before this script ran, or was rejected, is in the form, but not on the server.
  const isAlive = useRef(false);
  useEffect(() => {
    if (isAlive.current) return;
    isAlive.current = true;
    const fields = new FormData(form.current ?? undefined);
    const [picked, typed] = [fields.get("answer"), fields.get("evidence")];
    if (typeof picked === "string" && picked !== rating?.answer) give(behavior.id, { answer: picked });
    if (typeof typed === "string" && normalizeLineEnds(typed) !== (rating?.evidence ?? ""))
      give(behavior.id, { evidence: normalizeLineEnds(typed) });
  }, [behavior.id, rating, give]);

  useEffect(() => setWithoutCookies(!navigator.cookieEnabled), []);

  const lastDrawn = useRef(behavior.id);
  useEffect(() => {
    if (lastDrawn.current === behavior.id) return;
    lastDrawn.current = behavior.id;
    document.title = `${behavior.name} · Cairn`;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [behavior]);

  const isLast = index === behaviors.length - 1;
  async function goOn() {
    if (tooLong) {
      form.current?.querySelector("textarea")?.focus();
      return;
    }
    const next = behaviors[index + 1];
    if (next) {
      void flush();
      window.history.pushState(null, "", `/assess/${assessmentId}/${next.id}`);
      return;
    }
    setWaiting(true);
    if (await flush()) window.location.assign(`/assess/${assessmentId}/review`);
    else setWaiting(false);
  }
  function goBack() {
    const previous = behaviors[index - 1];
    if (previous) window.history.pushState(null, "", `/assess/${assessmentId}/${previous.id}`);
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const button = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null;
    if (button?.dataset.direction === "back") goBack();
    else void goOn();
  }

  /** Only on the radios: elsewhere a digit may be dictated, or meant for the browser (WCAG 2.1.4). */
  function pressed(event: KeyboardEvent<HTMLInputElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const picked = levelIds[Number(event.key) - 1];
    if (picked === undefined) return;
    give(behavior.id, { answer: picked });
    form.current?.querySelector<HTMLInputElement>(`input[value="${picked}"]`)?.focus();
  }

  const isLost = isWithoutCookies || (isGuest && status.kind === "signed-out");
  const said = isLost ? "" : describeStatus(status);
  const change = behavior.changes[rank];
  const hint =
    rank >= PROMPTED_FROM_RANK
      ? "What did you do, and what came of it? A rating at this level is easier to talk about with one."
      : "What did you do, and what came of it? Optional.";
  // Each sentence is one string in an element of its own with a key: a browser that translates replaces text nodes, which React
  // could not change afterwards.
  return (
    <form ref={form} action={serve} onSubmit={submit} noValidate>
      <input type="hidden" name={DRAWN_FOR} value={drawnFor.id} />
      <input type="hidden" name={DRAWN_FOR_NAME} value={drawnFor.name} />
      <input type="hidden" name="assessmentId" value={assessmentId} />
      <input type="hidden" name="behaviorId" value={behavior.id} />
      <input type="hidden" name="shownAnswer" value={stored?.answer ?? ""} />
      <input type="hidden" name="shownEvidence" value={stored?.evidence ?? ""} />
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 text-[0.9375rem] text-ink-3">
        <p key={behavior.id}>{`${index + 1} of ${behaviors.length}`}</p>
        <p role="status" className={status.kind === "refused" || status.kind === "signed-out" ? "text-signal" : undefined}>
          <span key={said}>{said}</span>
          {said !== "" && status.kind === "signed-out" && (
            <a className="text-link ml-2" href={`/sign-in?next=${encodeURIComponent(`/assess/${assessmentId}/${behavior.id}`)}`}>
              Sign in
            </a>
          )}
        </p>
      </div>
      <div aria-hidden="true" className="mt-3 flex gap-1.5">
        {behaviors.map(({ id }, position) => (
          <span key={id} className={`h-1.5 flex-1 rounded-full ${position <= index ? "bg-accent" : "bg-line"}`} />
        ))}
      </div>

      {isLost && (
        <p role="alert" className="mt-5 rounded-r-card border-l-[3px] border-signal bg-sunk px-5 py-3.5">
          {NEEDS_COOKIE}
        </p>
      )}
      {rejected && !error && (
        <p role="alert" className="mt-5 rounded-r-card border-l-[3px] border-signal bg-sunk px-5 py-3.5">
          {rejected.message}
        </p>
      )}

      <fieldset key={behavior.id} className="mt-7 min-w-0" aria-describedby="definition">
        <legend className="contents">
          <h1 ref={heading} tabIndex={-1} id="behavior" className="font-display text-page leading-[1.12] outline-none">
            {behavior.name}
          </h1>
        </legend>
        <p id="definition" className="mt-3 text-lg text-ink-2 sm:text-xl">
          {behavior.definition}
        </p>
        <div role="radiogroup" aria-labelledby="behavior" className="mt-7 grid gap-2.5">
          {behavior.anchors.map((anchor, position) => (
            <LevelChoice
              key={levelIds[position]}
              value={levelIds[position] as string}
              name={levelNames[position] as string}
              anchor={anchor}
              keyHint={String(position + 1)}
              checked={position === rank}
              onPick={(picked) => give(behavior.id, { answer: picked })}
              onKeyDown={pressed}
            />
          ))}
          <LevelChoice
            value={NO_OPPORTUNITY}
            name="No opportunity yet"
            checked={answer === NO_OPPORTUNITY}
            onPick={(picked) => give(behavior.id, { answer: picked })}
            onKeyDown={pressed}
          />
        </div>
        {change && (
          <p key={rank} className="mt-5 border-l-[3px] border-signal py-1 pl-4 text-ink-2">
            <strong className="font-semibold text-ink">{`What changes at ${levelNames[rank + 1]}:`}</strong> <span>{change}</span>
          </p>
        )}

        <div className="mt-7">
          <label htmlFor="evidence" className="font-semibold">
            A recent example
          </label>
          <p id="evidence-hint" key={hint} className="text-ink-3">
            {hint}
          </p>
          <textarea
            id="evidence"
            name="evidence"
            rows={4}
            dir="auto"
            value={evidence}
            onChange={(event) => give(behavior.id, { evidence: event.target.value })}
            aria-describedby={error ? "evidence-error evidence-hint" : "evidence-hint"}
            aria-invalid={error ? true : undefined}
            className="mt-2 block w-full rounded-card border border-edge bg-surface px-4 py-3 aria-invalid:border-signal"
          />
          {error && (
            <p id="evidence-error" key={error} role="alert" className="mt-2 text-signal">
              {error}
            </p>
          )}
        </div>
      </fieldset>

      {/* The first button in the document is the one that Enter presses. */}
      <div className="mt-8 flex flex-row-reverse items-center justify-between gap-4">
        <button
          type="submit"
          name="go"
          value={behaviors[index + 1]?.id ?? "review"}
          disabled={waiting}
          className="min-h-13 rounded-full border-2 border-transparent bg-accent px-8 font-semibold text-on-accent"
        >
          <span key={behavior.id}>{isLast ? "Review answers" : "Next"}</span>
        </button>
        {index > 0 && (
          <button
            type="submit"
            name="go"
            value={behaviors[index - 1]?.id}
            data-direction="back"
            className="min-h-13 rounded-full border border-edge px-7 font-semibold"
          >
            Back
          </button>
        )}
      </div>
      {isLast && status.kind === "offline" && (
        <p className="mt-4 text-ink-2">You are offline. Your answers are kept on this device; the review opens when you are back.</p>
      )}
    </form>
  );
}
