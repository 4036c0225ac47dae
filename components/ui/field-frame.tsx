/** The frame of every form control: its label, its hint and its error, linked to it. */
import type { ReactNode } from "react";

export type FieldText = {
  /** Unique on the page: it links the label, hint and error. */
  id: string;
  label: string;
  hint?: string | undefined;
  /** What is wrong and what to do; its presence marks the field as invalid. */
  error?: string | undefined;
};

/** The control's ARIA attributes for its hint and its error. */
export function tieToField({ id, hint, error }: FieldText) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return { "aria-describedby": described, "aria-invalid": error ? (true as const) : undefined };
}

export function FieldFrame({ id, label, hint, error, children }: FieldText & { children: ReactNode }) {
  return (
    <div>
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-[0.94rem] text-ink-2">
          {hint}
        </p>
      )}
      {children}
      {error && (
        <p id={`${id}-error`} className="mt-1.5 text-[0.94rem] font-medium text-signal">
          <span className="sr-only">Error: </span>
          {error}
        </p>
      )}
    </div>
  );
}
