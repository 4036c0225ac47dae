/** Why a form is refused, and what is said where its request reached no action. */
import type { ActionError } from "@/lib/domain/request/action-result";

export type Failure = Pick<ActionError, "message" | "fieldErrors" | "code">;

export const failed = (code: Failure["code"], message: string): Failure => ({ code, message, fieldErrors: {} });

/** Next marks what it throws to lead to another page. */
export const isLeaving = (error: unknown) => typeof error === "object" && error !== null && "digest" in error;

/** What happened, and what to do. */
export function describeUnanswered(error: unknown): Failure {
  if ((error as Error).name === "UnrecognizedActionError") {
    return failed("Conflict", "Cairn was updated since you opened this page. What you typed is kept: reload the page, then send it.");
  }
  return failed(
    "Unavailable",
    navigator.onLine
      ? "Cairn did not answer, so it is not known whether this was saved. What you typed is still here: try again in a moment. It is saved once, however often you send it."
      : "You are offline, so this was not sent. What you typed is still here: try again once you are back online.",
  );
}
