/** A person's passkeys, with forms to rename or remove each. */
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { formatDay } from "@/components/ui/format-day";
import type { ActionError } from "@/lib/domain/request/action-result";
import { errorIn, SettingsForm } from "./settings-form";

type PasskeyListProps = {
  passkeys: readonly { passkeyId: string; name: string; addedAt: Date | null }[];
  actionError: ActionError | null;
  rename: (form: FormData) => Promise<void>;
  remove: (form: FormData) => Promise<void>;
};

export function PasskeyList({ passkeys, actionError, rename, remove }: PasskeyListProps) {
  if (passkeys.length === 0) return <p className="text-ink-2">You have none yet.</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {passkeys.map(({ passkeyId, name, addedAt }) => {
        const renameForm = `rename-${passkeyId}`;
        const refused = errorIn(renameForm, actionError);
        return (
          <li key={passkeyId} className="grid gap-3 py-4">
            <div>
              <p className="font-semibold wrap-anywhere">{name}</p>
              {addedAt && <p className="text-[0.94rem] text-ink-2">Added {formatDay(addedAt)}</p>}
            </div>
            <div className="flex flex-wrap gap-3">
              <ConfirmDialog label={`Rename ${name} …`} open={refused !== null}>
                <SettingsForm form={renameForm} action={rename} button="Keep this name" actionError={actionError}>
                  <input type="hidden" name="passkeyId" value={passkeyId} />
                  <Field
                    id={`name-${passkeyId}`}
                    name="name"
                    label="Name"
                    required
                    maxLength={80}
                    defaultValue={refused?.values.name ?? name}
                    error={refused?.fieldErrors.name}
                  />
                </SettingsForm>
              </ConfirmDialog>
              <ConfirmDialog label={`Remove ${name} …`}>
                <p className="mb-4 text-ink-2">It signs you in no longer. Delete it on the device as well.</p>
                <SettingsForm form={`remove-${passkeyId}`} action={remove} button="Remove this passkey" actionError={actionError}>
                  <input type="hidden" name="passkeyId" value={passkeyId} />
                </SettingsForm>
              </ConfirmDialog>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
