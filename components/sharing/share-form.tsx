"use client";

/** What to share with one team: what is ticked is what the preview and the button show, at once, and what is shared. */
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { ChoiceField } from "@/components/ui/choice-field";
import { FieldGroup } from "@/components/ui/field-group";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/lib/domain/request/action-result";
import type { ShareChoice } from "@/lib/domain/sharing/share";

type ShareFormProps = {
  name: string;
  teamName: string;
  initial: ShareChoice;
  /** What is shared now; null for nothing. */
  shared: ShareChoice | null;
  /** The hidden fields. */
  fields: ReactNode;
  /** For each choice what others will see by it, and the button that shares it. */
  previews: readonly (ShareChoice & { label: string; view: ReactNode })[];
  share: FormAction;
};

const isSame = (one: ShareChoice, other: ShareChoice) => one.withEvidence === other.withEvidence && one.withPlan === other.withPlan;

export function ShareForm({ name, teamName, initial, shared, fields, previews, share }: ShareFormProps) {
  const [ticked, setTicked] = useState(initial);
  const shown = previews.find((choice) => isSame(choice, ticked));
  return (
    <Form
      name={name}
      action={share}
      errorTitle="Nothing was changed"
      aria-label={`What to share with ${teamName}`}
      className="mt-5"
      onReset={() => setTicked(initial)}
    >
      {fields}
      <input type="hidden" name="what" value="ratings" />
      <FieldGroup name="what" legend="Beside your ratings" className="max-w-reading">
        <ChoiceField
          type="checkbox"
          name="what"
          value="examples"
          defaultChecked={initial.withEvidence}
          onChange={(event) => setTicked({ ...ticked, withEvidence: event.target.checked })}
          label="My examples"
          hint="What you wrote as a recent example, for each behavior."
        />
        <ChoiceField
          type="checkbox"
          name="what"
          value="plan"
          defaultChecked={initial.withPlan}
          onChange={(event) => setTicked({ ...ticked, withPlan: event.target.checked })}
          label="My focus and plan"
          hint="What you marked as mattering most, the focus that follows from it, and the plan that you keep for it."
        />
      </FieldGroup>
      <noscript>
        <Button type="submit" name="go" value="preview" variant="secondary" className="mt-3">
          Show the preview
        </Button>
      </noscript>
      <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-6">{shown?.view}</div>
      {shared && isSame(shared, ticked) ? (
        <p className="mt-6 font-semibold">This is what you share now.</p>
      ) : (
        <Button key={shown?.label} type="submit" className="mt-6">
          {shown?.label}
        </Button>
      )}
    </Form>
  );
}
