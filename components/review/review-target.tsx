/** The hidden fields with a form's review and its version on the page. */

export type ReviewPlace = { teamId: string; userId: string; assessmentId: string };

type ReviewTargetFieldsProps = {
  place: ReviewPlace;
  review: { reviewId: string; version: number } | undefined;
};

export function ReviewTargetFields({ place, review }: ReviewTargetFieldsProps) {
  return (
    <>
      <input type="hidden" name="teamId" value={place.teamId} />
      <input type="hidden" name="userId" value={place.userId} />
      <input type="hidden" name="assessmentId" value={place.assessmentId} />
      <input type="hidden" name="reviewId" value={review?.reviewId ?? ""} />
      <input type="hidden" name="version" value={review?.version ?? 0} />
    </>
  );
}
