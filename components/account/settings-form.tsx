/** A form of Settings: it names itself, so that a refusal is shown in it and nowhere else. */
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { Refusal } from "@/lib/domain/request/action-result";

type SettingsFormProps = {
  /** Unique on the page. */
  form: string;
  action: (form: FormData) => Promise<void>;
  button: string;
  look?: "primary" | "secondary" | "quiet";
  /** For a screen reader, where many buttons say the same. */
  buttonLabel?: string;
  /** Whatever the page refused: shown if it is of this form. */
  refusal: Refusal | null;
  children?: ReactNode;
};

export function refusalOf(form: string, refusal: Refusal | null): Refusal | null {
  return refusal?.values.form === form ? refusal : null;
}

export function SettingsForm({ form, action, button, look = "secondary", buttonLabel, refusal, children }: SettingsFormProps) {
  const mine = refusalOf(form, refusal);
  return (
    <form action={action} className="grid max-w-md justify-items-start gap-5 *:w-full">
      <input type="hidden" name="form" value={form} />
      {mine && Object.keys(mine.fieldErrors).length === 0 && (
        <Notice kind="alert" title="Nothing was changed">
          {mine.message}
        </Notice>
      )}
      {children}
      <Button type="submit" look={look} aria-label={buttonLabel} className="w-auto!">
        {button}
      </Button>
    </form>
  );
}

type PasswordFieldProps = { form: string; refusal: Refusal | null; label?: string; hint?: string };

/** The password that somebody has, asked for before something that only they may do. */
export function PasswordField({ form, refusal, label = "Your password", hint }: PasswordFieldProps) {
  return (
    <Field
      id={`${form}-password`}
      name="password"
      type="password"
      label={label}
      hint={hint}
      autoComplete="current-password"
      required
      maxLength={128}
      error={refusalOf(form, refusal)?.fieldErrors.password}
    />
  );
}
