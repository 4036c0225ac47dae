"use client";

/**
 * What a form does once somebody uses it: keeps what is typed on the device, sends it once, and puts back what was kept. It is loaded
 * when it is first needed, so that a page to read does not wait for it.
 */
import { type RefObject, startTransition, useEffect, useImperativeHandle, useRef } from "react";
import type { FormAction } from "@/lib/domain/request/action-result";
import { ATTEMPT } from "@/lib/domain/request/form-fields";
import { acknowledge, enqueue, findPending, isHeldInMemory } from "./outbox";
import { isTouched, restoreWords, type TypedWords } from "./typed-words";
import { describeUnanswered, type Failure, failed, isLeaving } from "./unanswered";
import { type Autosave, describeStatus, type PendingWords, useAutosave } from "./use-autosave";

export type Kept = "nothing" | "restored" | "refused";

export type LiveForm = {
  keep: () => void;
  submit: (submitter: HTMLElement | null) => void;
  discard: () => void;
};

type LiveFormProps = {
  form: RefObject<HTMLFormElement | null>;
  handle: RefObject<LiveForm | null>;
  /** Of the outbox. */
  outboxKey: string;
  /** The same in every attempt from this page, but for its number. */
  attempt: string;
  action: FormAction;
  isPreview: boolean;
  autosave: Autosave | undefined;
  /** What was typed before any script ran, and is gone from the fields. */
  typedBefore: TypedWords | undefined;
  kept: Kept;
  setKept: (kept: Kept) => void;
  setFailure: (failure: Failure | null) => void;
  setSending: (isSending: boolean) => void;
  onReady: () => void;
};

/** What fits into one request. In bytes. */
const REQUEST_MAX_BYTES = 1_000_000;

const sizeOf = (fields: FormData) =>
  [...fields].reduce((sum, [, value]) => sum + (typeof value === "string" ? new Blob([value]).size : value.size), 0);

export function LiveForm({
  form,
  handle,
  outboxKey: key,
  attempt,
  action,
  isPreview,
  autosave,
  typedBefore,
  kept,
  ...page
}: LiveFormProps) {
  const { setKept, setFailure, setSending, onReady } = page;
  // What the browser knows at once: a second press comes before the next render.
  const sent = useRef({ isSending: false, attempt: 0 });
  const { status, isUnsaved, entryOf, resume, schedule, pause, begin } = useAutosave({ form, key, save: autosave });

  function keep() {
    const own = form.current;
    if (!own) return;
    if (!isUnsaved(own)) {
      acknowledge(key);
      setKept("nothing");
    } else if (!enqueue(key, entryOf(own))) setKept("refused");
    schedule();
  }

  const isAlive = useRef(false);
  useEffect(() => {
    const own = form.current;
    if (!own || isAlive.current) return;
    isAlive.current = true;
    const pending = findPending<PendingWords>(key);
    // What is in the fields is newer than all that was noted or kept.
    const isNewer = isTouched(own);
    if (!isNewer && typedBefore) restoreWords(own, typedBefore);
    else if (!isNewer && pending) {
      const isSavedByItself = resume(own, pending);
      restoreWords(own, pending.words);
      if (!isTouched(own)) {
        acknowledge(key);
        begin();
      } else if (!isSavedByItself) setKept("restored");
    }
    if (isTouched(own)) {
      if (!enqueue(key, entryOf(own))) setKept("refused");
      schedule();
    }
    onReady();
  }, [form, key, typedBefore, begin, entryOf, resume, schedule, setKept, onReady]);

  useEffect(() => {
    if (kept !== "refused") return;
    const ask = (event: BeforeUnloadEvent) => isHeldInMemory() && event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [kept]);

  function submit(submitter: HTMLElement | null) {
    const own = form.current;
    if (!own || sent.current.isSending) return;
    const keepsWords = isPreview || submitter?.dataset.keepsWords !== undefined;
    sent.current.isSending = true;
    setSending(true);
    setFailure(null);
    startTransition(async () => {
      try {
        const overtaken = await pause();
        if (overtaken) {
          setFailure(overtaken);
          return;
        }
        const fields = new FormData(own, submitter);
        fields.set(ATTEMPT, `${attempt}.${sent.current.attempt}`);
        if (sizeOf(fields) > REQUEST_MAX_BYTES) {
          setFailure(
            failed("Invalid", "This is more than Cairn takes at once, which is 1 MB. Please make it smaller, or send it in parts."),
          );
          return;
        }
        const result = await action(null, fields);
        if (result?.ok === false) setFailure(result);
        else settle(keepsWords);
      } catch (error) {
        if (!isLeaving(error)) {
          setFailure(describeUnanswered(error));
          return;
        }
        settle(keepsWords);
        throw error;
      } finally {
        sent.current.isSending = false;
        setSending(false);
      }
    });
  }

  /** The server has it. */
  function settle(keepsWords: boolean) {
    sent.current.attempt += 1;
    if (!keepsWords) discard();
  }

  function discard() {
    form.current?.reset();
    acknowledge(key);
    setKept("nothing");
    begin();
  }

  useImperativeHandle(handle, () => ({ keep, submit, discard }));

  if (!autosave) return null;
  return (
    <p role="status" className="sticky bottom-0 col-span-full mt-4 bg-paper text-[0.94rem] text-ink-2 not-empty:py-2 print:hidden">
      {describeStatus(status, kept !== "refused")}
    </p>
  );
}
