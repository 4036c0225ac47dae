"use client";

/** The name of a new behavior or level, with the button that adds it. What is typed is kept until it is added. */
import { type KeyboardEvent, useEffect, useRef } from "react";
import { acknowledge, enqueue, findPending } from "@/components/ui/outbox";
import { DRAFT_FORM, DraftCommand } from "./draft-command";
import { useDraftPage } from "./draft-provider";
import { fieldId } from "./field-id";

export function AddField({ noun, label }: { noun: "behavior" | "level"; label: string }) {
  const { keyOf, failure } = useDraftPage();
  const name = `new:${noun}`;
  const key = keyOf(name);
  const id = fieldId(name);
  const error = failure?.fieldErrors[name];
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const own = input.current;
    const pending = findPending<{ value: string }>(key);
    if (own && own.value === "" && pending) own.value = pending.value;
  }, [key]);

  function keep() {
    const value = input.current?.value ?? "";
    if (value === "") acknowledge(key);
    else enqueue(key, { value });
  }

  function pressed(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    document.querySelector<HTMLButtonElement>(`button[form="${DRAFT_FORM}"][value="${noun}.add"]`)?.click();
  }

  return (
    <div className="mt-6 flex flex-wrap items-end gap-3 font-sans text-[1rem]">
      <label className="grow basis-60">
        <span className="block text-[0.86rem] font-semibold text-ink-2">{label}</span>
        <input
          ref={input}
          id={id}
          name={name}
          form={DRAFT_FORM}
          dir="auto"
          autoComplete="off"
          onInput={keep}
          onKeyDown={pressed}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          className="mt-1 block min-h-11 w-full rounded-lg border-[1.5px] border-edge bg-surface px-2.5 py-1.5 focus-visible:border-accent aria-invalid:border-2 aria-invalid:border-signal"
        />
        {error && (
          <span id={`${id}-error`} className="mt-1 block text-[0.9rem] font-medium text-signal">
            {error}
          </span>
        )}
      </label>
      <DraftCommand command={`${noun}.add`}>Add {noun}</DraftCommand>
    </div>
  );
}
