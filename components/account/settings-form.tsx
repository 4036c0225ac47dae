/** A form of Settings. It sends its name, so that an error is shown in this form only. */
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { ActionError } from "@/lib/domain/request/action-result";

type SettingsFormProps = {
  /** Unique on the page. */
  form: string;
  action: (form: FormData) => Promise<void>;
  button: string;
  variant?: "primary" | "secondary" | "quiet";
  /** For a screen reader, where many buttons have the same label. */
  buttonLabel?: string;
  /** The page's error, shown if it belongs to this form. */
  actionError: ActionError | null;
  children?: ReactNode;
};

export function errorIn(form: string, actionError: ActionError | null): ActionError | null {
  return actionError?.values.form === form ? actionError : null;
}

export function SettingsForm({ form, action, button, variant = "secondary", buttonLabel, actionError, children }: SettingsFormProps) {
  const mine = errorIn(form, actionError);
  return (
    <form action={action} className="grid max-w-md justify-items-start gap-5 *:w-full">
      <input type="hidden" name="form" value={form} />
      {mine && Object.keys(mine.fieldErrors).length === 0 && (
        <Notice kind="alert" title="Nothing was changed">
          {mine.message}
        </Notice>
      )}
      {children}
      <Button type="submit" variant={variant} aria-label={buttonLabel} className="w-auto!">
        {button}
      </Button>
    </form>
  );
}

type PasswordFieldProps = { form: string; actionError: ActionError | null; label?: string; hint?: string };

/** The current password, asked for before sensitive changes. */
export function PasswordField({ form, actionError, label = "Your password", hint }: PasswordFieldProps) {
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
      error={errorIn(form, actionError)?.fieldErrors.password}
    />
  );
}
