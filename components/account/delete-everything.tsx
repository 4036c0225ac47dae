/** Asks before all of a person's data is deleted, and says what that means. */
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { DELETION_WORD } from "@/lib/domain/account/deletion-word";
import type { FormAction } from "@/lib/domain/request/action-result";
import { PasswordField } from "./password-fields";

type DeleteEverythingProps = {
  label: string;
  /** What shows that the person means it. */
  proof: "password" | "word";
  /** What will be deleted, in sentences. */
  consequences: readonly string[];
  action: FormAction;
};

export function DeleteEverything({ label, proof, consequences, action }: DeleteEverythingProps) {
  return (
    <Form name="delete" action={action} errorTitle="Nothing was deleted">
      <ConfirmDialog label={`${label} …`}>
        <ul className="mb-5 grid list-disc gap-1.5 pl-5 text-ink-2">
          {consequences.map((consequence) => (
            <li key={consequence}>{consequence}</li>
          ))}
        </ul>
        <div className="grid max-w-md justify-items-start gap-5 *:w-full">
          {proof === "password" ? (
            <PasswordField label="Your password" />
          ) : (
            <Field name="word" label={`Type “${DELETION_WORD}” to confirm`} autoComplete="off" autoCapitalize="none" />
          )}
          <Button type="submit" variant="danger" className="w-auto!">
            {label}
          </Button>
        </div>
      </ConfirmDialog>
    </Form>
  );
}
