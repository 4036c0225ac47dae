/** Where a form may redirect to: places on this site only. */

/** Any base works: a value that parses to another origin is not a path on this site. */
const BASE = "https://cairn.invalid";

/** The path and query, or null for anything that a browser could take for another site's address. */
export function safePath(next: string | undefined): string | null {
  // Browsers strip tabs and line ends and read a backslash as a slash, so "/\t/evil" would leave the site.
  // oxlint-disable-next-line no-control-regex -- this looks for control characters
  if (!next || next.length > 500 || !/^\/(?![/\\])/.test(next) || /[\u0000-\u001f\u007f\\]/.test(next)) return null;
  if (!URL.canParse(next, BASE)) return null;
  const { origin, pathname, search } = new URL(next, BASE);
  // Dots may resolve to a path that begins with two slashes.
  return origin === BASE && !pathname.startsWith("//") ? pathname + search : null;
}
