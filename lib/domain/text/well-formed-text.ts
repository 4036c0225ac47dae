/** Which text a database can hold: the rule that everything a person types is checked by. */

/**
 * A plain sentence when `text` cannot be stored, else null. PostgreSQL refuses U+0000 in text; a lone surrogate has no
 * UTF-8 form, and would come back from either engine as something else than was typed.
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
