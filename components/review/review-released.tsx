/** A released review with the member's replies. Its notes can still change; the rest cannot. */
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { formatDay } from "@/components/ui/format-day";
import type { Autosave } from "@/components/ui/use-autosave";
import type { FormAction } from "@/lib/domain/request/action-result";
import type { AgreedLevel } from "@/lib/domain/review/agreed-level";
import type { OwnReview, ReleasedReview } from "@/lib/domain/review/review";
import type { SharedResult } from "@/lib/domain/sharing/share";
import { COACH_NAMES } from "./review-committed";
import { NotesField } from "./review-form";
import { type ReviewPlace, ReviewTargetFields } from "./review-target";
import { ReviewText } from "./review-text";
import { SideBySideView } from "./side-by-side-view";

type ReleasedTextProps = {
  result: SharedResult;
  review: Pick<ReleasedReview, "comment" | "reply" | "repliedAt" | "entries">;
  names: typeof COACH_NAMES;
  agreedLevels: readonly AgreedLevel[];
  label: string;
};

/** Ratings, comments and replies, to read. */
function ReleasedText({ result, review, names, agreedLevels, label }: ReleasedTextProps) {
  const replyLabel = `${result.personName}’s reply`;
  return (
    <>
      <SideBySideView
        competency={result.competency}
        ratings={result.ratings}
        entries={review.entries}
        names={names}
        agreedLevels={agreedLevels}
        headingLevel={4}
        renderBelow={(entry) => <ReviewText label={label} replyLabel={replyLabel} {...entry} />}
      />
      <ReviewText label={`${label} on the whole`} replyLabel={replyLabel} {...review} />
    </>
  );
}

type OwnReleasedReviewProps = {
  place: ReviewPlace;
  result: SharedResult;
  review: OwnReview;
  agreedLevels: readonly AgreedLevel[];
  saveNotes: FormAction;
  autosaveNotes: Autosave;
  /** Null where a later review corrects it already. */
  correct: FormAction | null;
};

export function OwnReleasedReview({ place, result, review, agreedLevels, saveNotes, autosaveNotes, correct }: OwnReleasedReviewProps) {
  return (
    <>
      <ReleasedText result={result} review={review} names={COACH_NAMES} agreedLevels={agreedLevels} label="Your comment" />
      <Form
        name={`notes-${review.reviewId}`}
        action={saveNotes}
        autosave={autosaveNotes}
        errorTitle="Your notes were not saved"
        className="mt-8 max-w-reading"
      >
        <ReviewTargetFields place={place} review={review} />
        <NotesField notes={review.notes} />
        <Button type="submit" variant="secondary" className="mt-4">
          Save notes
        </Button>
      </Form>
      {correct && (
        <Form name="correction" action={correct} errorTitle="The correction was not started" className="mt-8">
          <ReviewTargetFields place={place} review={review} />
          <Button type="submit" variant="secondary">
            Write a correction
          </Button>
          <p className="mt-2 max-w-reading text-ink-2">
            A new review with these ratings and comments, for you to change. Once released, {result.personName} sees both, and that the new
            one corrects this one.
          </p>
        </Form>
      )}
    </>
  );
}

/** Reviews of the team's other coaches, only for a coach who has rated, or viewed the answers, too. */
export function OthersReviews({ result, reviews }: { result: SharedResult; reviews: readonly ReleasedReview[] }) {
  return (
    <ul className="mt-4 grid gap-4">
      {reviews.map((review) => (
        <li key={review.reviewId}>
          <details className="rounded-card border border-line bg-surface p-5">
            <summary className="min-h-11 cursor-pointer py-2 wrap-anywhere">
              <h3 className="inline font-sans text-base font-semibold">{review.coachName}</h3>, released on {formatDay(review.releasedAt)}
              {review.corrects && `; corrects the one of ${formatDay(review.corrects)}`}
              {review.correctedAt && `; corrected by the one of ${formatDay(review.correctedAt)}`}
            </summary>
            <div className="pt-4">
              <ReleasedText
                result={result}
                review={review}
                names={{ ...COACH_NAMES, coach: review.coachName }}
                agreedLevels={[]}
                label={`${review.coachName}’s comment`}
              />
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}
