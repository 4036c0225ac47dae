/** A labeled choice of one from a short list, drawn as the browser draws it. */
import type { ComponentProps } from "react";
import { FieldFrame, type FieldText, tieToField } from "./field-frame";

type SelectFieldProps = FieldText & {
  name: string;
  options: readonly { value: string; name: string }[];
} & Omit<ComponentProps<"select">, "id" | "name" | "children">;

export function SelectField({ label, hint, error, options, ...control }: SelectFieldProps) {
  const said = { id: control.id, label, hint, error };
  return (
    <FieldFrame {...said}>
      <select
        {...control}
        {...tieToField(said)}
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
