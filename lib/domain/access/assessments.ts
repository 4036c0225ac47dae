/** Who may do what with an assessment. The data layer's where-fragments are tested against these. */
import type { Actor } from "./actor";

type OwnedAssessment = { ownerId: string; submitted: boolean };

export function canReadAssessment(actor: Actor | null, assessment: OwnedAssessment): boolean {
  return actor !== null && actor.userId === assessment.ownerId;
}

/** Submitted assessments don't change: correcting one starts a new one. */
export function canAnswerAssessment(actor: Actor | null, assessment: OwnedAssessment): boolean {
  return canReadAssessment(actor, assessment) && !assessment.submitted;
}

/** A plan belongs to a result, so it is written once the assessment is submitted. */
export function canPlanFromAssessment(actor: Actor | null, assessment: OwnedAssessment): boolean {
  return canReadAssessment(actor, assessment) && assessment.submitted;
}
