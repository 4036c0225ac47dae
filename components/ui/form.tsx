"use client";

/**
 * The form of everything that is sent. It shows what is wrong and leads to it, is sent once however often it is pressed, and keeps
 * what was typed through a dead network, an ended session, an update of the server and a reload, and says which of these happened.
 * Without JavaScript it is an ordinary form, and shows the same errors and words.
 */
import { usePathname } from "next/navigation";
import { type ComponentProps, type FormEvent, type ReactNode, startTransition, useActionState, useEffect, useRef, useState } from "react";
import type { ActionError, FormAction } from "@/lib/domain/request/action-result";
import { ATTEMPT, DRAWN_FOR, DRAWN_FOR_NAME } from "@/lib/domain/request/form-fields";
import { SentFormProvider, useDrawnFor } from "./form-context";
import { formFieldId } from "./form-field-id";
import { Notice } from "./notice";
import { acknowledge, enqueue, findPending, isHeldInMemory } from "./outbox";
import { isTouched, readWords, restoreWords, type TypedWords } from "./typed-words";
import { type Autosave, describeStatus, type PendingWords, useAutosave } from "./use-autosave";

type FormProps = Omit<ComponentProps<"form">, "action" | "onSubmit" | "onInput" | "ref" | "name"> & {
  /** Unique on its page, and the same in the next version: what was typed is found by it again. */
  name: string;
  action: FormAction;
  /** The title of an error: what did not happen. */
  errorTitle?: string;
  /**
   * For a preview: what was typed stays in the form when the action has answered. A button that only saves a part of the form has
   * `data-keeps-words` to the same effect.
   */
  isPreview?: boolean | undefined;
  /** Where people write long texts that only they see: saves them while they write. The form then has a field "version". */
  autosave?: Autosave;
  children: ReactNode;
};

export type Failure = Pick<ActionError, "message" | "fieldErrors" | "code">;

/** What fits into one request. In bytes. */
const REQUEST_MAX_BYTES = 1_000_000;

const sizeOf = (fields: FormData) =>
  [...fields].reduce((sum, [, value]) => sum + (typeof value === "string" ? new Blob([value]).size : value.size), 0);

const failed = (code: Failure["code"], message: string): Failure => ({ code, message, fieldErrors: {} });

/** Next marks what it throws to lead to another page. */
const isLeaving = (error: unknown) => typeof error === "object" && error !== null && "digest" in error;

/** The request reached no action: what happened, and what to do. */
export function describeUnanswered(error: unknown): Failure {
  if ((error as Error).name === "UnrecognizedActionError") {
    return failed("Conflict", "Cairn was updated since you opened this page. What you typed is kept: reload the page, then send it.");
  }
  return failed(
    "Unavailable",
    navigator.onLine
      ? "Cairn did not answer, so it is not known whether this was saved. What you typed is still here: try again in a moment. It is saved once, however often you send it."
      : "You are offline, so this was not sent. What you typed is still here: try again once you are back online.",
  );
}

/** What was typed before this script ran: an extension's change of the page would make React draw the fields anew, without it. */
const typedBefore = new Map<string, TypedWords>();
const alive = new WeakSet<HTMLFormElement>();

function noteTyped(form: HTMLFormElement | null | undefined): void {
  const name = form?.getAttribute("name");
  if (form && name && !alive.has(form) && isTouched(form)) typedBefore.set(name, readWords(form));
}

if (typeof document !== "undefined") {
  for (const form of document.forms) noteTyped(form);
  document.addEventListener("input", ({ target }) => noteTyped((target as Partial<HTMLInputElement>).form));
}

