/** A labeled choice of one from a short list, drawn as the browser draws it. */
import type { ComponentProps } from "react";

type SelectFieldProps = {
  /** Unique on the page: the label, hint and error are tied by it. */
  id: string;
  name: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  options: readonly { value: string; name: string }[];
} & Omit<ComponentProps<"select">, "id" | "name" | "children">;

export function SelectField({ label, hint, error, options, ...control }: SelectFieldProps) {
  const { id } = control;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
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
      <select
        {...control}
        aria-describedby={described}
        aria-invalid={error ? true : undefined}
        className="mt-2 block min-h-[52px] w-full rounded-card border-[1.5px] border-edge bg-surface px-4 py-3 text-ink focus-visible:border-accent aria-invalid:border-2 aria-invalid:border-signal"
      >
        {options.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      {error && (
        <p id={`${id}-error`} className="mt-1.5 text-[0.94rem] font-medium text-signal">
          <span className="sr-only">Error: </span>
          {error}
        </p>
      )}
    </div>
  );
}
