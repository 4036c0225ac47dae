"use client";

/** Saves a form while somebody writes in it: one request at a time, after a pause, when the network is back, and before the page goes. */
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { ActionResult } from "@/lib/domain/request/action-result";
import { acknowledge } from "./outbox";
import { isTouched, readWords, type TypedWords } from "./typed-words";
import { type Failure, failed } from "./unanswered";

/** Returns the hidden fields that follow, such as the version of what is saved now. */
export type Autosave = (form: FormData) => Promise<ActionResult<Record<string, string>>>;

type AutosaveStatus = { kind: "idle" | "saving" | "saved" | "offline" } | { kind: "refused"; message: string };

/** What the outbox holds of a form: the words, and the version of the page that they were typed into. */
export type PendingWords = { words: TypedWords; version: string };

const CHANGED_SINCE =
  "it was changed in another tab or on another device since you typed this. Yours is here: saving it replaces what was saved there.";

/** In milliseconds. */
const TYPING_PAUSE = 1_000;
const RETRY_PAUSE = 5_000;

const IDLE: AutosaveStatus = { kind: "idle" };

const same = (one: TypedWords, other: TypedWords) => JSON.stringify(one) === JSON.stringify(other);

function hiddenField(form: HTMLFormElement, name: string): HTMLInputElement | null {
  return form.querySelector(`input[type=hidden][name="${CSS.escape(name)}"]`);
}

/** Empty where a form has none. */
const versionOf = (form: HTMLFormElement): string => hiddenField(form, "version")?.value ?? "";

/** What is typed but not on the server. */
function isUnsaved(form: HTMLFormElement, saved: TypedWords | null): boolean {
  return saved ? !same(readWords(form), saved) : isTouched(form);
}

export function useAutosave({ form, key, save }: { form: RefObject<HTMLFormElement | null>; key: string; save: Autosave | undefined }) {
  const [status, setStatus] = useState<AutosaveStatus>(IDLE);
  const isOn = save !== undefined;
  // Each time that the server draws the page anew it is another function: what is planned stays.
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sending = useRef<Promise<Failure | null> | null>(null);
  /** What this page last saved by itself; null while that is what the page showed at first. */
  const saved = useRef<TypedWords | null>(null);
  /** Somebody was first since this version: nothing is saved over theirs until the person sends the form. */
  const overtaken = useRef<string | null>(null);

  const flush = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    const own = form.current;
    if (!latest.current || !own || sending.current || overtaken.current !== null) return;
    if (!isUnsaved(own, saved.current)) {
      setStatus((known) => (known.kind === "saving" ? { kind: saved.current ? "saved" : "idle" } : known));
      return;
    }
    const [words, version] = [readWords(own), versionOf(own)];
    setStatus({ kind: "saving" });
    sending.current = send(latest.current, own);
    const error = await sending.current;
    sending.current = null;
    if (!error) {
      saved.current = words;
      acknowledge<PendingWords>(key, (entry) => same(entry.words, words));
      const isAll = !isUnsaved(own, words);
      setStatus({ kind: isAll ? "saved" : "saving" });
      if (!isAll) timer.current = setTimeout(() => void flush(), TYPING_PAUSE);
    } else if (error.code === "Unavailable") {
      setStatus({ kind: "offline" });
      timer.current = setTimeout(() => void flush(), RETRY_PAUSE);
    } else {
      if (error.code === "Conflict") overtaken.current = version;
      setStatus({ kind: "refused", message: error.message });
    }
  }, [form, key]);

  useEffect(() => {
    const flushNow = () => void flush();
    window.addEventListener("online", flushNow);
    window.addEventListener("pagehide", flushNow);
    return () => {
      clearTimeout(timer.current);
      window.removeEventListener("online", flushNow);
      window.removeEventListener("pagehide", flushNow);
    };
  }, [flush]);

  return {
    status,
    /** Whether the server lacks something that is typed. */
    isUnsaved: useCallback((own: HTMLFormElement) => isUnsaved(own, saved.current), []),
    /** For the outbox. */
    entryOf: useCallback(
      (own: HTMLFormElement): PendingWords => ({ words: readWords(own), version: overtaken.current ?? versionOf(own) }),
      [],
    ),
    /** Called before words of the outbox are put back. Returns whether they are then saved by themselves. */
    resume: useCallback(
      (own: HTMLFormElement, { version }: PendingWords): boolean => {
        if (!isOn) return false;
        if (version === versionOf(own)) return true;
        overtaken.current = version;
        setStatus({ kind: "refused", message: CHANGED_SINCE });
        return false;
      },
      [isOn],
    ),
    /** Called with every change. */
    schedule: useCallback(() => {
      if (!isOn || overtaken.current !== null) return;
      setStatus((known) => (known.kind === "offline" ? known : { kind: "saving" }));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), TYPING_PAUSE);
    }, [flush, isOn]),
    /** Waits for what is on its way, before the form is sent. Returns why that was refused, where somebody else was first. */
    pause: useCallback(async (): Promise<Failure | null> => {
      clearTimeout(timer.current);
      const error = await sending.current;
      return error?.code === "Conflict" ? error : null;
    }, []),
    /** The form was sent, or what was typed is discarded. */
    begin: useCallback(() => {
      clearTimeout(timer.current);
      saved.current = null;
      overtaken.current = null;
      setStatus(IDLE);
    }, []),
  };
}

/** Returns why the server did not take it, or null. */
async function send(save: Autosave, form: HTMLFormElement): Promise<Failure | null> {
  try {
    const result = await save(new FormData(form));
    if (!result.ok) return result;
    for (const [name, value] of Object.entries(result.data)) {
      const field = hiddenField(form, name);
      if (field) field.value = value;
    }
    return null;
  } catch (error) {
    if ((error as Error).name !== "UnrecognizedActionError") return failed("Unavailable", "");
    return failed("Unexpected", "Cairn was updated. Reload the page to go on: what you typed is kept.");
  }
}

/** Never says more than is true. */
export function describeStatus(status: AutosaveStatus, isKeptOnDevice: boolean): string {
  switch (status.kind) {
    case "idle":
      return "";
    case "saving":
      return "Saving…";
    case "saved":
      return "Saved";
    case "offline":
      return isKeptOnDevice ? "Offline: kept on this device, will be saved" : "Offline: kept until you close this tab";
    case "refused":
      return `Not saved: ${status.message}`;
  }
}