export function Form({ name, action, errorTitle = "That was not possible", isPreview = false, autosave, children, ...rest }: FormProps) {
  // As the form was first drawn: after an error the page may be drawn anew for whoever is signed in now.
  const [drawnFor] = useState(useDrawnFor());
  const path = usePathname();
  const key = `form:${drawnFor.id}:${path}#${name}`;
  // Where the form was sent without this script, the page comes back with its result.
  const [served, serve] = useActionState(action, null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [kept, setKept] = useState<"nothing" | "restored" | "refused">("nothing");
  const [isSending, setSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  // What the browser knows at once: a second press comes before the next render.
  const sent = useRef({ isSending: false, attempt: 0 });
  const { status, isUnsaved, entryOf, resume, schedule, pause, begin } = useAutosave({ form, key, save: autosave });
  const refused = served?.ok === false ? served : null;
  const shown = failure ?? refused;

  function keep() {
    const own = form.current;
    if (!own) return;
    if (!isUnsaved(own)) {
      acknowledge(key);
      setKept("nothing");
    } else if (!enqueue(key, entryOf(own))) setKept("refused");
    schedule();
  }

  useEffect(() => {
    const own = form.current;
    if (!own || alive.has(own)) return;
    alive.add(own);
    const typed = typedBefore.get(name);
    typedBefore.delete(name);
    const pending = findPending<PendingWords>(key);
    if (typed) restoreWords(own, typed);
    else if (pending) {
      const isSavedByItself = resume(own, pending);
      restoreWords(own, pending.words);
      if (!isTouched(own)) {
        acknowledge(key);
        begin();
      } else if (!isSavedByItself) setKept("restored");
    }
    if (!isTouched(own)) return;
    if (!enqueue(key, entryOf(own))) setKept("refused");
    schedule();
  }, [key, name, begin, entryOf, resume, schedule]);

  useEffect(() => {
    if (kept !== "refused") return;
    const ask = (event: BeforeUnloadEvent) => isHeldInMemory() && event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [kept]);

  useEffect(() => {
    if (shown) summary.current?.focus();
  }, [shown]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (sent.current.isSending) return;
    const own = event.currentTarget;
    const { submitter } = event.nativeEvent as SubmitEvent;
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
        fields.set(ATTEMPT, `${drawnFor.page}.${name}.${sent.current.attempt}`);
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
    if (keepsWords) return;
    acknowledge(key);
    setKept("nothing");
    form.current?.reset();
    begin();
  }

  function discard() {
    form.current?.reset();
    acknowledge(key);
    setKept("nothing");
    begin();
  }

  return (
    <form {...rest} name={name} ref={form} action={serve} onSubmit={submit} onInput={keep} aria-busy={isSending}>
      <input type="hidden" name={DRAWN_FOR} value={drawnFor.id} />
      <input type="hidden" name={DRAWN_FOR_NAME} value={drawnFor.name} />
      <input type="hidden" name={ATTEMPT} value={`${drawnFor.page}.${name}.0`} />
      {shown && (
        <div
          ref={summary}
          tabIndex={-1}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- an error that nobody sees looks like a dead button, also without JavaScript
          autoFocus
          className="col-span-full mb-5 max-w-reading outline-none"
        >
          <Notice kind="alert" title={errorTitle}>
            <Reasons form={name} failure={shown} path={path} />
          </Notice>
        </div>
      )}
      {kept !== "nothing" && !shown && !(autosave && kept === "refused") && (
        <p role="status" className="col-span-full mb-4 text-[0.94rem] text-ink-2">
          {kept === "restored" ? (
            <>
              <span>What you typed here before is back; it was not sent yet. </span>
              <button type="button" className="text-link cursor-pointer" onClick={discard}>
                Discard it
              </button>
            </>
          ) : (
            "This browser stores nothing for Cairn: what you type is kept until you close this tab."
          )}
        </p>
      )}
      <SentFormProvider
        value={{ name, isRefused: shown !== null, fieldErrors: shown?.fieldErrors ?? {}, typed: failure ? null : (refused?.typed ?? null) }}
      >
        {children}
      </SentFormProvider>
      {autosave && (
        <p role="status" className="sticky bottom-0 col-span-full mt-4 bg-paper text-[0.94rem] text-ink-2 not-empty:py-2 print:hidden">
          {describeStatus(status, kept !== "refused")}
        </p>
      )}
    </form>
  );
}

/** Each error of a field leads to its field; any other is a sentence, with what helps. */
function Reasons({ form, failure, path }: { form: string; failure: Failure; path: string }) {
  const errors = Object.entries(failure.fieldErrors);
  if (errors.length > 0) {
    return (
      <ul>
        {errors.map(([field, message]) => (
          <li key={field}>
            <a className="text-link" href={`#${formFieldId(form, field)}`} onClick={openAround}>
              {message}
            </a>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <>
      <p>{failure.message}</p>
      {failure.code === "Unauthenticated" && (
        <p>
          <a className="text-link" href={`/sign-in?next=${encodeURIComponent(path)}`}>
            Sign in
          </a>
        </p>
      )}
    </>
  );
}

/** A field in a closed part of the page cannot take the focus. */
function openAround(event: { currentTarget: HTMLAnchorElement; preventDefault(): void }) {
  const field = document.getElementById(event.currentTarget.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  for (let around = field.closest("details"); around; around = around.parentElement?.closest("details") ?? null) around.open = true;
  field.focus();
  field.scrollIntoView({ block: "center" });
}
