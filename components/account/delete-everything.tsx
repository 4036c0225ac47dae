/** Asks before all of a person's data is deleted, and says what that means. */
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { DELETION_WORD } from "@/lib/domain/account/deletion-word";
import type { ActionError } from "@/lib/domain/request/action-result";
import { errorIn, PasswordField, SettingsForm } from "./settings-form";

type DeleteEverythingProps = {
  label: string;
  /** The fields of the form. */
  proof: "password" | "word";
  /** What will be deleted, in sentences. */
  consequences: readonly string[];
  actionError: ActionError | null;
  action: (form: FormData) => Promise<void>;
};

export function DeleteEverything({ label, proof, consequences, actionError, action }: DeleteEverythingProps) {
  const mine = errorIn("delete", actionError);
  return (
    <ConfirmDialog label={`${label} …`} open={mine !== null}>
      <ul className="mb-5 grid list-disc gap-1.5 pl-5 text-ink-2">
        {consequences.map((consequence) => (
          <li key={consequence}>{consequence}</li>
        ))}
      </ul>
      <SettingsForm form="delete" action={action} button={label} variant="primary" actionError={actionError}>
        {proof === "password" ? (
          <PasswordField form="delete" actionError={actionError} />
        ) : (
          <Field
            id="delete-word"
            name="word"
            label={`Type “${DELETION_WORD}” to confirm`}
            autoComplete="off"
            autoCapitalize="none"
            required
            maxLength={100}
            defaultValue={mine?.values.word ?? ""}
            error={mine?.fieldErrors.word}
          />
        )}
      </SettingsForm>
    </ConfirmDialog>
  );
}
