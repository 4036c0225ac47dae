/** What is answered where no page can be drawn: one sentence in the product's look, or alone for what does not read HTML. */
import { createHash } from "node:crypto";

/** The values of app/globals.css: its file has a name that only Next knows. */
const STYLE = `
:root { color-scheme: light dark; --paper: #fbf8f2; --ink: #1d2521; --accent: #1f5a4b; --on-accent: #fff }
@media (prefers-color-scheme: dark) { :root { --paper: #131917; --ink: #eeeae0; --accent: #8fd0b5; --on-accent: #0e1f19 } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.6 system-ui, sans-serif }
main { max-width: 42rem; margin: 0 auto; padding: 5rem 1.25rem }
h1 { font: 600 2rem/1.2 Georgia, serif }
a { display: inline-block; margin-top: 1rem; padding: 0.75rem 1.75rem; border: 2px solid transparent; border-radius: 2rem;
  background: var(--accent); color: var(--on-accent); font-weight: 600; text-decoration: none }
`;

/** Nothing runs or loads in it. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

type PlainPage = { body: string; headers: Record<string, string> };

/** `accept`: the header of the request. */
export function plainPage(accept: string | null | undefined, sentence: string): PlainPage {
  const headers = { "content-security-policy": POLICY, "cache-control": "private, no-store", vary: "accept" };
  if (!accept?.includes("text/html")) return { body: sentence, headers: { ...headers, "content-type": "text/plain; charset=utf-8" } };
  const body = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>This did not work · Cairn</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>This did not work</h1>
<p>${escapeHtml(sentence)}</p>
<a href="/">Back to the start</a>
</main>
</body>
</html>
`;
  return { body, headers: { ...headers, "content-type": "text/html; charset=utf-8" } };
}
