/** Trimming in one pass. A pattern that ends in `+$` looks at each run once for every character in it. */

/** Without any of `marks` at its end. */
export function trimEndMarks(text: string, marks: string): string {
  let end = text.length;
  while (end > 0 && marks.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** The lines of a text, trimmed, without empty ones. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Line ends, and the spaces around them, become one space each. */
export function joinLines(text: string): string {
  return linesOf(text).join(" ");
}
