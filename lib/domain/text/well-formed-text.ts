/** Well-formed text, which both databases can hold, and bounded: the rules for everything that a person types. */
import { canBeStored } from "./can-be-stored";
/** Returns a plain sentence when `text` cannot be stored, else null. */
export function illFormedReason(text: string): string | null {
  if (canBeStored(text)) return null;
  return text.includes("\u0000")
    ? "This holds a character that cannot be saved (a null character). Please delete it, or type the text anew."
    : "This holds half of a character, perhaps a cut-off emoji. Please delete it, or type the text anew.";
}

/** The same, also for a text of more than `max` UTF-16 code units. `what` is the text inside a sentence: "your notes". */
export function textError(text: string, max: number, what: string, it = "it"): string | null {
  const [limit, length] = [max, text.length].map((count) => count.toLocaleString("en-US"));
  return illFormedReason(text) ?? (text.length > max ? `Please keep ${what} to ${limit} characters or fewer: ${it} has ${length}.` : null);
}
