"use client";

/**
 * The form of everything that is sent. It shows what is wrong and leads to it, is sent once however often it is pressed, and keeps
 * what was typed through a dead network, an ended session, an update of the server and a reload, and says which of these happened.
 * Most of that is loaded once somebody uses a form. Without JavaScript it is an ordinary form, and shows the same errors and words.
 */
import { usePathname } from "next/navigation";
import { type ComponentProps, type FormEvent, type ReactNode, useActionState, useCallback, useEffect, useRef, useState } from "react";
import type { FormAction } from "@/lib/domain/request/action-result";
import { ATTEMPT, DRAWN_FOR, DRAWN_FOR_NAME } from "@/lib/domain/request/form-fields";
import { SentFormProvider, useDrawnFor } from "./form-context";
import { formFieldId } from "./form-field-id";
import type { Kept, LiveForm } from "./live-form";
import { Notice } from "./notice";
import { findPending } from "./outbox";
import { isTouched, readWords, type TypedWords } from "./typed-words";
import { describeUnanswered, type Failure } from "./unanswered";
import type { Autosave } from "./use-autosave";

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
  const [kept, setKept] = useState<Kept>("nothing");
  const [isSending, setSending] = useState(false);
  const [Live, setLive] = useState<typeof LiveForm | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const live = useRef<LiveForm>(null);
  /** The button that was pressed before the rest was loaded; undefined where none was. */
  const pressed = useRef<HTMLElement | null>(undefined);
  const [typed, setTyped] = useState<TypedWords>();
  const refused = served?.ok === false ? served : null;
  const shown = failure ?? refused;

  const load = useCallback(() => {
    import("./live-form").then(
      ({ LiveForm: loaded }) => setLive(() => loaded),
      (error: unknown) => {
        if (pressed.current !== undefined) setFailure(describeUnanswered(error));
        pressed.current = undefined;
      },
    );
  }, []);
  const sendPressed = useCallback(() => {
    if (pressed.current !== undefined) live.current?.submit(pressed.current);
    pressed.current = undefined;
  }, []);

  useEffect(() => {
    const own = form.current;
    if (!own) return;
    alive.add(own);
    const noted = typedBefore.get(name);
    // Another form of this name, on another page, is another form.
    typedBefore.delete(name);
    if (noted) setTyped(noted);
    if (autosave || noted || findPending(key) || isTouched(own)) load();
  }, [autosave, key, load, name]);

  useEffect(() => {
    if (shown) summary.current?.focus();
  }, [shown]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    if (live.current) {
      live.current.submit(submitter);
      return;
    }
    if (pressed.current === undefined) pressed.current = submitter;
    setFailure(null);
    load();
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- nothing is done by them: the rest is loaded
    <form
      {...rest}
      name={name}
      ref={form}
      action={serve}
      onSubmit={submit}
      onInput={() => (live.current ? live.current.keep() : load())}
      onFocus={Live ? undefined : load}
      onPointerDown={Live ? undefined : load}
      aria-busy={isSending}
    >
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
              <button type="button" className="text-link cursor-pointer" onClick={() => live.current?.discard()}>
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
      {Live && (
        <Live
          form={form}
          handle={live}
          outboxKey={key}
          attempt={`${drawnFor.page}.${name}`}
          action={action}
          isPreview={isPreview}
          autosave={autosave}
          typedBefore={typed}
          kept={kept}
          setKept={setKept}
          setFailure={setFailure}
          setSending={setSending}
          onReady={sendPressed}
        />
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
