/** Asks before everything of a person is deleted, and says what that means. */
import { AskFirst } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import type { Refusal } from "@/lib/domain/request/action-result";
import { DELETION_WORD } from "@/lib/domain/account/personal-data";
import { PasswordField, refusalOf, SettingsForm } from "./settings-form";

type DeleteEverythingProps = {
  label: string;
  /** What the form asks for. */
  proof: "password" | "word";
  /** What goes, in sentences. */
  consequences: readonly string[];
  refusal: Refusal | null;
  action: (form: FormData) => Promise<void>;
};

export function DeleteEverything({ label, proof, consequences, refusal, action }: DeleteEverythingProps) {
  const mine = refusalOf("delete", refusal);
  return (
    <AskFirst label={`${label} …`} open={mine !== null}>
      <ul className="mb-5 grid list-disc gap-1.5 pl-5 text-ink-2">
        {consequences.map((consequence) => (
          <li key={consequence}>{consequence}</li>
        ))}
      </ul>
      <SettingsForm form="delete" action={action} button={label} look="primary" refusal={refusal}>
        {proof === "password" ? (
          <PasswordField form="delete" refusal={refusal} />
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
    </AskFirst>
  );
}
