/** Fields that many actions take, and the sentence for input that no form of ours could have sent. */
import { z } from "zod";
import { safePath } from "@/lib/domain/request/safe-path";

export const MALFORMED = "This could not be read. Please reload the page and try again.";

/** Bounded only so that nonsense stays small: whether an id exists is the data layer's to say. */
export const idSchema = z.string(MALFORMED).min(1, MALFORMED).max(100, MALFORMED);

/** Of a link: bounded only so that nonsense stays small. */
export const tokenSchema = z.string(MALFORMED).min(1, MALFORMED).max(500, MALFORMED);

/** Where a form leads to afterwards: a place of this site, or null. */
export const nextSchema = z
  .string(MALFORMED)
  .optional()
  .transform((next) => safePath(next));

/** A query parameter that may come once, several times or not at all. */
export function firstParam(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
