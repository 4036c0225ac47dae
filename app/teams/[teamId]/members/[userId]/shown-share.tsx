/** One shared self-assessment on a person's page: this coach's review, the person's answers once they may be seen, and agreed levels. */
import { proposeLevelAction, respondToProposalAction, withdrawProposalAction } from "@/app/results/[assessmentId]/actions";
import { agendaPath, memberPath } from "@/app/teams/paths";
import { AgreedLevelSection } from "@/components/review/agreed-level-section";
import { CommittedReview } from "@/components/review/review-committed";
import { ReviewForm } from "@/components/review/review-form";
import { OthersReviews, OwnReleasedReview } from "@/components/review/review-released";
import { SharedResultView } from "@/components/sharing/shared-result";
import { ButtonLink } from "@/components/ui/button";
import { formatDay } from "@/components/ui/format-day";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import type { Account } from "@/lib/access/actor";
import { describeBlindness, reviewState } from "@/lib/domain/review/review";
import type { MemberPage, ShownShare } from "@/lib/domain/sharing/member-page";
import { viewPlaceLabel } from "@/lib/domain/sharing/share-view";
import { autosaveReviewAction, autosaveReviewNotesAction, saveReviewAction, saveReviewNotesAction, startCorrectionAction } from "./actions";

const DONE: Record<string, string> = {
  saved: "Your review is kept.",
  committed: "Your ratings are committed.",
  skipped: "Their ratings are shown. The review is marked as not blind.",
  released: "The review is released.",
  notes: "Your notes are kept.",
  correction: "You have started a correction, with the text of the review before it.",
};

type ShownShareViewProps = {
  account: Account;
  page: MemberPage;
  shown: ShownShare;
  done: string | undefined;
};

/** The names of the forms that this page has now. */
export function formsOf({ shown, isYou }: MemberPage): string[] {
  if (!shown || isYou) return [];
  const { assessmentId, reviews, agreedLevels } = shown;
  const [review] = reviews;
  const pending = agreedLevels.filter(({ agreedAt }) => agreedAt === null);
  return [
    "propose",
    ...pending.flatMap(({ agreedLevelId }) => ["withdraw", "agree", "decline"].map((kind) => `${kind}-${agreedLevelId}`)),
    ...reviews.filter(({ releasedAt }) => releasedAt).map(({ reviewId }) => `notes-${reviewId}`),
    {
      open: `review-${assessmentId}`,
      skipped: `review-${assessmentId}`,
      committed: `comments-${review?.reviewId}`,
      released: "correction",
    }[reviewState(review)],
  ];
}

export function ShownShareView({ account, page, shown, done }: ShownShareViewProps) {
  const { teamId, userId, personName } = page;
  const { assessmentId, competency, result, reviews, others, agreedLevels } = shown;
  const [review, ...earlier] = reviews;
  const state = reviewState(review);
  const place = { teamId, userId, assessmentId };
  const said = done !== undefined && Object.hasOwn(DONE, done) ? DONE[done] : undefined;
  return (
    <>
      <Section id="review" title={`Your review of ${formatDay(shown.submittedAt)}`} size="part" className="mt-8">
        {said && (
          <div className="mt-4">
            <Notice kind="status" title={said} />
          </div>
        )}
        <ShareStatus page={page} shown={shown} />
        {result && (
          <p className="mt-5">
            <ButtonLink variant="secondary" href={agendaPath(teamId, userId)}>
              Prepare the one-to-one
            </ButtonLink>
          </p>
        )}
        <div className="mt-8">
          {(state === "open" || state === "skipped") && (
            <ReviewForm
              place={place}
              personName={personName}
              competency={competency}
              review={review}
              isSkipped={state === "skipped"}
              action={saveReviewAction}
              autosave={autosaveReviewAction}
            />
          )}
          {result && review && state === "committed" && (
            <CommittedReview
              place={place}
              result={result}
              review={review}
              agreedLevels={agreedLevels}
              action={saveReviewAction}
              autosave={autosaveReviewAction}
            />
          )}
          {result && review && state === "released" && (
            <OwnReleasedReview
              place={place}
              result={result}
              review={review}
              agreedLevels={agreedLevels}
              saveNotes={saveReviewNotesAction}
              autosaveNotes={autosaveReviewNotesAction}
              correct={startCorrectionAction}
            />
          )}
        </div>
      </Section>

      {result && state === "skipped" && (
        <section aria-label={`What ${personName} shares`} className="mt-14">
          <SharedResultView result={result} headingLevel={2} />
        </section>
      )}

      {result && earlier.length > 0 && (
        <Section id="earlier" title={`Your earlier ${earlier.length === 1 ? "review" : "reviews"} of it`} size="subpart" className="mt-14">
          {earlier.map((each) => (
            <details key={each.reviewId} className="mt-4 rounded-card border border-line bg-surface p-5">
              <summary className="min-h-11 cursor-pointer py-2">
                <h3 className="inline font-sans text-base font-semibold">Released on {each.releasedAt && formatDay(each.releasedAt)}</h3>
              </summary>
              <div className="pt-4">
                <OwnReleasedReview
                  place={place}
                  result={result}
                  review={each}
                  agreedLevels={agreedLevels}
                  saveNotes={saveReviewNotesAction}
                  autosaveNotes={autosaveReviewNotesAction}
                  correct={null}
                />
              </div>
            </details>
          ))}
        </Section>
      )}

      {result && others.length > 0 && (
        <Section id="others" title="Released by other coaches" size="subpart" className="mt-14">
          <OthersReviews result={result} reviews={others} />
        </Section>
      )}

      {result && (
        <AgreedLevelSection
          side="coach"
          personName={personName}
          assessmentId={assessmentId}
          competency={competency}
          agreedLevels={agreedLevels}
          partners={[{ teamId, coachId: account.userId, coachName: account.name }]}
          next={memberPath(teamId, userId, { assessment: assessmentId })}
          actions={{ propose: proposeLevelAction, answer: respondToProposalAction, withdraw: withdrawProposalAction }}
        />
      )}
    </>
  );
}

/** The review's status, and whether it is blind. */
function ShareStatus({ page: { personName }, shown }: Pick<ShownShareViewProps, "page" | "shown">) {
  const { reviews, seenBefore } = shown;
  const [review, before] = reviews;
  const state = reviewState(review);
  const paragraph = "mt-3 max-w-reading text-ink-2";
  if (state === "open" || !review) {
    return (
      <>
        <p className={paragraph}>
          {personName} shares a self-assessment with you. Its ratings{shown.withEvidence ? " and examples" : ""} are hidden until you have
          committed your own, so that they do not influence yours.
        </p>
        {seenBefore && (
          <p className={`${paragraph} font-semibold`}>
            You have already seen these ratings {viewPlaceLabel(seenBefore.place)} on {formatDay(seenBefore.at)}, so this review will not
            count as blind.
          </p>
        )}
      </>
    );
  }
  return (
    <>
      {review.isBlind !== null && (
        <p className={`${paragraph} font-semibold`}>{describeBlindness({ ...review, isBlind: review.isBlind }, "you")}</p>
      )}
      {before?.releasedAt && <p className={paragraph}>It corrects the one that you released on {formatDay(before.releasedAt)}.</p>}
      {state === "committed" && (
        <p className={paragraph}>
          Committed{review.committedAt && ` on ${formatDay(review.committedAt)}`}: your ratings stay as they are. {personName} has not
          received it yet.
        </p>
      )}
      {review.releasedAt && (
        <p className={paragraph}>
          Released on {formatDay(review.releasedAt)}. {personName} has it as it stands here, without your notes.
        </p>
      )}
    </>
  );
}
