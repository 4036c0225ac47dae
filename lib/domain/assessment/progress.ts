/** How far a self-assessment has come, and where to go on. */
import { answersByBehavior } from "./rated-behaviors";
import type { Rating } from "./timed-rating";

export type Progress = {
  answered: number;
  total: number;
  /** Behavior ids in the model's order. */
  unanswered: string[];
  /** The first unanswered behavior, where coming back resumes; null when all are answered. */
  next: string | null;
};

/** "No opportunity yet" is an answer; evidence alone is not. */
export function progressOf(behaviors: readonly { readonly id: string }[], ratings: readonly Rating[]): Progress {
  const answers = answersByBehavior(ratings);
  const unanswered = behaviors.map(({ id }) => id).filter((id) => (answers.get(id) ?? null) === null);
  return {
    answered: behaviors.length - unanswered.length,
    total: behaviors.length,
    unanswered,
    next: unanswered[0] ?? null,
  };
}
