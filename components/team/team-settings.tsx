/** Renames or deletes a team. */

import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/lib/domain/request/action-result";

type TeamSettingsProps = {
  teamId: string;
  name: string;
  peopleCount: number;
  rename: FormAction;
  remove: FormAction;
};

export function TeamSettings({ teamId, name, peopleCount, rename, remove }: TeamSettingsProps) {
  return (
    <div className="grid max-w-[34rem] gap-8">
      <Form name="rename" action={rename} errorTitle="The team was not renamed">
        <input type="hidden" name="teamId" value={teamId} />
        <Field name="name" label="Name of the team" autoComplete="off" defaultValue={name} />
        <Button type="submit" variant="secondary" className="mt-4">
          Rename
        </Button>
      </Form>
      <Form name="delete" action={remove} errorTitle="The team was not deleted">
        <input type="hidden" name="teamId" value={teamId} />
        <ConfirmDialog label="Delete this team">
          <p className="text-ink-2 wrap-anywhere">
            {name} goes for good, for {peopleCount === 1 ? "its one person" : `its ${peopleCount.toLocaleString("en-US")} people`}: who is
            in it, its invitations, its summaries and all that was shared with it. People keep their accounts and their self-assessments.
          </p>
          <Button type="submit" className="mt-4 wrap-anywhere">
            Delete {name}
          </Button>
        </ConfirmDialog>
      </Form>
    </div>
  );
}
