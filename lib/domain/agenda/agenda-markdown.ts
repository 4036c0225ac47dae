/** An agenda as Markdown (CommonMark, and GitHub's additions), to paste into wherever a coach keeps notes. */
import { ownPoints, type PreparedSection } from "./agenda";

export type AgendaDocument = {
  title: string;
  /** Who, when and from what: one line each. */
  facts: readonly string[];
  /** Without what is left out. */
  sections: readonly PreparedSection[];
  /** The coach's own points, one a line. */
  own: string;
};

/** Everything that CommonMark or a viewer may treat as a line end, and characters that reverse a line. */
const LINE_ENDS = /\r\n?|[\n\v\f\u0085\u2028\u2029]/;
const TURNING = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** What starts emphasis, code, links, images, HTML, entities, headings, tables, footnotes, mathematics or an escape. */
const SPECIAL = /[\\`*_{}[\]<>#|~$&!^]/g;

/** At the start of a line, also what starts a list, a rule, an underlined heading, front matter or a definition. */
const AT_START = /^(?:[-+=:]|\d{1,9}(?=[.)]))/;

/**
 * What viewers turn into a link by themselves: "https://…", "www.…", "somebody@…", "example.org". No escape stops all of them,
 * since some search the finished text; none of them changes code.
 */
const LINKED_BY_ITSELF = /:\/\/|^\W*www\.|@|[\p{L}\p{N}]\.\p{L}{2,}|^\W*(?:mailto|xmpp|tel|javascript|data):/iu;

function asCode(word: string): string {
  const longest = Math.max(0, ...(word.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  const room = /^`|`$/.test(word) ? " " : "";
  return `${fence}${room}${word}${room}${fence}`;
}

function escapeWord(word: string, index: number): string {
  if (LINKED_BY_ITSELF.test(word)) return asCode(word);
  const escaped = word.replace(SPECIAL, "\\$&");
  if (index > 0) return escaped;
  return escaped.replace(AT_START, (found) => (/\d/.test(found) ? `${found}\\` : `\\${found}`));
}

/** Text that a person typed, as plain text: on one line, with no link, heading, list or HTML. */
export function escapeMarkdown(text: string): string {
  return text.replace(TURNING, "").split(/\s+/u).filter(Boolean).map(escapeWord).join(" ");
}

function linesOf(text: string): string[] {
  return text
    .split(LINE_ENDS)
    .map(escapeMarkdown)
    .filter((line) => line !== "");
}

/** Ends with a line end. */
export function agendaMarkdown({ title, facts, sections, own }: AgendaDocument): string {
  const blocks = [
    `# ${escapeMarkdown(title)}`,
    facts.map((fact) => `- ${escapeMarkdown(fact)}`).join("\n"),
    ...sections.flatMap((section) => [
      `## ${escapeMarkdown(section.title)}`,
      ...section.points.flatMap(({ heading, why, question }) => [
        `### ${escapeMarkdown(heading)}`,
        escapeMarkdown(why),
        linesOf(question)
          .map((line) => `> ${line}`)
          .join("\n>\n"),
      ]),
    ]),
  ];
  const added = ownPoints(own).map((line) => `- ${escapeMarkdown(line)}`);
  if (added.length > 0) blocks.push("## Your own points", added.join("\n"));
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}
