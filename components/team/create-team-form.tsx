/** Creating a team: its name, and, for admins, whether they coach it. */
import { Button } from "@/components/ui/button";
import { ChoiceField } from "@/components/ui/choice-field";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Field } from "@/components/ui/field";
import type { ActionError } from "@/lib/domain/request/action-result";

type CreateTeamFormProps = { isAdmin: boolean; actionError: ActionError | null; action: (form: FormData) => Promise<void> };

export function CreateTeamForm({ isAdmin, actionError, action }: CreateTeamFormProps) {
  const place = actionError?.values.place ?? "coach";
  return (
    <form action={action} className="max-w-[34rem]">
      {actionError && !actionError.fieldErrors.name && (
        <ErrorNotice actionError={actionError} title="The team was not created" className="mb-5" />
      )}
      <Field
        id="team-name"
        name="name"
        label="Name of the team"
        autoComplete="off"
        defaultValue={actionError?.values.name ?? ""}
        error={actionError?.fieldErrors.name}
      />
      {isAdmin ? (
        <fieldset className="mt-4">
          <legend className="font-semibold">Your place in it</legend>
          <ChoiceField
            type="radio"
            name="place"
            value="coach"
            defaultChecked={place !== "outside"}
            label="I coach it"
            hint="You see what its people share with you."
          />
          <ChoiceField
            type="radio"
            name="place"
            value="outside"
            defaultChecked={place === "outside"}
            label="I only set it up"
            hint="You look after its people and see no answers. Invite a coach next."
          />
        </fieldset>
      ) : (
        <p className="mt-2 text-[0.94rem] text-ink-2">You will be its coach, and invite its people next.</p>
      )}
      <Button type="submit" className="mt-5">
        Create team
      </Button>
    </form>
  );
}
