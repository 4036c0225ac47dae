/** What a coach can change about a round: extend it, close it, or open it again. Each form says first what it does. */
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/lib/domain/request/action-result";
import { formatTimeZone } from "@/lib/domain/round/round-wording";

type ChangesProps = { teamId: string; round: { roundId: string; name: string; timeZone: string } };

function RoundFields({ teamId, round }: ChangesProps) {
  return (
    <>
      <input type="hidden" name="teamId" value={teamId} />
      <input type="hidden" name="roundId" value={round.roundId} />
    </>
  );
}

function NewDay({ timeZone }: { timeZone: string }) {
  return (
    <div className="my-4 max-w-[30rem]">
      <Field name="dueDay" type="date" label="New due day" hint={`Until its end, in ${formatTimeZone(timeZone)}.`} />
    </div>
  );
}

export function OpenRoundChanges({ move, close, ...props }: ChangesProps & { move: FormAction; close: FormAction }) {
  const { roundId, timeZone } = props.round;
  return (
    <div className="flex flex-wrap items-start gap-3">
      <Form name={`move-${roundId}`} action={move} errorTitle="The round was not extended">
        <RoundFields {...props} />
        <ConfirmDialog label="Extend">
          <p className="text-ink-2">Those who have not submitted get a mail with the new day, and a calendar file that moves it.</p>
          <NewDay timeZone={timeZone} />
          <Button type="submit" variant="secondary">
            Extend the round
          </Button>
        </ConfirmDialog>
      </Form>
      <Form name={`close-${roundId}`} action={close} errorTitle="The round was not closed">
        <RoundFields {...props} />
        <ConfirmDialog label="Close now">
          <p className="max-w-[30rem] text-ink-2">
            What is submitted from then on goes into the person’s own history, and not into this round. You can open it again as long as you
            open no other.
          </p>
          <Button type="submit" variant="secondary" className="mt-4">
            Close the round
          </Button>
        </ConfirmDialog>
      </Form>
    </div>
  );
}

export function ReopenRound({ reopen, ...props }: ChangesProps & { reopen: FormAction }) {
  const { roundId, name, timeZone } = props.round;
  return (
    <Form name={`reopen-${roundId}`} action={reopen} errorTitle="The round was not opened again">
      <RoundFields {...props} />
      <ConfirmDialog label={`Open “${name}” again`}>
        <p className="text-ink-2">
          What was submitted since it ended counts in it then. Those who have not submitted get a mail with the new day.
        </p>
        <NewDay timeZone={timeZone} />
        <Button type="submit" variant="secondary">
          Open it again
        </Button>
      </ConfirmDialog>
    </Form>
  );
}
