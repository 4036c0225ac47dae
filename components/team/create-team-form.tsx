/** Creating a team: its name, and, for admins, whether they coach it. */
import { Button } from "@/components/ui/button";
import { ChoiceField } from "@/components/ui/choice-field";
import { Field } from "@/components/ui/field";
import { FieldGroup } from "@/components/ui/field-group";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/lib/domain/request/action-result";

type CreateTeamFormProps = { isAdmin: boolean; action: FormAction };

export function CreateTeamForm({ isAdmin, action }: CreateTeamFormProps) {
  return (
    <Form name="create-team" action={action} errorTitle="The team was not created" className="max-w-[34rem]">
      <Field name="name" label="Name of the team" autoComplete="off" />
      {isAdmin ? (
        <FieldGroup name="place" legend="Your place in it" className="mt-4">
          <ChoiceField
            type="radio"
            name="place"
            value="coach"
            defaultChecked
            label="I coach it"
            hint="You see what its people share with you."
          />
          <ChoiceField
            type="radio"
            name="place"
            value="outside"
            label="I only set it up"
            hint="You look after its people and see no answers. Invite a coach next."
          />
        </FieldGroup>
      ) : (
        <p className="mt-2 text-[0.94rem] text-ink-2">You will be its coach, and invite its people next.</p>
      )}
      <Button type="submit" className="mt-5">
        Create team
      </Button>
    </Form>
  );
}
