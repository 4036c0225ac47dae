/** Reads what the steps and the review show. Once the assessment is submitted, it redirects to the level summary. */
import { redirect } from "next/navigation";
import { findActor } from "@/lib/auth/actor";
import { type AssessmentForm, getAssessmentForm } from "@/lib/data/assessment/queries";
import { ExpectedError } from "@/lib/domain/request/expected-error";

export async function getFormOrResult(assessmentId: string): Promise<AssessmentForm> {
  try {
    return await getAssessmentForm(await findActor(), assessmentId);
  } catch (error) {
    if (error instanceof ExpectedError && error.code === "Conflict") redirect(`/results/${encodeURIComponent(assessmentId)}`);
    throw error;
  }
}
