"use client";

/** Asks before something that cannot be undone: the button opens an explanation with the button that does it. Stands in its form. */
import type { ReactNode } from "react";
import { useIsRefused } from "./form-context";

type ConfirmDialogProps = {
  /** The label of the closed button: "Delete my account". */
  label: string;
  /** What will happen, and the button that does it. */
  children: ReactNode;
  open?: boolean;
};

/** A disclosure, not a modal dialog: it works without JavaScript, and nothing behind it needs to be blocked. */
export function ConfirmDialog({ label, children, open = false }: ConfirmDialogProps) {
  const isRefused = useIsRefused();
  return (
    <details open={open || isRefused} className="group wrap-anywhere">
      <summary className="inline-flex min-h-11 cursor-pointer list-none items-center rounded-full border-[1.5px] border-edge px-5 font-semibold text-ink hover:border-ink-3 [&::-webkit-details-marker]:hidden">
        {label}
      </summary>
      <div className="mt-3 rounded-card border-[1.5px] border-edge bg-surface p-5">{children}</div>
    </details>
  );
}
