/** For the member: one review that a coach released to them, beside their own ratings, with a reply to each comment. */

import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Field } from "@/components/ui/field";
import { formatDay } from "@/components/ui/format-day";
import { Notice } from "@/components/ui/notice";
import { ResilientForm } from "@/components/ui/resilient-form";
import type { Rating } from "@/lib/domain/assessment/timed-rating";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import type { ActionError } from "@/lib/domain/request/action-result";
import type { AgreedLevel } from "@/lib/domain/review/agreed-level";
import { describeBlindness, type ReleasedReview } from "@/lib/domain/review/review";
import { behaviorName } from "@/lib/domain/text/wording";
import { ReviewText } from "./review-text";
import { SideBySideView } from "./side-by-side-view";

type ReceivedReviewProps = {
  assessmentId: string;
  competency: CompetencyModel;
  ratings: readonly Rating[];
  review: ReleasedReview;
  agreedLevels: readonly AgreedLevel[];
  actionError: ActionError | null;
  /** Which reply was saved just now, as "review.behavior". */
  replied: string | undefined;
  reply: (form: FormData) => Promise<void>;
};

export function ReceivedReview({
  assessmentId,
  competency,
  ratings,
  review,
  agreedLevels,
  actionError,
  replied,
  reply,
}: ReceivedReviewProps) {
  const { reviewId, coachName, teamName, releasedAt, corrects, correctedAt } = review;
  const replyTo = (behaviorId: string, on: string, said: { reply: string; repliedAt: Date | null }) => {
    const place = `${reviewId}.${behaviorId}`;
    const isRefused = actionError?.values.reviewId === reviewId && actionError.values.behaviorId === behaviorId;
    return (
      <ReplyForm
        {...{ assessmentId, reviewId, behaviorId, place, on, said, action: reply }}
        actionError={isRefused ? actionError : null}
        isKept={replied === place}
      />
    );
  };
  return (
    <article aria-labelledby={`review-${reviewId}`} className="mt-8">
      <h3 id={`review-${reviewId}`} className="text-card wrap-anywhere">
        {coachName}, {formatDay(releasedAt)}
      </h3>
      <p className="mt-1 max-w-reading text-ink-2 wrap-anywhere">
        {teamName ? `Coach of ${teamName}. ` : "Coach of a team that is deleted by now. "}
        {describeBlindness(review, coachName)}
        {corrects && ` It corrects the review of ${formatDay(corrects)}.`}
      </p>
      {correctedAt && <p className="mt-1 font-semibold">Corrected by the review of {formatDay(correctedAt)}.</p>}
      <div className="mt-4">
        <SideBySideView
          competency={competency}
          ratings={ratings}
          entries={review.entries}
          names={{ member: "Your own", coach: coachName, example: "Your example" }}
          agreedLevels={agreedLevels}
          headingLevel={4}
          renderBelow={(entry) => (
            <>
              <ReviewText label={`${coachName}’s comment`} replyLabel="Your reply" {...entry} />
              {entry.comment && replyTo(entry.behaviorId, behaviorName(competency.source, entry.behaviorId), entry)}
            </>
          )}
        />
      </div>
      <ReviewText label={`${coachName}’s comment on the whole`} replyLabel="Your reply" {...review} />
      {replyTo("", "the whole", review)}
    </article>
  );
}

type ReplyFormProps = {
  assessmentId: string;
  reviewId: string;
  behaviorId: string;
  place: string;
  on: string;
  said: { reply: string; repliedAt: Date | null };
  actionError: ActionError | null;
  isKept: boolean;
  action: (form: FormData) => Promise<void>;
};

function ReplyForm({ assessmentId, reviewId, behaviorId, place, on, said, actionError, isKept, action }: ReplyFormProps) {
  const id = `reply-${place}`;
  const text = actionError?.values.reply ?? said.reply;
  return (
    <div id={id} className="mt-3 max-w-reading print:hidden">
      {isKept && !actionError && <Notice kind="status" title={said.reply ? "Your reply is kept." : "Your reply is taken back."} />}
      <details open={actionError !== null}>
        <summary className="inline-flex min-h-11 cursor-pointer items-center text-link">
          {said.reply ? "Change your reply" : "Reply"}
          <span className="sr-only"> on {on}</span>
        </summary>
        <ResilientForm action={action} key={text} className="pt-2">
          <input type="hidden" name="form" value="reply" />
          <input type="hidden" name="assessmentId" value={assessmentId} />
          <input type="hidden" name="reviewId" value={reviewId} />
          <input type="hidden" name="behaviorId" value={behaviorId} />
          {actionError && Object.keys(actionError.fieldErrors).length === 0 && (
            <ErrorNotice actionError={actionError} title="The reply was not kept" className="mb-3" />
          )}
          <Field
            id={`${id}-text`}
            name="reply"
            label={`Your reply on ${on}`}
            hint={said.reply ? "Leave it empty to take it back." : "Your coach sees it for as long as you share this."}
            multiline
            rows={3}
            defaultValue={text}
            error={actionError?.fieldErrors.reply}
          />
          <Button type="submit" variant="secondary" className="mt-3">
            Keep this reply
          </Button>
        </ResilientForm>
      </details>
    </div>
  );
}
