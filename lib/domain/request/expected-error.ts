/**
 * The closed set of errors that are expected and explained to a person. Every other error is logged, and shown without detail.
 */

export type ExpectedCode = "Unauthenticated" | "Forbidden" | "NotFound" | "Conflict" | "Invalid" | "TooMany";

/** HTTP status codes (RFC 9110). */
export const STATUS_OF: Record<ExpectedCode | "Unavailable" | "Unexpected", number> = {
  Unauthenticated: 401,
  Forbidden: 403,
  NotFound: 404,
  Conflict: 409,
  Invalid: 422,
  TooMany: 429,
  Unavailable: 503,
  Unexpected: 500,
};

/** The message is a sentence for the person who asked: what happened, and what to do. */
export class ExpectedError extends Error {
  constructor(
    readonly code: ExpectedCode,
    message: string,
    readonly fieldErrors: Record<string, string> = {},
    /** Which of the errors with this code, for code to branch on. */
    readonly reason: string | null = null,
  ) {
    super(message);
  }
}

/** The same text whether a thing is missing or somebody else's, so that nobody can tell which. */
export function notFoundError(): ExpectedError {
  return new ExpectedError("NotFound", "There is nothing here, or it belongs to somebody else.");
}
