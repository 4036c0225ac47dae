/** Where a form may lead to afterwards: places of this site only. */

/** Any base will do: what parses to another origin was not a path of ours. */
const BASE = "https://cairn.invalid";

/** The path and query, or null for anything that a browser could take for another site's address. */
export function safePath(next: string | undefined): string | null {
  // Browsers strip tabs and line ends and read a backslash as a slash, so "/\t/evil" would leave the site.
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (!next || next.length > 500 || !/^\/(?![/\\])/.test(next) || /[\u0000-\u001f\u007f\\]/.test(next)) return null;
  if (!URL.canParse(next, BASE)) return null;
  const { origin, pathname, search } = new URL(next, BASE);
  // Dots may fold a path into one that begins with two slashes.
  return origin === BASE && !pathname.startsWith("//") ? pathname + search : null;
}
