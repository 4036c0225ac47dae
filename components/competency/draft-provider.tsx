"use client";

/** What a draft's page shares with all its fields: their texts, the form that sends them without JavaScript, and the save status. */
import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { DRAFT_FORM, DraftCommand } from "./draft-command";
import { createDraftStore, type DraftOutbox, type DraftStore, type DraftValue, type RefusedDraft, type SaveDraft } from "./draft-store";

const DraftContext = createContext<DraftStore | null>(null);

export function useDraft(): DraftStore {
  const store = useContext(DraftContext);
  if (!store) throw new Error("A draft's field stands in no draft");
  return store;
}

/**
 * In private windows and with a full quota the browser does not store: then what is typed lasts as long as the page. What was
 * typed into a draft that is gone is offered to the next draft, as not based on any of its versions.
 */
function deviceOutbox(competencyId: string, draftId: string): DraftOutbox {
  const keyOf = (path: string) => `cairn:draft:${competencyId}:${path}`;
  return {
    read(path) {
      try {
        const kept = JSON.parse(localStorage.getItem(keyOf(path)) ?? "null") as (DraftValue & { draftId: string }) | null;
        return kept && { path, value: kept.value, version: kept.draftId === draftId ? kept.version : UNSEEN };
      } catch {
        return null;
      }
    },
    write(field) {
      try {
        localStorage.setItem(keyOf(field.path), JSON.stringify({ ...field, draftId }));
      } catch {}
    },
    remove(path) {
      try {
        localStorage.removeItem(keyOf(path));
      } catch {}
    },
  };
}

/** No field ever has this version. */
const UNSEEN = -1;

type DraftProviderProps = {
  draftId: string;
  competencyId: string;
  fields: DraftValue[];
  refused: RefusedDraft | null;
  save: (input: { competencyId: string; draftId: string; changes: DraftValue[] }) => ReturnType<SaveDraft>;
  /** Gets the whole form, with the command of the button that sent it. */
  edit: (form: FormData) => Promise<void>;
  /** The page's path, so that the form returns there. */
  path: string;
  children: ReactNode;
};

export function DraftProvider({ draftId, competencyId, fields, refused, save, edit, path, children }: DraftProviderProps) {
  const [store] = useState(() =>
    createDraftStore(fields, deviceOutbox(competencyId, draftId), (changes) => save({ competencyId, draftId, changes }), refused),
  );
  const hasScript = useHasScript();
  const form = useRef<HTMLFormElement>(null);
  const pressed = useRef<string | null>(null);

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
    window.addEventListener("online", flush);
    window.addEventListener("pagehide", flush);
    return () => {
      store.stop();
      window.removeEventListener("online", flush);
      window.removeEventListener("pagehide", flush);
    };
  }, [store]);

  useEffect(() => {
    const own = form.current;
    // What was typed is sent first, so that a button or a link applies to it.
    function submitted(event: SubmitEvent) {
      const button = event.submitter instanceof HTMLButtonElement ? event.submitter : null;
      pressed.current = button?.value ?? null;
      if (!store.hasOpen()) return;
      event.preventDefault();
      event.stopPropagation();
      void store.flush().then((isSaved) => isSaved && own?.requestSubmit(button));
    }
    function clicked(event: MouseEvent) {
      const link = (event.target as Element).closest("a");
      if (!link?.href || link.getAttribute("href")?.startsWith("#") || !store.hasOpen()) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      void store.flush().then((isSaved) => isSaved && window.location.assign(link.href));
    }
    function typed(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
      const key = event.key.toLowerCase();
      const command = key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" ? "undo" : null;
      if (command === null) return;
      event.preventDefault();
      const button = document.querySelector<HTMLButtonElement>(`button[form="${DRAFT_FORM}"][value="${command}"]`);
      // The text that was just typed can be undone once it is saved.
      if (button && (!button.disabled || store.hasOpen())) void store.flush().then((isSaved) => isSaved && own?.requestSubmit(button));
    }
    own?.addEventListener("submit", submitted, { capture: true });
    document.addEventListener("click", clicked);
    document.addEventListener("keydown", typed);
    return () => {
      own?.removeEventListener("submit", submitted, { capture: true });
      document.removeEventListener("click", clicked);
      document.removeEventListener("keydown", typed);
    };
  }, [store]);

  return (
    <DraftContext value={store}>
      <form id={DRAFT_FORM} ref={form} action={edit} noValidate>
        <input type="hidden" name="competencyId" value={competencyId} />
        <input type="hidden" name="draftId" value={draftId} />
        <input type="hidden" name="path" value={path} />
        <input type="hidden" name="script" value={hasScript ? "on" : "off"} />
      </form>
      {children}
    </DraftContext>
  );
}

const STATUS_LABELS = {
  idle: "Saved as you type",
  saved: "Saved",
  saving: "Saving…",
  offline: "Offline: kept on this device, will be saved",
  conflict: "Somebody else changed the same text: please choose below",
};

export function DraftStatusLine() {
  const store = useDraft();
  const status = useSyncExternalStore(store.subscribe, store.status, store.status);
  return (
    <p role="status" className={status.kind === "refused" || status.kind === "conflict" ? "font-semibold text-signal" : "text-ink-2"}>
      {status.kind === "refused" ? status.message : STATUS_LABELS[status.kind]}
    </p>
  );
}

const never = () => () => undefined;

/** False on the server, and in the browser until the script has run. */
function useHasScript(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/** For buttons that are not needed with JavaScript. */
export function WithoutScript({ children }: { children: ReactNode }) {
  return useHasScript() ? null : children;
}

/** The person's own steps, which the keys undo and redo as well. */
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
