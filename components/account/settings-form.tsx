/** A form of Settings: its fields below each other, and one button. */
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/lib/domain/request/action-result";

type SettingsFormProps = {
  /** Unique on the page. */
  name: string;
  action: FormAction;
  button: string;
  variant?: "secondary" | "quiet";
  /** For a screen reader, where many buttons have the same label. */
  buttonLabel?: string;
  children?: ReactNode;
};

export function SettingsForm({ name, action, button, variant = "secondary", buttonLabel, children }: SettingsFormProps) {
  return (
    <Form name={name} action={action} errorTitle="Nothing was changed" className="grid max-w-md justify-items-start gap-5 *:w-full">
      {children}
      <Button type="submit" variant={variant} aria-label={buttonLabel} className="w-auto!">
        {button}
      </Button>
    </Form>
  );
}
