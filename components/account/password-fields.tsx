/** The fields for a person's name, address and password, the same on every page. */
import { Field } from "@/components/ui/field";
import { PASSWORD_LENGTH } from "@/lib/domain/account/account-fields";

export function NameField() {
  return <Field name="name" label="Your name" hint="As your team knows you." autoComplete="name" />;
}

type EmailFieldProps = { label?: string; hint?: string; autoComplete?: "username" | "email" };

/** Not of the type "email": that refuses addresses that mail allows. */
export function EmailField({ label = "E-mail address", hint, autoComplete = "username" }: EmailFieldProps) {
  return (
    <Field name="email" label={label} hint={hint} autoComplete={autoComplete} inputMode="email" spellCheck={false} autoCapitalize="none" />
  );
}

/** The existing password. */
export function PasswordField({ label = "Password" }: { label?: string }) {
  return <Field name="password" type="password" label={label} autoComplete="current-password" />;
}

type NewPasswordFieldProps = { name?: string; label?: string };

export function NewPasswordField({ name = "password", label = "Password" }: NewPasswordFieldProps) {
  return (
    <Field
      name={name}
      type="password"
      label={label}
      hint={`At least ${PASSWORD_LENGTH.min} characters. A few words in a row are easy to remember and hard to guess.`}
      autoComplete="new-password"
    />
  );
}
