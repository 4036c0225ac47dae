"use client";

/** What a draft's page shares with all its fields: their texts, the form that sends them without JavaScript, and the save status. */
import {
  createContext,
  type FormEvent,
  type ReactNode,
  useActionState,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { useDrawnFor } from "@/components/ui/form-context";
import { acknowledge, isHeldInMemory } from "@/components/ui/outbox";
import { describeUnanswered, type Failure } from "@/components/ui/unanswered";
import type { FormAction } from "@/lib/domain/request/action-result";
import { ATTEMPT, DRAWN_FOR, DRAWN_FOR_NAME } from "@/lib/domain/request/form-fields";
import { DRAFT_FORM, DraftCommand } from "./draft-command";
import { createDraftStore, type DraftStore, type DraftValue, type SaveDraft } from "./draft-store";
import { fieldId } from "./field-id";

type DraftPage = {
  store: DraftStore;
  keyOf: (path: string) => string;
  /** Why the last button did nothing. */
  failure: Failure | null;
  path: string;
};

const DraftContext = createContext<DraftPage | null>(null);

export function useDraftPage(): DraftPage {
  const page = useContext(DraftContext);
  if (!page) throw new Error("A draft's field stands in no draft");
  return page;
}

export const useDraft = (): DraftStore => useDraftPage().store;

type DraftProviderProps = {
  draftId: string;
  competencyId: string;
  fields: DraftValue[];
  save: (input: {
    drawnFor: { id: string; name: string };
    competencyId: string;
    draftId: string;
    changes: DraftValue[];
  }) => ReturnType<SaveDraft>;
  /** Gets the whole form, with the command of the button that sent it. */
  edit: FormAction;
  /** The page's path, so that the form returns there. */
  path: string;
  children: ReactNode;
};

/** Where a field that is being written in has a history of its own. */
const isWriting = () => document.activeElement?.matches("textarea,input,[contenteditable]") ?? false;

export function DraftProvider({ draftId, competencyId, fields, save, edit, path, children }: DraftProviderProps) {
  const drawnFor = useDrawnFor();
  // Where the form was sent without this script, the page comes back with its result.
  const [served, serve] = useActionState(edit, null);
  const refused = served?.ok === false ? served : null;
  const [failure, setFailure] = useState<Failure | null>(null);
  const keyOf = (field: string) => `draft:${drawnFor.id}:${competencyId}:${field}`;
  const [store] = useState(() => {
    const { id, name } = drawnFor;
    return createDraftStore({
      draftId,
      fields,
      keyOf,
      save: (changes) => save({ drawnFor: { id, name }, competencyId, draftId, changes }),
      refused,
    });
  });
  const form = useRef<HTMLFormElement>(null);
  const pressed = useRef<string | null>(null);
  // What the browser knows at once: a second press comes before the next render.
  const sent = useRef({ isSending: false, attempt: 1 });

  // The page was rendered again, for example after an undo; a button that moved keeps the focus.
  useEffect(() => {
    store.receive(fields);
    const command = pressed.current;
    pressed.current = null;
    if (command === null || (document.activeElement !== null && document.activeElement !== document.body)) return;
    document.querySelector<HTMLButtonElement>(`button[form="${DRAFT_FORM}"][value="${CSS.escape(command)}"]`)?.focus();
  }, [store, fields]);

  useEffect(() => {
    store.recall();
    const flush = () => void store.flush();
    // Also when the person comes back from signing in in another tab.
    const returned = () => store.status().kind === "signedOut" && flush();
    // Where this device keeps nothing, and while two texts wait for a choice.
    const ask = (event: BeforeUnloadEvent) => (isHeldInMemory() || store.hasConflict()) && event.preventDefault();
    // What was typed is sent first, so that the next page has it.
    function clicked(event: MouseEvent) {
      const link = (event.target as Element).closest("a");
      if (!link?.href || link.getAttribute("href")?.startsWith("#") || link.target || !store.hasOpen()) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      void store.flush().then(() => store.status().kind !== "offline" && window.location.assign(link.href));
    }
    function typed(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing || isWriting()) return;
      const key = event.key.toLowerCase();
      const command = key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" ? "undo" : null;
      if (command === null) return;
      event.preventDefault();
      const button = document.querySelector<HTMLButtonElement>(`button[form="${DRAFT_FORM}"][value="${command}"]`);
      // The text that was just typed can be undone once it is saved.
      if (button && (!button.disabled || store.hasOpen())) void store.flush().then(() => form.current?.requestSubmit(button));
    }
    window.addEventListener("online", flush);
    window.addEventListener("pagehide", flush);
    window.addEventListener("focus", returned);
    window.addEventListener("beforeunload", ask);
    document.addEventListener("click", clicked);
    document.addEventListener("keydown", typed);
    return () => {
      store.stop();
      window.removeEventListener("online", flush);
      window.removeEventListener("pagehide", flush);
      window.removeEventListener("focus", returned);
      window.removeEventListener("beforeunload", ask);
      document.removeEventListener("click", clicked);
      document.removeEventListener("keydown", typed);
    };
  }, [store]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const own = event.currentTarget;
    const { submitter } = event.nativeEvent as SubmitEvent;
    if (sent.current.isSending) return;
    sent.current.isSending = true;
    const command = submitter instanceof HTMLButtonElement ? submitter.value : "save";
    pressed.current = command;
    setFailure(null);
    try {
      // What was typed is sent first, so that the button applies to it; where that fails, the status says why.
      await store.flush();
      if (store.hasOpen()) return;
      const sending = new FormData();
      for (const [name, value] of new FormData(own)) if (!/^(?:value|was|version):/.test(name)) sending.append(name, value);
      sending.set("command", command);
      sending.set("script", "on");
      sending.set(ATTEMPT, `${drawnFor.page}.${DRAFT_FORM}.${sent.current.attempt}`);
      const result = await edit(null, sending);
      if (result?.ok === false) {
        setFailure(result);
        return;
      }
      sent.current.attempt += 1;
      const added = command.endsWith(".add") && own.elements.namedItem(`new:${command.slice(0, -".add".length)}`);
      if (!(added instanceof HTMLInputElement)) return;
      added.value = "";
      acknowledge(keyOf(added.name));
    } catch (error) {
      setFailure(describeUnanswered(error));
    } finally {
      sent.current.isSending = false;
    }
  }

  return (
    <DraftContext value={{ store, keyOf, failure: failure ?? refused, path }}>
      <form id={DRAFT_FORM} ref={form} action={serve} onSubmit={(event) => void submit(event)} noValidate>
        <input type="hidden" name={DRAWN_FOR} value={drawnFor.id} />
        <input type="hidden" name={DRAWN_FOR_NAME} value={drawnFor.name} />
        <input type="hidden" name={ATTEMPT} value={`${drawnFor.page}.${DRAFT_FORM}.0`} />
        <input type="hidden" name="competencyId" value={competencyId} />
        <input type="hidden" name="draftId" value={draftId} />
        <input type="hidden" name="path" value={path} />
        {/* The first button of a form is what the Enter key presses: not Undo. */}
        <button type="submit" name="command" value="save" hidden>
          Save
        </button>
      </form>
      {children}
    </DraftContext>
  );
}

