"use client";

/** A question with several choices: its legend, its hint and its error, which the error summary leads to. */
import type { ReactNode } from "react";
import { useFormField } from "./form-context";

type FieldGroupProps = {
  /** The name of its choices. */
  name: string;
  legend: ReactNode;
  hint?: ReactNode;
  className?: string;
  legendClassName?: string;
  children: ReactNode;
};

export function FieldGroup({ name, legend, hint, className = "", legendClassName = "font-semibold", children }: FieldGroupProps) {
  const { id, error } = useFormField(name, {});
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <fieldset id={id} tabIndex={-1} className={`min-w-0 outline-none ${className}`} aria-describedby={described}>
      <legend className={legendClassName}>{legend}</legend>
      {hint && (
        <div id={`${id}-hint`} className="text-ink-2">
          {hint}
        </div>
      )}
      {error && (
        <p id={`${id}-error`} className="mt-1.5 font-medium text-signal">
          <span className="sr-only">Error: </span>
          {error}
        </p>
      )}
      {children}
    </fieldset>
  );
}
