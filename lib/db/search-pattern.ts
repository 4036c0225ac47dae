/** A search that ignores case, as a pattern that each database engine can match by itself. */

/** Returns every upper and lower case form of one character, without forms of several characters (ß and SS). */
function casesOf(character: string): string[] {
  const [lower, upper] = [character.toLowerCase(), character.toUpperCase()];
  const forms = [character, lower, upper, upper.toLowerCase(), lower.toUpperCase()];
  return [...new Set(forms)].filter((form) => [...form].length === 1);
}

/**
 * For SQLite's GLOB, which is case-sensitive and has sets of characters: its LIKE and lower() fold A to Z only. A special
 * character goes into a set of its own.
 */
export function globContaining(text: string): string {
  const parts = [...text].map((character) => {
    const cases = casesOf(character);
    return cases.length > 1 || "*?[".includes(character) ? `[${cases.join("")}]` : character;
  });
  return `*${parts.join("")}*`;
}

/** For PostgreSQL's ~ operator: which letters ILIKE folds depends on the locale of the database. */
export function regexContaining(text: string): string {
  return [...text]
    .map((character) => {
      const cases = casesOf(character);
      if (cases.length > 1) return `[${cases.join("")}]`;
      return /[!-/:-@[-`{-~]/.test(character) ? `\\${character}` : character;
    })
    .join("");
}
