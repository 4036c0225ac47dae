/** Where the steps of an assessment are. */

/** Null stands for the review, which follows the last behavior. */
export function stepPath(assessmentId: string, behaviorId: string | null): string {
  return `/assess/${encodeURIComponent(assessmentId)}/${encodeURIComponent(behaviorId ?? "review")}`;
}
