/**
 * A draft's fields in the browser: what is typed is stored on the device at once, saved after a pause, and never overwrites what
 * somebody else saved meanwhile. It does not depend on React: the page subscribes to it.
 */
import { acknowledge, enqueue, findPending } from "@/components/ui/outbox";
import type { ActionError, ActionResult } from "@/lib/domain/request/action-result";

/** `version` is what was seen: the server accepts a value only over that version. */
export type DraftValue = { path: string; value: string; version: number };

/** Somebody else's text, saved first; `message` says by whom. */
export type DraftConflict = DraftValue & { message: string };

type Saved = { path: string; version: number };

/** Why the server did not accept a text, as a sentence, and for code to branch on. */
export type DraftFieldError = { path: string; message: string; reason: string | null };

export type SaveDraft = (
  changes: DraftValue[],
) => Promise<ActionResult<{ saved: Saved[]; conflicts: DraftConflict[]; errors: DraftFieldError[] }>>;

export type FieldState = {
  value: string;
  /** What the server has, as far as this page knows. */
  saved: string;
  /** What was seen: in a conflict the one before theirs. */
  version: number;
  conflict: DraftConflict | null;
  /** Why the server did not accept it. */
  error: Pick<DraftFieldError, "message" | "reason"> | null;
};

export type DraftStatus =
  | { kind: "idle" | "saved" | "saving" | "offline" | "conflict" | "incomplete" | "retired" | "updated" | "signedOut" }
  | { kind: "refused"; message: string };

/** What the outbox has of a text. */
type PendingText = { value: string; version: number; draftId: string };

type DraftStoreOptions = {
  draftId: string;
  fields: readonly DraftValue[];
  /** A text's key in the outbox: the same for the competency's next draft, which is offered what was typed into one that is gone. */
  keyOf: (path: string) => string;
  save: SaveDraft;
  /** What a form sent without JavaScript, and the server did not accept. */
  refused?: ActionError | null;
};

/** Long enough to type on, short enough to be saved before a tab is closed. In milliseconds. */
export const TYPING_PAUSE = 700;
export const RETRY_PAUSE = 3_000;

/** No field ever has this version. */
const UNSEEN = -1;

const withoutReturns = (text: string) => text.replaceAll("\r\n", "\n");

/** A field as the form without JavaScript sent it, where its text was changed there and is not saved. */
function refusedState({ path, value, version }: DraftValue, { typed, fieldErrors }: ActionError): Partial<FieldState> {
  const [mine, was, seen] = ["value", "was", "version"].map((part) => typed[`${part}:${path}`]?.[0]);
  if (mine === undefined || was === undefined || mine === was || withoutReturns(mine) === value) return {};
  const message = fieldErrors[`value:${path}`];
  const texts = { value: withoutReturns(mine), version: Number(seen) };
  if (message === undefined) return texts;
  if (texts.version !== version) return { ...texts, conflict: { path, value, version, message } };
  return { ...texts, error: { message, reason: null } };
}

