"use client";

/** Copies the text of a field on the page. It needs JavaScript, so only the script shows it. Without it, people select the field. */
import { useState, useSyncExternalStore } from "react";
import { Button } from "./button";

const never = () => () => undefined;

/** `from`: the id of the textarea. */
export function CopyButton({ from, label }: { from: string; label: string }) {
  const isScripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [said, setSaid] = useState("");
  if (!isScripted) return null;

  async function copy(): Promise<void> {
    const field = document.getElementById(from);
    if (!(field instanceof HTMLTextAreaElement)) return;
    setSaid("");
    try {
      await navigator.clipboard.writeText(field.value);
      setSaid("Copied.");
    } catch {
      // Browsers let a page copy only over HTTPS, and only with permission.
      field.select();
      setSaid("This browser does not let the page copy. The text is selected: press Ctrl+C or ⌘C.");
    }
  }

  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-2 print:hidden">
      <Button type="button" variant="secondary" onClick={() => void copy()}>
        {label}
      </Button>
      <p role="status" className="font-medium text-ink-2">
        {said}
      </p>
    </div>
  );
}
