/** Fields that many actions take, and the sentence for input that none of the app's forms could have sent. */
import { z } from "zod";
import { safePath } from "@/lib/domain/request/safe-path";

export const MALFORMED = "This could not be read. Please reload the page and try again.";

/** Bounded only to keep nonsense small: the data layer checks whether an id exists. */
export const idSchema = z.string(MALFORMED).min(1, MALFORMED).max(100, MALFORMED);

/** From a link. Bounded only to keep nonsense small. */
export const tokenSchema = z.string(MALFORMED).min(1, MALFORMED).max(500, MALFORMED);

/** Where a form redirects to: a path on this site, or null. */
export const nextSchema = z
  .string(MALFORMED)
  .optional()
  .transform((next) => safePath(next));

/** Returns the first value of a query parameter, which may come once, several times or not at all. */
export function firstParam(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