export function createDraftStore({ draftId, fields, keyOf, save, refused = null }: DraftStoreOptions) {
  const states = new Map<string, FieldState>();
  /** Texts that are not saved, of what the page no longer shows because somebody retired it. */
  const retired = new Set<string>();
  const listeners = new Set<() => void>();
  let status: DraftStatus = { kind: "idle" };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hasSaved = false;
  let hasRecalled = false;
  let last: Promise<void> = Promise.resolve();
  for (const field of fields) states.set(field.path, { ...stateOf(field), ...(refused && refusedState(field, refused)) });
  settle();

  function stateOf({ value, version }: DraftValue): FieldState {
    return { value, saved: value, version, conflict: null, error: null };
  }
  function tell(): void {
    for (const listener of listeners) listener();
  }
  function keep(path: string, { value, version }: FieldState): void {
    enqueue(keyOf(path), { value, version, draftId } satisfies PendingText);
  }
  /** The server has it, unless another tab typed something else since. */
  function drop(path: string, value: string): void {
    acknowledge<PendingText>(keyOf(path), (entry) => entry.value === value);
  }
  function isOpen({ value, saved, conflict, error }: FieldState): boolean {
    return value !== saved && conflict === null && error === null;
  }
  function hasOpen(): boolean {
    return [...states.values()].some(isOpen);
  }
  function settle(): void {
    const all = [...states.values()];
    if (all.some(({ conflict }) => conflict)) status = { kind: "conflict" };
    else if (all.some(({ error }) => error)) status = { kind: "incomplete" };
    else if (retired.size > 0) status = { kind: "retired" };
    else if (!hasOpen() && status.kind !== "idle") status = { kind: "saved" };
  }
  function soon(pause: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), pause);
  }
  function take(changes: readonly DraftValue[], saved: readonly Saved[]): void {
    for (const { path, version } of saved) {
      const state = states.get(path);
      const sent = changes.find((change) => change.path === path);
      if (!sent) continue;
      drop(path, sent.value);
      if (!state) continue;
      const next = { ...state, saved: sent.value, version };
      states.set(path, next);
      if (next.value !== next.saved) keep(path, next);
    }
    hasSaved ||= saved.length > 0;
  }
  function meet(conflict: DraftConflict): void {
    const state = states.get(conflict.path);
    if (!state) return;
    if (state.value !== conflict.value) {
      // The outbox keeps the version that was seen, so that the question is asked again after a reload.
      states.set(conflict.path, { ...state, conflict });
      return;
    }
    // Both wrote the same text: nothing to choose.
    states.set(conflict.path, stateOf(conflict));
    drop(conflict.path, conflict.value);
  }

  async function send(): Promise<void> {
    const changes = [...states].filter(([, state]) => isOpen(state)).map(([path, { value, version }]) => ({ path, value, version }));
    if (changes.length === 0) {
      settle();
      tell();
      return;
    }
    status = { kind: "saving" };
    tell();
    const answer = await save(changes).catch((error: unknown) => error as Error);
    if (answer instanceof Error && answer.name === "UnrecognizedActionError") {
      status = { kind: "updated" };
    } else if (answer instanceof Error || (!answer.ok && answer.code === "Unavailable")) {
      status = { kind: "offline" };
      soon(RETRY_PAUSE);
    } else if (answer.ok) {
      take(changes, answer.data.saved);
      answer.data.conflicts.forEach(meet);
      for (const { path, message, reason } of answer.data.errors) {
        const state = states.get(path);
        // The text may be valid now.
        if (state && state.value === changes.find((change) => change.path === path)?.value)
          states.set(path, { ...state, error: { message, reason } });
      }
      settle();
    } else {
      status = answer.code === "Unauthenticated" ? { kind: "signedOut" } : { kind: "refused", message: answer.message };
    }
    tell();
  }

  /** Sends what is open; what then still is could not be sent, as the status says. */
  async function flush(): Promise<void> {
    clearTimeout(timer);
    // One request at a time: what is typed meanwhile goes with the next.
    last = last.then(send);
    await last;
    if (hasOpen() && status.kind !== "offline" && status.kind !== "refused" && status.kind !== "updated" && status.kind !== "signedOut")
      await flush();
  }

  /** Puts back what this device has of a text, unless something else was typed since. */
  function recallText(path: string, state: FieldState): void {
    const pending = state.value === state.saved && findPending<PendingText>(keyOf(path));
    if (!pending) return;
    // With the version that was seen then, so that texts saved since become a question and are not overwritten.
    const version = pending.draftId === draftId ? pending.version : UNSEEN;
    if (pending.value === state.saved) drop(path, state.saved);
    else states.set(path, { ...state, value: pending.value, version });
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
    /** Whether something is not sent yet. */
    hasOpen,
    /** Whether somebody has to choose between two texts. */
    hasConflict: (): boolean => [...states.values()].some(({ conflict }) => conflict !== null),
    flush,

    type(path: string, value: string): void {
      const state = states.get(path);
      if (!state || state.value === value) return;
      const next = { ...state, value, error: null };
      states.set(path, next);
      if (value === state.saved && !state.conflict) acknowledge(keyOf(path));
      else keep(path, next);
      status = state.conflict ? { kind: "conflict" } : { kind: "saving" };
      tell();
      soon(TYPING_PAUSE);
    },

    /** Takes over the server's texts, for fields that are not being changed here. */
    receive(newer: readonly DraftValue[]): void {
      const known = new Set(newer.map(({ path }) => path));
      for (const [path, { value, saved }] of states) {
        if (known.has(path)) continue;
        states.delete(path);
        if (value !== saved) retired.add(path);
      }
      for (const field of newer) {
        retired.delete(field.path);
        const state = states.get(field.path);
        if (!state) {
          states.set(field.path, stateOf(field));
          if (hasRecalled) recallText(field.path, stateOf(field));
        } else if (state.error?.reason) {
          // Its behavior or level may be back.
          states.set(field.path, { ...state, error: null });
        } else if (state.value === state.saved && field.version >= state.version) states.set(field.path, stateOf(field));
      }
      settle();
      tell();
      if (hasRecalled && hasOpen()) soon(TYPING_PAUSE);
    },

    /** Restores what this device stored when the page was last closed. */
    recall(): void {
      hasRecalled = true;
      for (const [path, state] of states) recallText(path, state);
      tell();
      if (hasOpen()) void flush();
    },

    choose(path: string, whose: "mine" | "theirs"): void {
      const state = states.get(path);
      if (!state?.conflict) return;
      const theirs = stateOf(state.conflict);
      const next = whose === "mine" ? { ...theirs, value: state.value } : theirs;
      states.set(path, next);
      if (whose === "mine") keep(path, next);
      else acknowledge(keyOf(path));
      void flush();
    },

    stop(): void {
      clearTimeout(timer);
    },
  };
}

export type DraftStore = ReturnType<typeof createDraftStore>;
