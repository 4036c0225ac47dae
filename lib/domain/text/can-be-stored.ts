/** Whether both databases can hold a text, without the words for why not: small enough for every page. */

/** PostgreSQL rejects U+0000 in text; a lone surrogate has no UTF-8 form, and would come back changed from either engine. */
export function canBeStored(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}
