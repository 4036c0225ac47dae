/** Renames or deletes a team. */

import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import type { ActionError } from "@/lib/domain/request/action-result";

type FormAction = (form: FormData) => Promise<void>;

type TeamSettingsProps = {
  teamId: string;
  name: string;
  peopleCount: number;
  actionError: ActionError | null;
  rename: FormAction;
  remove: FormAction;
};

export function TeamSettings({ teamId, name, peopleCount, actionError, rename, remove }: TeamSettingsProps) {
  return (
    <div className="grid max-w-[34rem] gap-8">
      <form action={rename}>
        <input type="hidden" name="form" value="rename" />
        <input type="hidden" name="teamId" value={teamId} />
        <Field
          id="rename"
          name="name"
          label="Name of the team"
          autoComplete="off"
          defaultValue={actionError?.values.name ?? name}
          error={actionError?.fieldErrors.name}
        />
        <Button type="submit" variant="secondary" className="mt-4">
          Rename
        </Button>
      </form>
      <ConfirmDialog label="Delete this team">
        <p className="text-ink-2 wrap-anywhere">
          {name} goes for good, for {peopleCount === 1 ? "its one person" : `its ${peopleCount.toLocaleString("en-US")} people`}: who is in
          it, its invitations, its summaries and all that was shared with it. People keep their accounts and their self-assessments.
        </p>
        <form action={remove} className="mt-4">
          <input type="hidden" name="form" value="delete" />
          <input type="hidden" name="teamId" value={teamId} />
          <Button type="submit" className="wrap-anywhere">
            Delete {name}
          </Button>
        </form>
      </ConfirmDialog>
    </div>
  );
}
