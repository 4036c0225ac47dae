"use client";

/** One text of a draft, edited in place, with advice and with the choice when somebody else saved first. */
import { useDeferredValue, useEffect, useRef, useSyncExternalStore } from "react";
import { adviseOnField } from "@/lib/domain/competency/advice";
import { fieldKind } from "@/lib/domain/competency/draft";
import { DRAFT_FORM, DraftCommand } from "./draft-command";
import { useDraft } from "./draft-provider";
import { fieldId } from "./field-id";

export type DraftFieldProps = {
  path: string;
  /** Its name for screen readers: "Vision & Strategy at Guide: anchor". */
  label: string;
  /** Shown above the text, and part of the label. */
  shownLabel?: string;
  hint?: string;
  /** Its final typography: type, size, weight. */
  className?: string;
  /** For an anchor: the level below it. */
  below?: { path: string; levelName: string };
  /** Each line is a separate text. */
  hasLines?: boolean;
  /** One line without line ends, such as a name. */
  isOneLine?: boolean;
};

export function DraftField({ path, label, shownLabel, hint, className = "", below, hasLines = false, isOneLine = false }: DraftFieldProps) {
  const store = useDraft();
  const read = () => store.find(path);
  const state = useSyncExternalStore(store.subscribe, read, read);
  const lower = useSyncExternalStore(
    store.subscribe,
    () => (below ? store.find(below.path)?.value : undefined),
    () => (below ? store.find(below.path)?.value : undefined),
  );
  const area = useRef<HTMLTextAreaElement>(null);
  const value = state?.value ?? "";
  const advised = useDeferredValue(value);
  const advisedLower = useDeferredValue(lower);

  // What was typed before this script ran is only in the page.
  useEffect(() => {
    const typed = area.current?.value;
    // Browsers normalize line ends.
    if (typed !== undefined && typed !== store.find(path)?.value.replace(/\r\n?/g, "\n")) store.type(path, typed);
  }, [path, store]);

  if (!state) return null;
  const advice = adviseOnField(
    path,
    advised,
    below && advisedLower !== undefined ? { levelName: below.levelName, text: advisedLower } : null,
  );
  const id = fieldId(path);
  const described = [
    hint && `${id}-hint`,
    state.error && `${id}-error`,
    advice.length > 0 && `${id}-advice`,
    state.conflict && `${id}-theirs`,
  ];
  return (
    <div className="scroll-mt-28">
      <label htmlFor={id} className={shownLabel ? "block font-sans text-[0.86rem] leading-normal font-semibold text-ink-2" : "sr-only"}>
        {shownLabel && shownLabel !== label ? <LabelText label={label} shown={shownLabel} /> : label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="font-sans text-[0.86rem] leading-normal font-normal text-ink-3">
          {hint}
        </p>
      )}
      <textarea
        ref={area}
        id={id}
        name={`value:${path}`}
        form={DRAFT_FORM}
        rows={hasLines ? 3 : value.length > 110 ? 3 : 1}
        value={value}
        onChange={(event) => store.type(path, isOneLine ? event.target.value.replace(/[\r\n]+/g, " ") : event.target.value)}
        autoComplete="off"
        dir="auto"
        aria-describedby={described.filter(Boolean).join(" ") || undefined}
        aria-invalid={state.error || state.conflict ? true : undefined}
        className={`block field-sizing-content min-h-11 w-full scroll-mt-28 resize-y rounded-lg border-[1.5px] border-edge bg-surface px-2.5 py-1.5 wrap-anywhere text-ink hover:border-ink-3 focus-visible:border-accent aria-invalid:border-2 aria-invalid:border-signal ${className}`}
      />
      <input type="hidden" name={`was:${path}`} form={DRAFT_FORM} value={state.conflict?.value ?? state.saved} />
      <input type="hidden" name={`version:${path}`} form={DRAFT_FORM} value={state.conflict?.version ?? state.version} />
      {state.error && (
        <p id={`${id}-error`} role="alert" className="mt-1 font-sans text-[0.9rem] leading-normal font-medium text-signal">
          {state.error.message}
        </p>
      )}
      {state.error && <BringBack path={path} reason={state.error.reason} />}
      {advice.length > 0 && (
        <ul id={`${id}-advice`} className="mt-2 space-y-1 font-sans text-[0.86rem] leading-snug font-normal text-ink-2">
          {advice.map(({ kind, message }) => (
            <li key={message} className="border-l-2 border-edge pl-2.5">
              {kind === "empty" ? "" : <span className="font-semibold">Advice: </span>}
              {message}
            </li>
          ))}
        </ul>
      )}
      {state.conflict && (
        <div className="mt-2 rounded-card border-[1.5px] border-signal bg-surface p-4 font-sans text-[0.94rem] leading-normal font-normal text-ink">
          <p className="font-semibold text-signal">{state.conflict.message}</p>
          <p className="mt-2 font-semibold">Their text</p>
          <p id={`${id}-theirs`} dir="auto" className="mt-0.5 whitespace-pre-line wrap-anywhere">
            {state.conflict.value === "" ? "(empty)" : state.conflict.value}
          </p>
          <p className="mt-2 font-semibold">Yours</p>
          <p dir="auto" className="mt-0.5 whitespace-pre-line wrap-anywhere">
            {value === "" ? "(empty)" : value}
          </p>
          <p className="mt-3 flex flex-wrap gap-3">
            <ConflictButton command={`mine:${path}`} onPick={() => store.choose(path, "mine")}>
              Keep mine
            </ConflictButton>
            <ConflictButton command={`theirs:${path}`} onPick={() => store.choose(path, "theirs")}>
              Take theirs
            </ConflictButton>
          </p>
        </div>
      )}
    </div>
  );
}

/** Part of a label is hidden where its place on the page makes the rest clear. */
function LabelText({ label, shown }: { label: string; shown: string }) {
  return (
    <>
      <span aria-hidden="true">{shown}</span>
      <span className="sr-only">{label}</span>
    </>
  );
}

/** Beside a text that cannot be saved because somebody retired what it belongs to. */
function BringBack({ path, reason }: { path: string; reason: string | null }) {
  const kind = fieldKind(path);
  const unit = reason === "behaviorRetired" ? "behavior" : reason === "levelRetired" ? "level" : null;
  if (!unit) return null;
  const id = unit === "behavior" ? kind?.behaviorId : kind?.levelId;
  return (
    <p className="mt-2">
      <DraftCommand command={`${unit}.restore:${id}`}>Bring this {unit} back</DraftCommand>
    </p>
  );
}

function ConflictButton({ command, onPick, children }: { command: string; onPick: () => void; children: string }) {
  return (
    <button
      type="submit"
      form={DRAFT_FORM}
      name="command"
      value={command}
      onClick={(event) => {
        event.preventDefault();
        onPick();
      }}
      className="min-h-11 cursor-pointer rounded-full border-[1.5px] border-edge bg-surface px-5 font-semibold hover:border-accent"
    >
      {children}
    </button>
  );
}
