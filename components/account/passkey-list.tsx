/** Somebody's passkeys, each to be renamed or removed. */
import { AskFirst } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { formatDay } from "@/components/ui/format-day";
import type { Refusal } from "@/lib/domain/request/action-result";
import { refusalOf, SettingsForm } from "./settings-form";

type PasskeyListProps = {
  passkeys: readonly { passkeyId: string; name: string; addedAt: Date | null }[];
  refusal: Refusal | null;
  rename: (form: FormData) => Promise<void>;
  remove: (form: FormData) => Promise<void>;
};

export function PasskeyList({ passkeys, refusal, rename, remove }: PasskeyListProps) {
  if (passkeys.length === 0) return <p className="text-ink-2">You have none yet.</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {passkeys.map(({ passkeyId, name, addedAt }) => {
        const renameForm = `rename-${passkeyId}`;
        const refused = refusalOf(renameForm, refusal);
        return (
          <li key={passkeyId} className="grid gap-3 py-4">
            <div>
              <p className="font-semibold wrap-anywhere">{name}</p>
              {addedAt && <p className="text-[0.94rem] text-ink-2">Added {formatDay(addedAt)}</p>}
            </div>
            <div className="flex flex-wrap gap-3">
              <AskFirst label={`Rename ${name} …`} open={refused !== null}>
                <SettingsForm form={renameForm} action={rename} button="Keep this name" refusal={refusal}>
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
              </AskFirst>
              <AskFirst label={`Remove ${name} …`}>
                <p className="mb-4 text-ink-2">It signs you in no longer. Delete it on the device as well.</p>
                <SettingsForm form={`remove-${passkeyId}`} action={remove} button="Remove this passkey" refusal={refusal}>
                  <input type="hidden" name="passkeyId" value={passkeyId} />
                </SettingsForm>
              </AskFirst>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