const STATUS_LABELS = {
  idle: "Saved as you type",
  saved: "Saved",
  saving: "Saving…",
};

/** Never says more than is true of this device. */
function describeStatus(status: ReturnType<DraftStore["status"]>): string {
  const where = isHeldInMemory() ? "kept until you close this tab" : "kept on this device";
  switch (status.kind) {
    case "offline":
      return `Offline: ${where}, will be saved`;
    case "conflict":
      return `Somebody else changed the same text: please choose below. Yours is ${where}.`;
    case "incomplete":
      return `One text could not be saved: the reason is below. It is ${where}.`;
    case "retired":
      return `What you typed in something that was retired is ${where}. Bring it back below, and it is saved.`;
    case "updated":
      return `Cairn was updated. What you typed is ${where}: please reload this page.`;
    case "signedOut":
      return `You have been signed out. What you typed is ${where}, and is saved once you are signed in again.`;
    case "refused":
      return `Not saved: ${status.message} What you typed is ${where}.`;
    default:
      return STATUS_LABELS[status.kind];
  }
}

const signInHref = (path: string) => `/sign-in?next=${encodeURIComponent(path)}`;

export function DraftStatusLine() {
  const { store, path } = useDraftPage();
  const status = useSyncExternalStore(store.subscribe, store.status, store.status);
  const isCalm = status.kind === "offline" || status.kind in STATUS_LABELS;
  return (
    <div className="flex flex-wrap gap-x-3">
      <p role="status" className={isCalm ? "text-ink-2" : "font-semibold text-signal"}>
        {describeStatus(status)}
      </p>
      {status.kind === "signedOut" && (
        // What only this page has would not survive leaving it.
        <a className="text-link" href={signInHref(path)} target={isHeldInMemory() ? "_blank" : undefined}>
          Sign in
        </a>
      )}
    </div>
  );
}

/** Why the last button did nothing: each error of a field leads to its field. */
export function DraftFailure() {
  const { failure, path } = useDraftPage();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failure) place.current?.focus();
  }, [failure]);
  if (!failure) return null;
  const errors = Object.entries(failure.fieldErrors);
  return (
    <div
      ref={place}
      role="alert"
      tabIndex={-1}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- an error that nobody sees looks like a dead button, also without JavaScript
      autoFocus
      className="mt-1 text-[0.94rem] font-medium text-signal outline-none"
    >
      <p>{failure.message}</p>
      {errors.length > 0 && (
        <ul>
          {errors.map(([name, message]) => (
            <li key={name}>
              <a className="text-link" href={`#${fieldId(name.replace(/^value:/, ""))}`}>
                {message}
              </a>
            </li>
          ))}
        </ul>
      )}
      {failure.code === "Unauthenticated" && (
        <a className="text-link" href={signInHref(path)}>
          Sign in
        </a>
      )}
    </div>
  );
}

const never = () => () => undefined;

/** For buttons that are not needed with JavaScript: there on the server, and in the browser until the script has run. */
export function WithoutScript({ children }: { children: ReactNode }) {
  const hasScript = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return hasScript ? null : children;
}

/** The person's own steps, which the keys undo and redo as well while no field is written in. */
export function UndoCommands({ canUndo, canRedo }: { canUndo: boolean; canRedo: boolean }) {
  const store = useDraft();
  const hasSaved = useSyncExternalStore(store.subscribe, store.hasSaved, store.hasSaved);
  return (
    <>
      <DraftCommand command="undo" disabled={!canUndo && !hasSaved}>
        Undo
      </DraftCommand>
      <DraftCommand command="redo" disabled={!canRedo}>
        Redo
      </DraftCommand>
    </>
  );
}
