/** A labeled text field with its hint and its error. */
import type { ComponentProps } from "react";
import { FieldFrame, type FieldText, tieToField } from "./field-frame";

type Common = FieldText & { name: string };

type FieldProps =
  | (Common & { multiline?: false } & Omit<ComponentProps<"input">, keyof Common>)
  | (Common & { multiline: true } & Omit<ComponentProps<"textarea">, keyof Common>);

const CONTROL =
  "mt-2 block w-full rounded-card border-[1.5px] border-edge bg-surface px-4 py-3 text-ink placeholder:text-ink-3 focus-visible:border-accent aria-invalid:border-2 aria-invalid:border-signal";

export function Field({ label, hint, error, ...control }: FieldProps) {
  const said = { id: control.id, label, hint, error };
  const tied = tieToField(said);
  return (
    <FieldFrame {...said}>{control.multiline ? <TextArea {...control} {...tied} /> : <TextInput {...control} {...tied} />}</FieldFrame>
  );
}

function TextArea({ multiline: _, className = "", ...rest }: ComponentProps<"textarea"> & { multiline: true }) {
  return <textarea rows={4} {...rest} className={`${CONTROL} leading-relaxed ${className}`} />;
}

function TextInput({ multiline: _, className = "", ...rest }: ComponentProps<"input"> & { multiline?: false }) {
  return <input type="text" {...rest} className={`${CONTROL} min-h-[52px] ${className}`} />;
}
