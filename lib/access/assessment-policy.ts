/** Who may do what with an assessment. The data layer's where-fragments are tested against these. */
import type { Actor } from "./actor";
import { isAllowed } from "./rules";

type OwnedAssessment = { ownerId: string; submitted: boolean };

export function canReadAssessment(actor: Actor | null, assessment: OwnedAssessment): boolean {
  return isAllowed(actor, "assessment.read", { ownerId: assessment.ownerId });
}

/** Submitted assessments don't change: correcting one starts a new one. */
export function canAnswerAssessment(actor: Actor | null, assessment: OwnedAssessment): boolean {
  return isAllowed(actor, "assessment.answer", { ownerId: assessment.ownerId }) && !assessment.submitted;
}

/** A plan belongs to a result, so it is written once the assessment is submitted. */
export function canPlanFromAssessment(actor: Actor | null, assessment: OwnedAssessment): boolean {
  return isAllowed(actor, "assessment.plan", { ownerId: assessment.ownerId }) && assessment.submitted;
}
