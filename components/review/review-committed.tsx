/** A committed review beside the member's ratings. The ratings are fixed; comments and notes can change until it is released. */

import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { ResilientForm } from "@/components/ui/resilient-form";
import type { ActionError } from "@/lib/domain/request/action-result";
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
  actionError: ActionError | null;
  action: (form: FormData) => Promise<void>;
};

export function CommittedReview({ place, result, review, agreedLevels, actionError, action }: CommittedReviewProps) {
  const typed = actionError?.values;
  const { personName } = result;
  return (
    <ResilientForm action={action} aria-label="Your review" key={typed ? JSON.stringify(typed) : review.version}>
      <ReviewTargetFields form="review" place={place} review={review} />
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
              id={`review-comment-${behaviorId}`}
              name={commentField(behaviorId)}
              label={`Comment for ${personName} on ${behaviorName(result.competency.source, behaviorId)}`}
              multiline
              rows={2}
              defaultValue={typed?.[commentField(behaviorId)] ?? comment}
              error={actionError?.fieldErrors[commentField(behaviorId)]}
            />
          </div>
        )}
      />
      <div className="mt-8 grid max-w-reading gap-6">
        <WholeFields personName={personName} values={typed ?? review} fieldErrors={actionError?.fieldErrors ?? {}} />
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
    </ResilientForm>
  );
}
