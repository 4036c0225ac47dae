/** The form for leaving a team, with what happens to shared assessments and to a team without a coach. */

import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/lib/domain/request/action-result";

type LeaveTeamProps = {
  teamId: string;
  name: string;
  sharedCount: number;
  isLastCoach: boolean;
  isAlone: boolean;
  action: FormAction;
};

export function LeaveTeam({ teamId, name, sharedCount, isLastCoach, isAlone, action }: LeaveTeamProps) {
  return (
    <Form name="leave" action={action} errorTitle="You have not left the team" className="max-w-reading">
      <input type="hidden" name="teamId" value={teamId} />
      <ConfirmDialog label="Leave this team">
        {isLastCoach && (
          <p className="mb-3 font-semibold text-signal">
            You are its only coach. {isAlone ? "Nobody will be in it" : "Nobody will coach it"}, and the admins will see that. To hand it
            over, make somebody else a coach first.
          </p>
        )}
        <p className="text-ink-2">
          {sharedCount === 0
            ? "You have shared nothing with this team, so the only change is that you are no longer in it."
            : `${sharedCount === 1 ? "The self-assessment" : `The ${sharedCount} self-assessments`} that you share with it will be withdrawn: its coaches will see that, and nothing else. Your self-assessments stay yours.`}{" "}
          To come back you need a new invitation.
        </p>
        <p className="mt-4 font-semibold">What the coaches of {name} then still see</p>
        <ul className="mt-1 list-disc space-y-1 pl-5 text-ink-2">
          <li>Of your ratings, examples, focuses and plans: nothing. Of the reviews that they wrote of you: nothing either.</li>
          <li>Files that they exported before stay with them.</li>
          <li>A team summary that counts your answers is no longer shown to anybody.</li>
          <li>The audit, which admins read, still says that you were in the team and left.</li>
        </ul>
        <p className="mt-4 text-ink-2">Reviews that were released to you, and what you agreed on, stay with you.</p>
        <Button type="submit" className="mt-4 wrap-anywhere">
          Leave {name}
        </Button>
      </ConfirmDialog>
    </Form>
  );
}
