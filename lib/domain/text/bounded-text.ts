/** A schema of text that is bounded before anything else. It stands apart: the browser uses the rules of text, and no zod. */
import { z } from "zod";
import { textError } from "./well-formed-text";

/**
 * A text whose length is checked before anything else looks at it, and nothing does where it is too long. `max` is what fits after
 * tidying, in UTF-16 code units; twice that is taken, since a form sends each line end as two characters. `what` and `it` as in
 * textError.
 */
export function boundedText(missing: string, max: number, what: string, it?: string) {
  return z.string(missing).max(2 * max, { abort: true, error: ({ input }) => textError(String(input), max, what, it) ?? missing });
}
