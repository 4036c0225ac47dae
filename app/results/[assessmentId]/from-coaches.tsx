/** On a level summary: what its owner got from coaches, what is agreed, and who looked. Read by the page, drawn here. */
import { LookList } from "@/components/sharing/share-view-list";
import { ReceivedReview } from "@/components/review/received-review";
import { AgreementSection } from "@/components/review/agreed-level-section";
import { listAgreements } from "@/lib/data/review/internal/agreed-levels";
import { listLooks } from "@/lib/data/sharing/internal/share-views";
import { listReceivedReviews } from "@/lib/data/review/internal/received-reviews";
import type { Actor } from "@/lib/access/actor";
import type { Refusal } from "@/lib/domain/request/action-result";
import type { Rating } from "@/lib/domain/assessment/timed-rating";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { answerProposalAction, proposeLevelAction, withdrawProposalAction } from "../agreement-actions";
import { replyToReviewAction } from "./review-actions";

/** Outside of the page's drawing, where what fails becomes a page that says so. */
export async function readFromCoaches(actor: Actor | null, assessmentId: string, query: { looks?: unknown }) {
  const [reviews, agreed, looked] = await Promise.all([
    listReceivedReviews(actor, assessmentId),
    listAgreements(actor, assessmentId),
    listLooks(actor, assessmentId, { all: query.looks === "all" }),
  ]);
  return { reviews, ...agreed, ...looked };
}

type FromCoachesProps = {
  assessmentId: string;
  model: CompetencyModel;
  ratings: readonly Rating[];
  read: Awaited<ReturnType<typeof readFromCoaches>>;
  replied: string | undefined;
  refusal: Refusal | null;
};

export function FromCoaches({ assessmentId, model, ratings, read, replied, refusal }: FromCoachesProps) {
  const { reviews, agreements, partners, looks, total } = read;
  const path = `/results/${encodeURIComponent(assessmentId)}`;
  const isOf = (form: string) => refusal?.values.form === form;
  return (
    <>
      {reviews.length > 0 && (
        <section aria-labelledby="coach" className="pt-14">
          <h2 id="coach" className="text-[1.65rem]">
            From your coach
          </h2>
          <p className="mt-3 max-w-[44rem] text-ink-2">
            How a coach sees it, beside how you do. Neither is the measure of the other: where they differ is where it is worth talking.
          </p>
          {reviews.map((review) => (
            <ReceivedReview
              key={review.reviewId}
              assessmentId={assessmentId}
              model={model}
              ratings={ratings}
              review={review}
              agreements={agreements}
              refusal={isOf("reply") ? refusal : null}
              replied={replied}
              reply={replyToReviewAction}
            />
          ))}
        </section>
      )}
      {(agreements.length > 0 || partners.length > 0) && (
        <AgreementSection
          side="member"
          personName="you"
          assessmentId={assessmentId}
          model={model}
          agreements={agreements}
          partners={partners}
          next={path}
          refusal={isOf("propose") || isOf("agreement") ? refusal : null}
          actions={{ propose: proposeLevelAction, answer: answerProposalAction, withdraw: withdrawProposalAction }}
        />
      )}
      <LookList looks={looks} total={total} allHref={`${path}?looks=all#looks`} />
    </>
  );
}
