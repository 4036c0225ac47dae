/** The fields for a person's name, address and password, the same on every page. */
import { Field } from "@/components/ui/field";
import { PASSWORD_LENGTH } from "@/lib/domain/account/account-fields";

type FieldState = { value?: string | undefined; error?: string | undefined };

export function NameField({ value, error }: FieldState) {
  return (
    <Field
      id="name"
      name="name"
      label="Your name"
      hint="As your team knows you."
      autoComplete="name"
      required
      defaultValue={value}
      error={error}
    />
  );
}

/** `id` must be unique on the page. */
export function EmailField({ value, error, id = "email" }: FieldState & { id?: string }) {
  return (
    <Field
      id={id}
      name="email"
      type="email"
      label="E-mail address"
      autoComplete="username"
      inputMode="email"
      spellCheck={false}
      autoCapitalize="none"
      required
      defaultValue={value}
      error={error}
    />
  );
}

/** The existing password. Never filled in again after an error. */
export function PasswordField({ error, hint }: { error?: string | undefined; hint?: string }) {
  return (
    <Field
      id="password"
      name="password"
      type="password"
      label="Password"
      autoComplete="current-password"
      required
      hint={hint}
      error={error}
    />
  );
}

/** A new password. Never filled in again after an error. */
export function NewPasswordField({ error }: { error?: string | undefined }) {
  return (
    <Field
      id="password"
      name="password"
      type="password"
      label="Password"
      hint={`At least ${PASSWORD_LENGTH.min} characters. A few words in a row are easy to remember and hard to guess.`}
      autoComplete="new-password"
      minLength={PASSWORD_LENGTH.min}
      maxLength={PASSWORD_LENGTH.max}
      required
      error={error}
    />
  );
}
