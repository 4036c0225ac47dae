/** Tells a person with an assessment in progress that there is a newer revision, and lets them move to it. */

import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/lib/domain/request/action-result";
import { joinNames } from "@/lib/domain/text/wording";

type MoveOfferProps = {
  assessmentId: string;
  toNumber: number;
  note: string;
  pendingCount: number;
  askedAnew: string[];
  gone: string[];
  action: FormAction;
};

export function MoveOffer({ assessmentId, toNumber, note, pendingCount, askedAnew, gone, action }: MoveOfferProps) {
  return (
    <div className="mb-6 rounded-card border border-line bg-surface px-5 py-4">
      <p className="mb-3 text-ink-2">The model’s text has changed since you started. You can finish with the text that you started with.</p>
      <Form name="move" action={action} errorTitle="Not moved">
        <input type="hidden" name="assessmentId" value={assessmentId} />
        <input type="hidden" name="toNumber" value={toNumber} />
        <ConfirmDialog label="Move to the new text …">
          <div className="grid gap-2 text-ink-2">
            {note && <p className="whitespace-pre-line">What is new: {note}</p>}
            <p>
              {pendingCount === 0
                ? "None of your answers is kept"
                : pendingCount === 1
                  ? "One answer is kept"
                  : `${pendingCount} answers are kept`}
              {askedAnew.length > 0 ? `, and you are asked again about ${joinNames(askedAnew)}.` : "."} Your examples for what is still
              asked stay.
            </p>
            {gone.length > 0 && <p>No longer asked, with your answer and example there deleted: {joinNames(gone)}.</p>}
          </div>
          <Button type="submit" variant="secondary" className="mt-3">
            Move to revision {toNumber}
          </Button>
        </ConfirmDialog>
      </Form>
    </div>
  );
}
