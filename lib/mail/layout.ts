/** A mail's layout: the same content as text and as HTML in the product's design. */
import type { Mail } from "./transport";

type MailParts = Pick<Mail, "to" | "subject" | "calendar"> & {
  title: string;
  paragraphs: readonly string[];
  /** The one thing to do, as a button; the address also stands below it to copy. */
  action?: { label: string; url: string };
  /** Small print: why this was sent, and what to do if the mail was not expected. */
  footnote?: string;
};

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (found) => ESCAPES[found] ?? found);
}

const SERIF = "'Fraunces Variable', Fraunces, Georgia, 'Times New Roman', serif";
const SANS = "'Inter Variable', Inter, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

/** Width, color by day and by night: the five stones, from the top. */
const STONES = [
  ["16px", "#16504f", "#c4f0e2"],
  ["24px", "#3f8474", "#7fc4b0"],
  ["30px", "#7fae8b", "#5f9a7f"],
  ["38px", "#bccb98", "#5f7550"],
  ["46px", "#ead9b5", "#5b5138"],
] as const;

/** Dark colors, for programs that support them; the others use the colors at each element. */
const NIGHT = [
  ".page{background:#131917!important}",
  ".card{background:#1a221f!important;border-color:#2f3a35!important}",
  ".ink{color:#eeeae0!important}",
  ".ink-2{color:#b9c0b8!important}",
  ".ink-3{color:#929c94!important}",
  ".link{color:#8fd0b5!important}",
  ".button{background:#8fd0b5!important;color:#0e1f19!important}",
  ".rule{border-color:#2f3a35!important}",
  ...STONES.map(([, , night], index) => `.stone-${index + 1}{background:${night}!important}`),
].join("");

function toHtml({ subject, title, paragraphs, action, footnote }: MailParts): string {
  const stones = STONES.map(
    ([width, color], index) =>
      `<div class="stone-${index + 1}" style="width:${width};height:7px;margin:0 auto 2px;border-radius:7px;background:${color};font-size:0;line-height:0"></div>`,
  );
  const text = `margin:0 0 16px;font-family:${SANS};font-size:17px;line-height:1.6;color:#4d5750;overflow-wrap:anywhere;white-space:pre-line`;
  const small = `margin:0;font-family:${SANS};font-size:15px;line-height:1.6;color:#667069`;
  const parts = [
    `<div style="width:46px;margin:0 0 6px" aria-hidden="true">${stones.join("")}</div>`,
    `<p class="ink" style="margin:0 0 28px;font-family:${SERIF};font-size:20px;font-weight:600;color:#1d2521">Cairn</p>`,
    `<h1 class="ink" style="margin:0 0 18px;font-family:${SERIF};font-size:30px;font-weight:600;line-height:1.15;letter-spacing:-0.012em;color:#1d2521;overflow-wrap:anywhere">${escapeHtml(title)}</h1>`,
    ...paragraphs.map((paragraph) => `<p class="ink-2" style="${text}">${escapeHtml(paragraph)}</p>`),
  ];
  if (action) {
    const url = escapeHtml(action.url);
    parts.push(
      `<p style="margin:28px 0"><a class="button" href="${url}" style="display:inline-block;padding:14px 28px;border-radius:26px;background:#1f5a4b;color:#ffffff;font-family:${SANS};font-size:17px;font-weight:600;line-height:24px;text-decoration:none">${escapeHtml(action.label)}</a></p>`,
      `<p class="ink-3" style="${small}">If the button does nothing, copy this address into your browser:<br><a class="link" href="${url}" style="color:#1f5a4b;overflow-wrap:anywhere;word-break:break-all">${url}</a></p>`,
    );
  }
  if (footnote) {
    parts.push(
      `<p class="ink-3 rule" style="${small};margin-top:28px;padding-top:18px;border-top:1px solid #e0d8c8;overflow-wrap:anywhere">${escapeHtml(footnote)}</p>`,
    );
  }
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>:root{color-scheme:light dark}@media (prefers-color-scheme:dark){${NIGHT}}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#fbf8f2">
<div class="page" style="padding:24px 12px;background:#fbf8f2">
<div class="card" style="box-sizing:border-box;max-width:600px;margin:0 auto;padding:36px 7%;border:1px solid #e0d8c8;border-radius:22px;background:#fffdf9">
${parts.join("\n")}
</div>
</div>
</body>
</html>
`;
}

function toText({ title, paragraphs, action, footnote }: MailParts): string {
  const parts = [title, ...paragraphs];
  if (action) parts.push(`${action.label}:\n${action.url}`);
  // Two dashes and a space begin a signature (RFC 3676), which programs draw smaller.
  if (footnote) parts.push(`-- \n${footnote}`);
  return `${parts.join("\n\n")}\n`;
}

/** Everything is treated as text: no markup in the name of a person or team reaches the HTML. */
export function composeMail(parts: MailParts): Mail {
  const { to, subject, calendar } = parts;
  return { to, subject, text: toText(parts), html: toHtml(parts), calendar };
}
