/**
 * A draft's fields in the browser: what is typed is stored on the device at once, saved after a pause, and never overwrites what
 * somebody else saved meanwhile. It does not depend on React: the page subscribes to it.
 */
import type { ActionResult } from "@/lib/domain/request/action-result";

/** `version` is what was seen: the server accepts a value only over that version. */
export type DraftValue = { path: string; value: string; version: number };

/** Somebody else's text, saved first. */
export type DraftConflict = DraftValue & { editedBy: string };

type Saved = { path: string; version: number };

/** Why the server did not accept a text, as a sentence. */
type FieldError = { path: string; message: string };

export type SaveDraft = (
  changes: DraftValue[],
) => Promise<ActionResult<{ saved: Saved[]; conflicts: DraftConflict[]; errors: FieldError[] }>>;

/** Stores texts that the server does not have yet, beyond the life of the page. */
export type DraftOutbox = {
  read(path: string): DraftValue | null;
  write(field: DraftValue): void;
  remove(path: string): void;
};

export type FieldState = {
  value: string;
  /** What the server has, as far as this page knows. */
  saved: string;
  version: number;
  conflict: DraftConflict | null;
  /** Why the server did not accept it. */
  error: string | null;
};

/** What a form sent without JavaScript, and the server did not accept. */
export type RefusedDraft = {
  typed: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  /** Who saved the field first, by path. */
  editors: Readonly<Record<string, string>>;
};

export type DraftStatus = { kind: "idle" | "saved" | "saving" | "offline" | "conflict" } | { kind: "refused"; message: string };

/** Long enough to type on, short enough to be saved before a tab is closed. In milliseconds. */
export const TYPING_PAUSE = 700;
export const RETRY_PAUSE = 3_000;

const NOT_ALL_SAVED = "One text could not be saved: the reason is below.";
const UPDATED = "Cairn was updated. Please reload this page: what you typed is kept on this device.";

export function createDraftStore(fields: readonly DraftValue[], outbox: DraftOutbox, save: SaveDraft, refused: RefusedDraft | null = null) {
  const states = new Map<string, FieldState>();
  const listeners = new Set<() => void>();
  let status: DraftStatus = { kind: "idle" };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hasSaved = false;
  let last: Promise<boolean> = Promise.resolve(true);
  for (const field of fields) {
    const { path, value: saved, version } = field;
    const editedBy = refused?.editors[path];
    const conflict = editedBy === undefined ? null : { ...field, editedBy };
    states.set(path, { value: refused?.typed[path] ?? saved, saved, version, conflict, error: refused?.errors[path] ?? null });
  }

  function tell(): void {
    for (const listener of listeners) listener();
  }
  function put(path: string, state: FieldState): void {
    states.set(path, state);
    if (state.value === state.saved) outbox.remove(path);
    else outbox.write({ path, value: state.value, version: state.version });
  }
  function isOpen({ value, saved, conflict, error }: FieldState): boolean {
    return value !== saved && conflict === null && error === null;
  }
  function settle(): void {
    const all = [...states.values()];
    if (all.some(({ conflict }) => conflict)) status = { kind: "conflict" };
    else if (all.some(({ error }) => error)) status = { kind: "refused", message: NOT_ALL_SAVED };
    else if (!all.some(isOpen)) status = status.kind === "idle" ? status : { kind: "saved" };
  }
  function isWell(): boolean {
    return status.kind !== "offline" && status.kind !== "refused" && status.kind !== "conflict";
  }
  function soon(pause: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), pause);
  }

  async function send(): Promise<boolean> {
    const changes = [...states].filter(([, state]) => isOpen(state)).map(([path, { value, version }]) => ({ path, value, version }));
    if (changes.length === 0) {
      settle();
      tell();
      return isWell();
    }
    status = { kind: "saving" };
    tell();
    const answer = await save(changes).catch((error: unknown) => error as Error);
    if (answer instanceof Error && answer.name === "UnrecognizedActionError") {
      status = { kind: "refused", message: UPDATED };
    } else if (answer instanceof Error || (!answer.ok && answer.code === "Unavailable")) {
      status = { kind: "offline" };
      soon(RETRY_PAUSE);
    } else if (answer.ok) {
      for (const { path, version } of answer.data.saved) {
        const state = states.get(path);
        const sent = changes.find((change) => change.path === path);
        if (state && sent) put(path, { ...state, saved: sent.value, version });
      }
      for (const conflict of answer.data.conflicts) {
        const state = states.get(conflict.path);
        if (!state) continue;
        // Both wrote the same text: nothing to choose.
        const isSame = state.value === conflict.value;
        put(conflict.path, { ...state, saved: conflict.value, version: conflict.version, conflict: isSame ? null : conflict });
      }
      for (const { path, message } of answer.data.errors) {
        const state = states.get(path);
        // The text may be valid now.
        if (state && state.value === changes.find((change) => change.path === path)?.value) put(path, { ...state, error: message });
      }
      hasSaved ||= answer.data.saved.length > 0;
      settle();
    } else {
      status = { kind: "refused", message: answer.message };
    }
    tell();
    return isWell();
  }

  /** Returns whether the server has everything now. */
  async function flush(): Promise<boolean> {
    clearTimeout(timer);
    // One request at a time: what is typed meanwhile goes with the next.
    last = last.then(send);
    const isSaved = await last;
    return isSaved && [...states.values()].some(isOpen) ? flush() : isSaved;
  }

  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    find: (path: string): FieldState | undefined => states.get(path),
    status: (): DraftStatus => status,
    /** Whether something was saved here, which can be undone. */
    hasSaved: (): boolean => hasSaved,
    /** Whether something is not saved yet. */
    hasOpen: (): boolean => [...states.values()].some(isOpen),
    flush,

    type(path: string, value: string): void {
      const state = states.get(path);
      if (!state || state.value === value) return;
      put(path, { ...state, value, error: null });
      status = state.conflict ? { kind: "conflict" } : { kind: "saving" };
      tell();
      soon(TYPING_PAUSE);
    },

    /** Takes over the server's texts, for fields that are not being changed here. */
    receive(newer: readonly DraftValue[]): void {
      const known = new Set(newer.map(({ path }) => path));
      for (const path of states.keys()) if (!known.has(path)) states.delete(path);
      for (const { path, value, version } of newer) {
        const state = states.get(path);
        if (!state) states.set(path, { value, saved: value, version, conflict: null, error: null });
        else if (state.value === state.saved && version >= state.version) put(path, { ...state, value, saved: value, version });
      }
      settle();
      tell();
    },

    /** Restores what this device stored when the page was last closed. */
    recall(): void {
      for (const [path, state] of states) {
        const kept = outbox.read(path);
        if (!kept) continue;
        if (kept.value === state.saved) outbox.remove(path);
        // With the version that was seen then, so that texts saved since become a question and are not overwritten.
        else put(path, { ...state, value: kept.value, version: kept.version });
      }
      if ([...states.values()].some(isOpen)) void flush();
    },

    choose(path: string, whose: "mine" | "theirs"): void {
      const state = states.get(path);
      if (!state?.conflict) return;
      put(path, { ...state, value: whose === "mine" ? state.value : state.conflict.value, conflict: null });
      void flush();
    },

    stop(): void {
      clearTimeout(timer);
    },
  };
}

export type DraftStore = ReturnType<typeof createDraftStore>;
