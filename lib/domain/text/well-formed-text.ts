/** Well-formed text, which both databases can hold, and bounded: the rules for everything that a person types. */
import { z } from "zod";

/**
 * A text whose length is checked before anything else looks at it, and nothing does where it is too long. `max` is what fits after
 * tidying, in UTF-16 code units; twice that is taken, since a form sends each line end as two characters. `what` and `it` as in
 * textError.
 */
export function boundedText(missing: string, max: number, what: string, it?: string) {
  return z.string(missing).max(2 * max, { abort: true, error: ({ input }) => textError(String(input), max, what, it) ?? missing });
}

/**
 * Returns a plain sentence when `text` cannot be stored, else null. PostgreSQL rejects U+0000 in text; a lone surrogate has no
 * UTF-8 form, and would come back changed from either engine.
 */
export function illFormedReason(text: string): string | null {
  if (text.includes("\u0000")) {
    return "This holds a character that cannot be saved (a null character). Please delete it, or type the text anew.";
  }
  if (!text.isWellFormed()) {
    return "This holds half of a character, perhaps a cut-off emoji. Please delete it, or type the text anew.";
  }
  return null;
}

/** The same, also for a text of more than `max` UTF-16 code units. `what` is the text inside a sentence: "your notes". */
export function textError(text: string, max: number, what: string, it = "it"): string | null {
  const [limit, length] = [max, text.length].map((count) => count.toLocaleString("en-US"));
  return illFormedReason(text) ?? (text.length > max ? `Please keep ${what} to ${limit} characters or fewer: ${it} has ${length}.` : null);
}
