/** Reviews at each point of their way, by the functions that coaches use. */
import type { Actor } from "@/lib/access/actor";
import type { ReviewTarget } from "@/lib/data/review/internal/reviews";
import { saveReview } from "@/lib/data/review/mutations/reviews";
import { getDatabase } from "@/lib/db/client";
import type { ReviewContent, ReviewStep } from "@/lib/domain/review/review";
import { behaviorIds } from "./competency";
import { NOW } from "./time";

/** What a coach would write who rates everything alike, with a comment on the first behavior. */
export function reviewContent({
  answer = "guide",
  comment = "Tell me more",
  notes = "Ask about it",
}: {
  answer?: string;
  comment?: string;
  notes?: string;
} = {}): ReviewContent {
  return {
    answers: new Map(behaviorIds.map((id) => [id, answer])),
    comments: new Map([[behaviorIds[0] ?? "", comment]]),
    comment: `${comment}, all in all`,
    notes,
  };
}

/** The coach's newest review of a shared assessment, as a page would name it. */
export async function targetOf(coach: Actor, teamId: string, assessmentId: string): Promise<ReviewTarget> {
  const review = await getDatabase().review.findFirst({
    where: { coachId: coach.userId, teamId, assessmentId },
    orderBy: { number: "desc" },
  });
  return { teamId, assessmentId, reviewId: review?.id ?? null, version: review?.version ?? 0 };
}

/** Committed, and released too where `steps` says so. Answers the review's id. */
export async function makeReview(
  coach: Actor,
  teamId: string,
  assessmentId: string,
  { steps = ["commit", "release"] as ReviewStep[], at = new Date(NOW), ...content }: MadeReview = {},
): Promise<string> {
  for (const step of steps) await saveReview(coach, await targetOf(coach, teamId, assessmentId), reviewContent(content), step, at);
  return (await targetOf(coach, teamId, assessmentId)).reviewId ?? "";
}

type MadeReview = { steps?: ReviewStep[]; at?: Date; answer?: string; comment?: string; notes?: string };
