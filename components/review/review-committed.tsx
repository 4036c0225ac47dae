/** A committed review beside the member's ratings. The ratings are fixed; comments and notes can change until it is released. */

import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import type { Autosave } from "@/components/ui/use-autosave";
import type { FormAction } from "@/lib/domain/request/action-result";
import type { AgreedLevel } from "@/lib/domain/review/agreed-level";
import type { OwnReview } from "@/lib/domain/review/review";
import { commentField } from "@/lib/domain/review/review-form";
import type { SharedResult } from "@/lib/domain/sharing/share";
import { behaviorName } from "@/lib/domain/text/wording";
import { WholeFields } from "./review-form";
import { type ReviewPlace, ReviewTargetFields } from "./review-target";
import { SideBySideView } from "./side-by-side-view";

export const COACH_NAMES = { member: "Their own", coach: "Yours", example: "Their example" };

type CommittedReviewProps = {
  place: ReviewPlace;
  result: SharedResult;
  review: OwnReview;
  agreedLevels: readonly AgreedLevel[];
  action: FormAction;
  autosave: Autosave;
};

export function CommittedReview({ place, result, review, agreedLevels, action, autosave }: CommittedReviewProps) {
  const { personName } = result;
  return (
    <Form
      name={`comments-${review.reviewId}`}
      action={action}
      autosave={autosave}
      errorTitle="Your review was not saved"
      aria-label="Your review"
    >
      <ReviewTargetFields place={place} review={review} />
      <SideBySideView
        competency={result.competency}
        ratings={result.ratings}
        entries={review.entries}
        names={COACH_NAMES}
        agreedLevels={agreedLevels}
        headingLevel={3}
        renderBelow={({ behaviorId, comment }) => (
          <div className="mt-4 max-w-reading">
            <Field
              name={commentField(behaviorId)}
              label={`Comment for ${personName} on ${behaviorName(result.competency.source, behaviorId)}`}
              multiline
              rows={2}
              defaultValue={comment}
            />
          </div>
        )}
      />
      <div className="mt-8 grid max-w-reading gap-6">
        <WholeFields personName={personName} review={review} />
      </div>
      <Button type="submit" variant="secondary" name="step" value="save" className="mt-6">
        Save comments and notes
      </Button>
      <div className="mt-4 max-w-reading">
        <ConfirmDialog label={`Release to ${personName} …`}>
          <p className="text-ink-2">
            {personName} then gets your ratings and your comments as they stand above, and a mail that says so. They never get your notes.
            After that the review does not change; a correction is a new one that says so.
          </p>
          <Button type="submit" name="step" value="release" className="mt-4">
            Release to {personName}
          </Button>
        </ConfirmDialog>
      </div>
    </Form>
  );
}
