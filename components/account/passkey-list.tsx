/** A person's passkeys, with forms to rename or remove each. */
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { formatDay } from "@/components/ui/format-day";
import type { FormAction } from "@/lib/domain/request/action-result";

type PasskeyListProps = {
  passkeys: readonly { passkeyId: string; name: string; addedAt: Date | null }[];
  rename: FormAction;
  remove: FormAction;
};

export function PasskeyList({ passkeys, rename, remove }: PasskeyListProps) {
  if (passkeys.length === 0) return <p className="text-ink-2">You have none yet.</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {passkeys.map(({ passkeyId, name, addedAt }) => (
        <li key={passkeyId} className="grid gap-3 py-4">
          <div>
            <p dir="auto" className="font-semibold wrap-anywhere">
              {name}
            </p>
            {addedAt && <p className="text-[0.94rem] text-ink-2">{`Added ${formatDay(addedAt)}`}</p>}
          </div>
          <div className="flex flex-wrap gap-3">
            <Form name={`rename-passkey-${passkeyId}`} action={rename} errorTitle="The passkey was not renamed">
              <input type="hidden" name="passkeyId" value={passkeyId} />
              <ConfirmDialog label={`Rename ${name} …`}>
                <Field name="name" label="Name" autoComplete="off" defaultValue={name} />
                <Button type="submit" variant="secondary" className="mt-5">
                  Keep this name
                </Button>
              </ConfirmDialog>
            </Form>
            <Form name={`remove-passkey-${passkeyId}`} action={remove} errorTitle="The passkey was not removed">
              <input type="hidden" name="passkeyId" value={passkeyId} />
              <ConfirmDialog label={`Remove ${name} …`}>
                <p className="mb-4 text-ink-2">It signs you in no longer. Delete it on the device as well.</p>
                <Button type="submit" variant="danger">
                  Remove this passkey
                </Button>
              </ConfirmDialog>
            </Form>
          </div>
        </li>
      ))}
    </ul>
  );
}
