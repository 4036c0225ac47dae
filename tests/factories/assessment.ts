/** Assessments at each point of their way, by the functions that people use. */
import type { Actor } from "@/lib/access/actor";
import { saveRatings, startAssessment, submitAssessment } from "@/lib/data/assessment/mutations";
import type { RatingChange } from "@/lib/domain/assessment/timed-rating";
import { behaviorIds } from "./competency";
import { NOW } from "./time";

export async function makeStarted(actor: Actor): Promise<string> {
  return (await startAssessment(actor)).assessmentId;
}

/** An answer and evidence to every behavior, all given at one time. */
export function answersToAll(answer: string, at: number, evidence = `Evidence for ${answer}`): RatingChange[] {
  return behaviorIds.map((behaviorId) => ({ behaviorId, answer, answeredAt: at, evidence, evidenceAt: at }));
}

/** In progress, with every behavior answered. */
export async function makeAnswered(actor: Actor, answer = "beginner"): Promise<string> {
  const assessmentId = await makeStarted(actor);
  await saveRatings(actor, assessmentId, answersToAll(answer, 1_000), NOW);
  return assessmentId;
}

export async function makeSubmitted(actor: Actor, submittedAt = new Date(NOW), answer = "beginner"): Promise<string> {
  const assessmentId = await makeAnswered(actor, answer);
  await submitAssessment(actor, assessmentId, submittedAt);
  return assessmentId;
}
