/** The paths of an assessment's steps. */

/** Null means the review, which follows the last behavior. */
export function stepPath(assessmentId: string, behaviorId: string | null): string {
  return `/assess/${encodeURIComponent(assessmentId)}/${encodeURIComponent(behaviorId ?? "review")}`;
}
