/** What cannot be undone asks first: the button opens what it would do, and there is the form that does it. */
import type { ReactNode } from "react";

type ConfirmDialogProps = {
  /** What the closed button says: "Delete my account". */
  label: string;
  /** What will happen, and the form with the button that does it. */
  children: ReactNode;
  open?: boolean;
};

/** A disclosure and no dialog: it works before JavaScript does, and nothing behind it needs to be held still. */
export function ConfirmDialog({ label, children, open = false }: ConfirmDialogProps) {
  return (
    <details open={open} className="group wrap-anywhere">
      <summary className="inline-flex min-h-11 cursor-pointer list-none items-center rounded-full border-[1.5px] border-edge px-5 font-semibold text-ink hover:border-ink-3 [&::-webkit-details-marker]:hidden">
        {label}
      </summary>
      <div className="mt-3 rounded-card border-[1.5px] border-edge bg-surface p-5">{children}</div>
    </details>
  );
}
