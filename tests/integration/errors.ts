/** What a call is refused with, and what tests expect there. */
import { expect } from "vitest";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";

export const notFound = expect.objectContaining({ code: "NotFound", message: notFoundError().message });
export const unauthenticated = expect.objectContaining({ code: "Unauthenticated" });

/** What it is refused with; undefined where it is not. */
export async function errorOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** The same with everything that a caller could see of it, to be compared as a whole. */
export async function wholeErrorOf(call: Promise<unknown>): Promise<unknown> {
  const error = await errorOf(call);
  return error instanceof Error ? { ...error, message: error.message, name: error.constructor.name } : error;
}

export const wholeNotFound = { ...notFoundError(), message: notFoundError().message, name: ExpectedError.name };
