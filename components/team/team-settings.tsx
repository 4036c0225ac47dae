/** A team's name, and its end. */
import { AskFirst } from "@/components/ui/confirm-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { Refusal } from "@/lib/domain/request/action-result";

type FormAction = (form: FormData) => Promise<void>;

type TeamSettingsProps = {
  teamId: string;
  name: string;
  peopleCount: number;
  refusal: Refusal | null;
  rename: FormAction;
  remove: FormAction;
};

export function TeamSettings({ teamId, name, peopleCount, refusal, rename, remove }: TeamSettingsProps) {
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
          defaultValue={refusal?.values.name ?? name}
          error={refusal?.fieldErrors.name}
        />
        <Button type="submit" look="secondary" className="mt-4">
          Rename
        </Button>
      </form>
      <AskFirst label="Delete this team">
        <p className="text-ink-2 wrap-anywhere">
          {name} goes for good, for {peopleCount === 1 ? "its one person" : `its ${peopleCount.toLocaleString("en-US")} people`}: who is in
          it, its invitations, its pictures and all that was shared with it. People keep their accounts and their self-assessments.
        </p>
        <form action={remove} className="mt-4">
          <input type="hidden" name="form" value="delete" />
          <input type="hidden" name="teamId" value={teamId} />
          <Button type="submit" className="wrap-anywhere">
            Delete {name}
          </Button>
        </form>
      </AskFirst>
    </div>
  );
}
