/** Reads what the steps and the review show. Once the assessment is submitted, it redirects to the level summary. */
import { redirect } from "next/navigation";
import type { Actor } from "@/lib/access/actor";
import { type AssessmentForm, getAssessmentForm } from "@/lib/data/assessment/queries";
import { ExpectedError } from "@/lib/domain/request/expected-error";

/** @throws ExpectedError Unauthenticated, where the browser sent no cookie, or NotFound */
export async function getFormOrResult(actor: Actor | null, assessmentId: string): Promise<AssessmentForm> {
  if (!actor) {
    throw new ExpectedError(
      "Unauthenticated",
      "Cairn needs a cookie to keep your answers, and this browser sent none. If you had signed in, do so again; otherwise allow cookies for this site, then start again.",
      {},
      "noCookie",
    );
  }
  try {
    return await getAssessmentForm(actor, assessmentId);
  } catch (error) {
    if (error instanceof ExpectedError && error.reason === "submitted") redirect(`/results/${encodeURIComponent(assessmentId)}`);
    throw error;
  }
}
