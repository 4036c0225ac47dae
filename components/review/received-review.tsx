/** For the member: one review that a coach released to them, beside their own ratings, with a reply to each comment. */

import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { formatDay } from "@/components/ui/format-day";
import { Notice } from "@/components/ui/notice";
import type { Rating } from "@/lib/domain/assessment/timed-rating";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import type { FormAction } from "@/lib/domain/request/action-result";
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
  /** Which reply was saved just now, as "review.behavior". */
  replied: string | undefined;
  reply: FormAction;
};

export function ReceivedReview({ assessmentId, competency, ratings, review, agreedLevels, replied, reply }: ReceivedReviewProps) {
  const { reviewId, coachName, teamName, releasedAt, corrects, correctedAt } = review;
  const replyTo = (behaviorId: string, on: string, said: { reply: string; repliedAt: Date | null }) => {
    const place = `${reviewId}.${behaviorId}`;
    return <ReplyForm {...{ assessmentId, reviewId, behaviorId, place, on, said, action: reply }} isKept={replied === place} />;
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
  isKept: boolean;
  action: FormAction;
};

/** Not saved while it is written: the coach would read half a sentence. */
function ReplyForm({ assessmentId, reviewId, behaviorId, place, on, said, isKept, action }: ReplyFormProps) {
  return (
    <div id={`reply-${place}`} className="mt-3 max-w-reading print:hidden">
      {isKept && <Notice kind="status" title={said.reply ? "Your reply is kept." : "Your reply is taken back."} />}
      <Form name={`reply-${place}`} action={action} errorTitle="The reply was not kept">
        <input type="hidden" name="assessmentId" value={assessmentId} />
        <input type="hidden" name="reviewId" value={reviewId} />
        <input type="hidden" name="behaviorId" value={behaviorId} />
        <ConfirmDialog label={`${said.reply ? "Change your reply" : "Reply"} on ${on}`}>
          <Field
            name="reply"
            label={`Your reply on ${on}`}
            hint={said.reply ? "Leave it empty to take it back." : "Your coach sees it for as long as you share this."}
            multiline
            rows={3}
            defaultValue={said.reply}
          />
          <Button type="submit" variant="secondary" className="mt-3">
            Keep this reply
          </Button>
        </ConfirmDialog>
      </Form>
    </div>
  );
}
