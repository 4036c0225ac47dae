/** Part of the level summary: released reviews, agreed levels, and who viewed the answers. The page reads the data, this renders it. */

import { AgreedLevelSection } from "@/components/review/agreed-level-section";
import { ReceivedReview } from "@/components/review/received-review";
import { ShareViewList } from "@/components/sharing/share-view-list";
import { Section } from "@/components/ui/section";
import type { Actor } from "@/lib/access/actor";
import { listAgreedLevels, listReceivedReviews } from "@/lib/data/review/queries";
import { listShareViews } from "@/lib/data/sharing/queries";
import type { Rating } from "@/lib/domain/assessment/timed-rating";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { proposeLevelAction, replyToReviewAction, respondToProposalAction, withdrawProposalAction } from "./actions";

/** Called before rendering, where an error becomes a page that explains it. */
export async function readFromCoaches(actor: Actor | null, assessmentId: string, query: { views?: unknown }) {
  const [reviews, agreed, viewed] = await Promise.all([
    listReceivedReviews(actor, assessmentId),
    listAgreedLevels(actor, assessmentId),
    listShareViews(actor, assessmentId, { all: query.views === "all" }),
  ]);
  return { reviews, ...agreed, ...viewed };
}

type FromCoachesProps = {
  assessmentId: string;
  competency: CompetencyModel;
  ratings: readonly Rating[];
  read: Awaited<ReturnType<typeof readFromCoaches>>;
  replied: string | undefined;
};

export function FromCoaches({ assessmentId, competency, ratings, read, replied }: FromCoachesProps) {
  const { reviews, agreedLevels, partners, views, total } = read;
  const path = `/results/${encodeURIComponent(assessmentId)}`;
  return (
    <>
      {reviews.length > 0 && (
        <Section id="coach" title="From your coach" size="part" className="pt-14">
          <p className="mt-3 max-w-reading text-ink-2">
            How a coach sees it, beside how you see it. Neither is more right than the other: where they differ, it is worth talking.
          </p>
          {reviews.map((review) => (
            <ReceivedReview
              key={review.reviewId}
              assessmentId={assessmentId}
              competency={competency}
              ratings={ratings}
              review={review}
              agreedLevels={agreedLevels}
              replied={replied}
              reply={replyToReviewAction}
            />
          ))}
        </Section>
      )}
      {(agreedLevels.length > 0 || partners.length > 0) && (
        <AgreedLevelSection
          side="member"
          personName="you"
          assessmentId={assessmentId}
          competency={competency}
          agreedLevels={agreedLevels}
          partners={partners}
          next={path}
          actions={{ propose: proposeLevelAction, answer: respondToProposalAction, withdraw: withdrawProposalAction }}
        />
      )}
      <ShareViewList views={views} total={total} allHref={`${path}?views=all#views`} />
    </>
  );
}
