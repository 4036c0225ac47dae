/** A search in any case of its letters, as the pattern that each database engine can match by itself. */

/** Every form of one character in upper and lower case; forms of several characters (ß and SS) are left out. */
function casesOf(character: string): string[] {
  const [lower, upper] = [character.toLowerCase(), character.toUpperCase()];
  const forms = [character, lower, upper, upper.toLowerCase(), lower.toUpperCase()];
  return [...new Set(forms)].filter((form) => [...form].length === 1);
}

/**
 * For SQLite's GLOB, which is case-sensitive and knows sets of characters: its LIKE and lower() fold A to Z only.
 * A character that means something there stands in a set of its own.
 */
export function globContaining(text: string): string {
  const parts = [...text].map((character) => {
    const cases = casesOf(character);
    return cases.length > 1 || "*?[".includes(character) ? `[${cases.join("")}]` : character;
  });
  return `*${parts.join("")}*`;
}

/** For PostgreSQL's ~ operator: what ILIKE folds depends on the locale that the database was created with. */
export function regexContaining(text: string): string {
  return [...text]
    .map((character) => {
      const cases = casesOf(character);
      if (cases.length > 1) return `[${cases.join("")}]`;
      return /[!-/:-@[-`{-~]/.test(character) ? `\\${character}` : character;
    })
    .join("");
}
