/** What a coach can change of a round: give it a later day, close it, or open it again. Each says first what it does. */
import type { ReactNode } from "react";
import { AskFirst } from "@/components/ui/confirm-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { RefusalNotice } from "@/components/ui/error-notice";
import type { Refusal } from "@/lib/domain/request/action-result";
import { zoneWords } from "@/lib/domain/round/round-wording";

type FormAction = (form: FormData) => Promise<void>;

type ChangeFormProps = {
  name: "move" | "close" | "reopen";
  teamId: string;
  roundId: string;
  /** Of this form; another form's is not its. */
  refusal: Refusal | null;
  action: FormAction;
  children: ReactNode;
};

function ChangeForm({ name, teamId, roundId, refusal, action, children }: ChangeFormProps) {
  return (
    <form action={action} className="grid max-w-[30rem] gap-4">
      <input type="hidden" name="form" value={name} />
      <input type="hidden" name="teamId" value={teamId} />
      <input type="hidden" name="roundId" value={roundId} />
      {refusal && !refusal.fieldErrors.dueDay && <RefusalNotice refusal={refusal} className="" />}
      {children}
    </form>
  );
}

function NewDay({ name, timeZone, refusal }: { name: string; timeZone: string; refusal: Refusal | null }) {
  return (
    <Field
      id={`${name}-due`}
      name="dueDay"
      type="date"
      label="New due day"
      hint={`Until its end, in ${zoneWords(timeZone)}.`}
      defaultValue={refusal?.values.dueDay ?? ""}
      error={refusal?.fieldErrors.dueDay}
    />
  );
}

type ChangesProps = { teamId: string; round: { roundId: string; name: string; timeZone: string } };

type OpenRoundChangesProps = ChangesProps & { refusalOf: (form: string) => Refusal | null; move: FormAction; close: FormAction };

export function OpenRoundChanges({ teamId, round, refusalOf, move, close }: OpenRoundChangesProps) {
  const { roundId } = round;
  return (
    <div className="flex flex-wrap items-start gap-3">
      <AskFirst label="Extend" open={refusalOf("move") !== null}>
        <ChangeForm name="move" teamId={teamId} roundId={roundId} refusal={refusalOf("move")} action={move}>
          <p className="text-ink-2">Those who have not submitted get a mail with the new day, and a calendar file that moves it.</p>
          <NewDay name="move" timeZone={round.timeZone} refusal={refusalOf("move")} />
          <div>
            <Button type="submit" look="secondary">
              Extend the round
            </Button>
          </div>
        </ChangeForm>
      </AskFirst>
      <AskFirst label="Close now" open={refusalOf("close") !== null}>
        <ChangeForm name="close" teamId={teamId} roundId={roundId} refusal={refusalOf("close")} action={close}>
          <p className="text-ink-2">
            What is submitted from then on goes into the person’s own history, and not into this round. You can open it again as long as you
            open no other.
          </p>
          <div>
            <Button type="submit" look="secondary">
              Close the round
            </Button>
          </div>
        </ChangeForm>
      </AskFirst>
    </div>
  );
}

export function ReopenRound({ teamId, round, refusal, reopen }: ChangesProps & { refusal: Refusal | null; reopen: FormAction }) {
  return (
    <AskFirst label={`Open “${round.name}” again`} open={refusal !== null}>
      <ChangeForm name="reopen" teamId={teamId} roundId={round.roundId} refusal={refusal} action={reopen}>
        <p className="text-ink-2">
          What was submitted since it ended counts in it then. Those who have not submitted get a mail with the new day.
        </p>
        <NewDay name="reopen" timeZone={round.timeZone} refusal={refusal} />
        <div>
          <Button type="submit" look="secondary">
            Open it again
          </Button>
        </div>
      </ChangeForm>
    </AskFirst>
  );
}
