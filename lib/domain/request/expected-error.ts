/** The closed set of refusals that a person can be told about; everything else is a fault, logged and told without detail. */

export type ExpectedCode = "Unauthenticated" | "Forbidden" | "NotFound" | "Conflict" | "Invalid" | "TooMany";

/** HTTP's own numbers (RFC 9110). */
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
  ) {
    super(message);
  }
}

/** The same words whether a thing is missing or somebody else's, so that nobody can tell which. */
export function notFoundError(): ExpectedError {
  return new ExpectedError("NotFound", "There is nothing here, or it belongs to somebody else.");
}
