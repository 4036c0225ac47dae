/** A labeled text field with its hint and its error tied to it. */
import type { ComponentProps } from "react";

type Common = {
  /** Unique on the page: the label, hint and error are tied by it. */
  id: string;
  name: string;
  label: string;
  hint?: string | undefined;
  /** What is wrong and what to do; its presence marks the field as invalid. */
  error?: string | undefined;
};

type FieldProps =
  | (Common & { multiline?: false } & Omit<ComponentProps<"input">, keyof Common>)
  | (Common & { multiline: true } & Omit<ComponentProps<"textarea">, keyof Common>);

const CONTROL =
  "mt-2 block w-full rounded-card border-[1.5px] border-edge bg-surface px-4 py-3 text-ink placeholder:text-ink-3 focus-visible:border-accent aria-invalid:border-2 aria-invalid:border-signal";

export function Field({ label, hint, error, ...control }: FieldProps) {
  const { id } = control;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  const tied = { "aria-describedby": described, "aria-invalid": error ? (true as const) : undefined };
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
      {control.multiline ? <TextArea {...control} {...tied} /> : <TextInput {...control} {...tied} />}
      {error && (
        <p id={`${id}-error`} className="mt-1.5 text-[0.94rem] font-medium text-signal">
          <span className="sr-only">Error: </span>
          {error}
        </p>
      )}
    </div>
  );
}

function TextArea({ multiline: _, className = "", ...rest }: ComponentProps<"textarea"> & { multiline: true }) {
  return <textarea rows={4} {...rest} className={`${CONTROL} leading-relaxed ${className}`} />;
}

function TextInput({ multiline: _, className = "", ...rest }: ComponentProps<"input"> & { multiline?: false }) {
  return <input type="text" {...rest} className={`${CONTROL} min-h-[52px] ${className}`} />;
}
