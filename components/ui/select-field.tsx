"use client";

/** A labeled choice of one from a short list, drawn as the browser draws it. */
import type { ComponentProps } from "react";
import { FieldFrame, type FieldText, tieToField } from "./field-frame";
import { useFormField } from "./form-context";

type SelectFieldProps = Omit<FieldText, "id"> & {
  id?: string;
  name: string;
  options: readonly { value: string; name: string }[];
} & Omit<ComponentProps<"select">, "id" | "name" | "children">;

export function SelectField({ label, hint, error: given, options, ...control }: SelectFieldProps) {
  const { id, error, typed } = useFormField(control.name, { id: control.id, error: given });
  const said = { id, label, hint, error };
  return (
    <FieldFrame {...said}>
      <select
        {...control}
        id={id}
        {...tieToField(said)}
        {...(typed ? { defaultValue: typed[0] } : {})}
        className="mt-2 block min-h-[52px] w-full rounded-card border-[1.5px] border-edge bg-surface px-4 py-3 text-ink focus-visible:border-accent aria-invalid:border-2 aria-invalid:border-signal"
      >
        {options.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
