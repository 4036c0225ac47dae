"use client";

/** A labeled text field with its hint and its error. In a form it shows what was typed and what is wrong by itself. */
import type { ComponentProps } from "react";
import { FieldFrame, type FieldText, tieToField } from "./field-frame";
import { useFormField } from "./form-context";

type Common = Omit<FieldText, "id"> & { name: string; id?: string };

type FieldProps =
  | (Common & { multiline?: false } & Omit<ComponentProps<"input">, keyof Common>)
  | (Common & { multiline: true } & Omit<ComponentProps<"textarea">, keyof Common>);

const CONTROL =
  "mt-2 block w-full rounded-card border-[1.5px] border-edge bg-surface px-4 py-3 text-ink placeholder:text-ink-3 focus-visible:border-accent aria-invalid:border-2 aria-invalid:border-signal";

export function Field({ label, hint, error: given, ...control }: FieldProps) {
  const { id, error, typed } = useFormField(control.name, { id: control.id, error: given });
  const said = { id, label, hint, error };
  const own = { ...control, id, ...tieToField(said), ...(typed ? { defaultValue: typed[0] ?? "" } : {}) };
  return <FieldFrame {...said}>{own.multiline ? <TextArea {...own} /> : <TextInput {...own} />}</FieldFrame>;
}

function TextArea({ multiline: _, className = "", ...rest }: ComponentProps<"textarea"> & { multiline: true }) {
  return <textarea rows={4} dir="auto" {...rest} className={`${CONTROL} leading-relaxed ${className}`} />;
}

function TextInput({ multiline: _, className = "", ...rest }: ComponentProps<"input"> & { multiline?: false | undefined }) {
  return <input type="text" dir="auto" {...rest} className={`${CONTROL} min-h-[52px] ${className}`} />;
}
