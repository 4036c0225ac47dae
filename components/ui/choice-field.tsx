"use client";

/** A choice with its explanation beside it: a checkbox, or one radio of a group. The whole line is the target. */
import type { ComponentProps, ReactNode } from "react";
import { useFormField } from "./form-context";

type ChoiceFieldProps = {
  type: "checkbox" | "radio";
  label: ReactNode;
  hint?: string | undefined;
  name: string;
  value: string;
} & Omit<ComponentProps<"input">, "type" | "name" | "value">;

export function ChoiceField({ label, hint, ...control }: ChoiceFieldProps) {
  const { typed } = useFormField(control.name, {});
  return (
    <label className="flex min-h-11 cursor-pointer items-start gap-3 rounded-lg py-2">
      <input
        {...control}
        {...(typed ? { defaultChecked: typed.includes(control.value) } : {})}
        className="mt-1 size-5 shrink-0 accent-accent"
      />
      <span>
        <span className="font-semibold">{label}</span>
        {hint && <span className="block text-[0.94rem] text-ink-2">{hint}</span>}
      </span>
    </label>
  );
}
