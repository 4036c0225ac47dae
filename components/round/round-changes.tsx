/** What a coach can change about a round: extend it, close it, or open it again. Each form says first what it does. */
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Field } from "@/components/ui/field";
import type { ActionError } from "@/lib/domain/request/action-result";
import { formatTimeZone } from "@/lib/domain/round/round-wording";

type FormAction = (form: FormData) => Promise<void>;

type ChangeFormProps = {
  name: "move" | "close" | "reopen";
  teamId: string;
  roundId: string;
  /** The error of this form; another form's is ignored. */
  actionError: ActionError | null;
  action: FormAction;
  children: ReactNode;
};

function ChangeForm({ name, teamId, roundId, actionError, action, children }: ChangeFormProps) {
  return (
    <form action={action} className="grid max-w-[30rem] gap-4">
      <input type="hidden" name="form" value={name} />
      <input type="hidden" name="teamId" value={teamId} />
      <input type="hidden" name="roundId" value={roundId} />
      {actionError && !actionError.fieldErrors.dueDay && <ErrorNotice actionError={actionError} className="" />}
      {children}
    </form>
  );
}

function NewDay({ name, timeZone, actionError }: { name: string; timeZone: string; actionError: ActionError | null }) {
  return (
    <Field
      id={`${name}-due`}
      name="dueDay"
      type="date"
      label="New due day"
      hint={`Until its end, in ${formatTimeZone(timeZone)}.`}
      defaultValue={actionError?.values.dueDay ?? ""}
      error={actionError?.fieldErrors.dueDay}
    />
  );
}

type ChangesProps = { teamId: string; round: { roundId: string; name: string; timeZone: string } };

type OpenRoundChangesProps = ChangesProps & { errorIn: (form: string) => ActionError | null; move: FormAction; close: FormAction };

export function OpenRoundChanges({ teamId, round, errorIn, move, close }: OpenRoundChangesProps) {
  const { roundId } = round;
  return (
    <div className="flex flex-wrap items-start gap-3">
      <ConfirmDialog label="Extend" open={errorIn("move") !== null}>
        <ChangeForm name="move" teamId={teamId} roundId={roundId} actionError={errorIn("move")} action={move}>
          <p className="text-ink-2">Those who have not submitted get a mail with the new day, and a calendar file that moves it.</p>
          <NewDay name="move" timeZone={round.timeZone} actionError={errorIn("move")} />
          <div>
            <Button type="submit" variant="secondary">
              Extend the round
            </Button>
          </div>
        </ChangeForm>
      </ConfirmDialog>
      <ConfirmDialog label="Close now" open={errorIn("close") !== null}>
        <ChangeForm name="close" teamId={teamId} roundId={roundId} actionError={errorIn("close")} action={close}>
          <p className="text-ink-2">
            What is submitted from then on goes into the person’s own history, and not into this round. You can open it again as long as you
            open no other.
          </p>
          <div>
            <Button type="submit" variant="secondary">
              Close the round
            </Button>
          </div>
        </ChangeForm>
      </ConfirmDialog>
    </div>
  );
}

export function ReopenRound({
  teamId,
  round,
  actionError,
  reopen,
}: ChangesProps & { actionError: ActionError | null; reopen: FormAction }) {
  return (
    <ConfirmDialog label={`Open “${round.name}” again`} open={actionError !== null}>
      <ChangeForm name="reopen" teamId={teamId} roundId={round.roundId} actionError={actionError} action={reopen}>
        <p className="text-ink-2">
          What was submitted since it ended counts in it then. Those who have not submitted get a mail with the new day.
        </p>
        <NewDay name="reopen" timeZone={round.timeZone} actionError={actionError} />
        <div>
          <Button type="submit" variant="secondary">
            Open it again
          </Button>
        </div>
      </ChangeForm>
    </ConfirmDialog>
  );
}
