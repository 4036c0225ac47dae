/**
 * The document format: Purpose, Description, Key Behaviors, Development Path (Competency Levels) and Summary, as people paste it
 * from a page or a word processor. Every line is reported with what was taken from it.
 */

import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { BEHAVIOR_ORDER, type DraftFields, LEVEL_ORDER, MAX_BEHAVIORS, MAX_LEVELS } from "../draft";
import { namePath } from "../draft-units";
import {
  count,
  type DocumentLine,
  IdFinder,
  type ImportedFields,
  type LineRole,
  maxLengthOf,
  type Problems,
  sameName,
  warnOfRetired,
  withoutInvisible,
} from "./import-report";

/** The texts of a document. The ids of its behaviors and levels are in `ids`. */
export type DocumentContent = {
  name: string;
  /** Paragraphs are separated by an empty line. */
  purpose: string;
  description: string;
  behaviors: { name: string; definition: string }[];
  /** Lowest first. */
  levels: { name: string; descriptors: string[] }[];
  summary: string;
};

export type ParsedDocument = { content: DocumentContent; lines: DocumentLine[]; sections: ReadonlySet<Section> };

/** A document has some forty. */
const MAX_LINES = 3_000;

type Prose = "purpose" | "description" | "summary";
type Section = Prose | "behaviors" | "levels";
type State = Section | "start" | "unknown" | "comments";

const SECTION_NAMES: Record<Section, string> = {
  purpose: "Purpose",
  description: "Description",
  behaviors: "Key Behaviors",
  levels: "Development Path (Competency Levels)",
  summary: "Summary",
};

const HEADINGS: readonly [Section, RegExp][] = [
  ["purpose", /^purpose$/],
  ["description", /^description$/],
  ["behaviors", /^(key )?behaviou?rs?$/],
  ["levels", /^(development path( ?[-:–—(]? ?competency levels?\)?)?|competency levels?|levels)$/],
  ["summary", /^summary$/],
];

/** What a web page has below its text: a form for comments, and links to share it. */
const COMMENT_FORM =
  /^(leave a (reply|comment)( cancel reply)?|(post|add|write) a comment|cancel reply|comments|\d+ (comments?|replies|reply|responses?|thoughts?)( (on|to) .*)?|share this:?|like this:?|related( posts?)?:?)$/i;

/** Bullets at the start of an item. "o" is the word processors' bullet of the second level. */
const BULLET =
  /^(?:([•‣⁃◦▪▫●○■□◆◇∙·➢➤►▶→✓✔\uf0b7\uf0a7\uf0d8])\s*|([-–—*+])\s+|(o)(?:\t\s*|\s{2,}|\s(?=\p{Lu}))|(\(?(?:\d{1,3}|[a-z])[.)])\s+)/u;

type Line = { number: number; raw: string; text: string; indent: number; bullet: string | null; body: string; isAfterBlank: boolean };

function readLine(raw: string, number: number, isAfterBlank: boolean): Line {
  const text = raw.trim();
  const before = raw.slice(0, raw.length - raw.trimStart().length);
  const indent = [...before].reduce((width, character) => width + (character === "\t" ? 4 : 1), 0);
  const match = BULLET.exec(text);
  const sign = match?.[1] ?? match?.[2] ?? match?.[3] ?? (match?.[4] ? "1." : null);
  return { number, raw, text, indent, bullet: sign, body: match ? text.slice(match[0].length).trim() : text, isAfterBlank };
}

/** Without the Markdown signs for a heading or bold text. */
function plain(text: string): string {
  return text
    .replace(/^#{1,6}\s+/, "")
    .replace(/^(\*\*|__)(.*?)(\*\*|__)(:?)$/, "$2$4")
    .trim();
}

/** A heading alone on its line, or followed by text after a colon. */
function findHeading(line: Line): { section: Section; rest: string } | null {
  const isNumbered = line.bullet === "1.";
  if (line.bullet !== null && !isNumbered) return null;
  const text = plain(line.body);
  const alone = text
    .replace(/[:：]$/, "")
    .trimEnd()
    .replace(/\s+/g, " ")
    .toLowerCase();
  const whole = HEADINGS.find(([, pattern]) => pattern.test(alone));
  if (whole) return { section: whole[0], rest: "" };
  const inline = /^(?:\*\*|__)?(purpose|description|summary)\s*[:：](?:\*\*|__)?\s+(\S.*)$/i.exec(text);
  if (!inline || isNumbered) return null;
  return { section: (inline[1] ?? "").toLowerCase() as Prose, rest: inline[2] ?? "" };
}

/** "Examples:" on a line of its own, which is not a heading of the format. */
function isOtherHeading(line: Line): boolean {
  return line.bullet === null && line.isAfterBlank && /^[^.!?;]{1,80}[:：]$/.test(plain(line.text)) && line.text.split(/\s+/).length <= 8;
}

const COLON = /^(.*?\S)\s*[:：](?:\*\*|__)?(?:\s(.*))?$/s;
const DASH = /^(.*?\S)\s+[–—-]\s(.*)$/s;
/** Only after letters: not in "10:30" or in an address. */
const TIGHT_COLON = /^([^:：]*\p{L})[:：](\p{L}.*)$/su;

/** Returns a name and what follows it, or null where there is no separator. */
function splitName(text: string, ...separators: readonly RegExp[]): [name: string, rest: string] | null {
  const match = separators.map((separator) => separator.exec(text)).find((found) => found !== null);
  if (!match) return null;
  return [
    (match[1] ?? "").replace(/^(\*\*|__)|(\*\*|__)$/g, "").trim(),
    (match[2] ?? "")
      .trimStart()
      .replace(/^(\*\*|__)/, "")
      .trim(),
  ];
}

class DocumentReader {
  readonly content: DocumentContent = { name: "", purpose: "", description: "", behaviors: [], levels: [], summary: "" };
  readonly lines: DocumentLine[] = [];
  readonly behaviorLines: number[] = [];
  readonly levelLines: number[] = [];
  readonly seen = new Set<Section>();
  private isInParagraph = false;

  constructor(private readonly problems: Problems) {}

  take(line: Line, role: LineRole, parts: DocumentLine["parts"] = []): void {
    this.lines.push({ number: line.number, text: line.raw, role, parts });
  }

  private continueText(before: string, text: string): string {
    return before === "" ? text : `${before} ${text}`;
  }

  heading(line: Line, section: Section, rest: string): void {
    if (this.seen.has(section))
      this.problems.warn(`“${SECTION_NAMES[section]}” begins again here. Both were put together.`, { line: line.number });
    this.seen.add(section);
    this.isInParagraph = false;
    const isProse = section !== "behaviors" && section !== "levels";
    this.take(line, "heading", rest !== "" && isProse ? [{ role: section, text: rest }] : []);
    if (rest !== "" && isProse) this.addProse(section, rest);
  }

  private addProse(section: Prose, text: string): void {
    const before = this.content[section];
    this.content[section] = before !== "" && !this.isInParagraph ? `${before}\n\n${text}` : this.continueText(before, text);
    this.isInParagraph = true;
  }

  /** The lines that have a text, in turn. */
  private *written(lines: readonly Line[]): Generator<Line> {
    for (const line of lines) {
      if (line.text === "") this.take(line, "blank");
      else yield line;
    }
  }

  prose(section: Prose, lines: readonly Line[]): void {
    for (const line of this.written(lines)) {
      if (line.isAfterBlank) this.isInParagraph = false;
      if (line.bullet !== null) this.take(line, "not understood");
      else {
        this.addProse(section, line.text);
        this.take(line, section, [{ role: section, text: line.text }]);
      }
    }
  }

  behaviors(lines: readonly Line[]): void {
    const items = lines.filter(({ text }) => text !== "");
    const hasBullets = items.some(({ bullet }) => bullet !== null);
    const least = Math.min(...items.filter(({ bullet }) => bullet !== null || !hasBullets).map(({ indent }) => indent));
    let current: { name: string; definition: string } | null = null;
    for (const line of this.written(lines)) {
      const split = splitName(line.body, COLON, DASH, TIGHT_COLON);
      const isItem = hasBullets ? line.bullet !== null && line.indent <= least + 1 : split !== null;
      if (isItem) {
        const [name, definition] = split ?? [line.body.replace(/^(\*\*|__)|(\*\*|__)$/g, "").trim(), ""];
        current = { name, definition };
        this.content.behaviors.push(current);
        this.behaviorLines.push(line.number);
        this.take(line, "behavior", [
          { role: "behavior", text: name },
          ...(definition === "" ? [] : [{ role: "definition" as const, text: definition }]),
        ]);
      } else if (current && (current.definition === "" || (!line.isAfterBlank && line.bullet === null))) {
        current.definition = this.continueText(current.definition, line.body);
        this.take(line, "definition", [{ role: "definition", text: line.body }]);
      } else {
        current = null;
        this.take(line, "not understood");
      }
    }
  }

  levels(lines: readonly Line[]): void {
    const isLevel = levelRule(lines.filter(({ text }) => text !== ""));
    let current: { name: string; descriptors: string[] } | null = null;
    let isInDescriptor = false;
    for (const line of this.written(lines)) {
      if (isLevel(line)) {
        const [name, rest] = splitName(line.body.replace(/^level \d+\s*[:.–—-]\s*(?=\S)/i, ""), COLON) ?? [plain(line.body), ""];
        current = { name, descriptors: rest === "" ? [] : [rest] };
        isInDescriptor = rest !== "";
        this.content.levels.push(current);
        this.levelLines.push(line.number);
        this.take(line, "level", [{ role: "level", text: name }, ...(rest === "" ? [] : [{ role: "descriptor" as const, text: rest }])]);
        continue;
      }
      const last = current ? current.descriptors.length - 1 : -1;
      if (current && line.bullet === null && isInDescriptor && !line.isAfterBlank) {
        current.descriptors[last] = this.continueText(current.descriptors[last] ?? "", line.body);
      } else if (current && (line.bullet !== null || current.descriptors.length === 0)) {
        current.descriptors.push(line.body);
        isInDescriptor = true;
      } else {
        this.take(line, "not understood");
        continue;
      }
      this.take(line, "descriptor", [{ role: "descriptor", text: line.body }]);
    }
  }
}

/**
 * How this document tells a level from a descriptor: a colon without a bullet, the indent, the colon, the bullet, or no bullet.
 */
function levelRule(lines: readonly Line[]): (line: Line) => boolean {
  const endsInColon = ({ body }: Line) => /[:：](\*\*|__)?$/.test(body);
  const first = lines[0];
  const bulleted = lines.filter(({ bullet }) => bullet !== null);
  if (!first || bulleted.length === 0) return endsInColon;
  if (first.bullet === null) {
    const hasColons = lines.some((line) => line.bullet === null && endsInColon(line));
    return (line) => line.bullet === null && (hasColons ? endsInColon(line) : !/[.;,]$/.test(line.body));
  }
  if (bulleted.some(({ indent }) => indent > first.indent + 1)) return (line) => line.bullet !== null && line.indent <= first.indent + 1;
  if (bulleted.some(endsInColon)) return (line) => line.bullet !== null && endsInColon(line);
  return (line) => line.bullet === first.bullet;
}

/** Among the lines before the first section, the one that the text repeats; else the first. */
function findName(candidates: readonly Line[], { purpose, description, summary }: DocumentContent): Line | undefined {
  const named = candidates.find(({ text }) => [purpose, summary, description].some((prose) => prose.startsWith(`${cleanName(text)} `)));
  return named ?? candidates[0];
}

function cleanName(text: string): string {
  return plain(text)
    .replace(/^competency\s*:\s*/i, "")
    .replace(/:$/, "")
    .trim();
}

/** One warning for each run of lines that were not understood. */
function warnOfRest(lines: readonly DocumentLine[], problems: Problems): void {
  let run: number[] = [];
  const warn = () => {
    const [from = 0, to = 0] = [run[0], run.at(-1)];
    const which = from === to ? `Line ${from} was` : `Lines ${from} to ${to} were`;
    if (run.length > 0) problems.warn(`${which} not understood, and nothing was taken from there.`, { line: from });
    run = [];
  };
  for (const { role, number } of lines) {
    if (role === "not understood") run.push(number);
    else if (role !== "blank") warn();
  }
  warn();
}

function warnOfRepeats(units: readonly { name: string }[], lineNumbers: readonly number[], noun: string, problems: Problems): void {
  const first = new Map<string, number>();
  units.forEach(({ name }, index) => {
    const known = first.get(sameName(name));
    const line = lineNumbers[index] ?? null;
    if (known === undefined) first.set(sameName(name), line ?? 0);
    else problems.error(`Line ${known} has a ${noun} of the same name. Please give each its own.`, { line });
  });
}

/** Never throws: what is wrong is in `problems`. */
export function parseDocument(text: string, problems: Problems): ParsedDocument {
  const rawLines = text.replace(/^\ufeff/, "").split(/\r\n|[\n\r\u0085\u2028\u2029\v\f]/);
  if (rawLines.at(-1) === "") rawLines.pop();
  const reader = new DocumentReader(problems);
  if (rawLines.length > MAX_LINES) {
    problems.error(`This has ${count(rawLines.length, "line")}. Cairn reads up to ${count(MAX_LINES, "line")}.`, { line: MAX_LINES + 1 });
    return { content: reader.content, lines: [], sections: new Set() };
  }

  let state: State = "start";
  let block: Line[] = [];
  const before: Line[] = [];
  const flush = () => {
    if (state === "behaviors") reader.behaviors(block);
    else if (state === "levels") reader.levels(block);
    else if (state === "purpose" || state === "description" || state === "summary") reader.prose(state, block);
    else {
      if (state === "start") before.push(...block.filter(({ text: words }) => words !== ""));
      const role = state === "comments" ? "comment form" : "not understood";
      for (const line of block) reader.take(line, line.text === "" ? "blank" : role);
    }
    block = [];
  };

  let isAfterBlank = true;
  rawLines.forEach((rawLine, index) => {
    const line = readLine(
      withoutInvisible(rawLine, problems, () => ({ line: index + 1 })),
      index + 1,
      isAfterBlank,
    );
    isAfterBlank = line.text === "";
    const heading = line.text === "" ? null : findHeading(line);
    if (heading && !(state === "comments" && reader.seen.has(heading.section))) {
      flush();
      state = heading.section;
      reader.heading(line, heading.section, heading.rest);
      return;
    }
    if (state !== "start" && state !== "comments" && line.bullet === null && COMMENT_FORM.test(line.text)) {
      flush();
      state = "comments";
    } else if (state !== "start" && state !== "comments" && state !== "levels" && isOtherHeading(line)) {
      flush();
      state = "unknown";
    }
    block.push(line);
  });
  flush();

  const { content, lines } = reader;
  const nameLine = findName(before, content);
  if (nameLine) {
    content.name = cleanName(nameLine.text);
    lines[nameLine.number - 1] = {
      number: nameLine.number,
      text: nameLine.raw,
      role: "name",
      parts: [{ role: "name", text: content.name }],
    };
  }
  judge(reader, problems);
  return { content, lines, sections: reader.seen };
}

function judge({ content, lines, seen, behaviorLines, levelLines }: DocumentReader, problems: Problems): void {
  if (seen.size === 0) {
    problems.error(
      `This is no such document: none of its headings (${Object.values(SECTION_NAMES).join(", ")}) stands on a line of its own.`,
    );
    return;
  }
  const units = [
    { noun: "behavior", all: content.behaviors, numbers: behaviorLines, most: MAX_BEHAVIORS },
    { noun: "level", all: content.levels, numbers: levelLines, most: MAX_LEVELS },
  ];
  for (const { noun, all, numbers, most } of units) {
    if (all.length <= most) continue;
    problems.error(`There are ${count(all.length, noun)}. Cairn takes up to ${most}.`, { line: numbers[most] ?? null });
    return;
  }
  for (const { noun, all, numbers } of units) warnOfRepeats(all, numbers, noun, problems);
  for (const { number, parts } of lines) {
    for (const { role, text } of parts) {
      const isName = role === "name" || role === "behavior" || role === "level";
      const isProse = role === "purpose" || role === "description" || role === "summary";
      const limit = maxLengthOf(isName ? "name" : isProse ? "purpose" : "behaviors.b.definition");
      if (text.length > limit) {
        const noun = role === "name" ? "name" : isName ? `${role}’s name` : role;
        problems.error(`This ${noun} has ${count(text.length, "character")}. Cairn takes up to ${limit.toLocaleString("en-US")}.`, {
          line: number,
        });
      }
    }
  }
  if (content.name === "") problems.warn("There is no line with the competency’s name before the first heading.");
  for (const section of Object.keys(SECTION_NAMES) as Section[]) {
    if (!seen.has(section)) problems.warn(`There is no “${SECTION_NAMES[section]}”.`);
    else if (content[section].length === 0) problems.warn(`“${SECTION_NAMES[section]}” holds nothing that could be read.`);
  }
  content.behaviors.forEach(({ definition }, index) => {
    if (definition === "")
      problems.warn("This behavior has no definition. One stands behind a colon.", { line: behaviorLines[index] ?? null });
  });
  content.levels.forEach(({ descriptors }, index) => {
    if (descriptors.length === 0) problems.warn("This level has no descriptor below it.", { line: levelLines[index] ?? null });
  });
  warnOfRest(lines, problems);
}

/** Only for sections that the document has. The rest stays as it is: anchors, guidance, attribution. */
export function documentFields({ content, sections }: ParsedDocument, current: DraftFields, problems: Problems): ImportedFields {
  const fields: Record<string, string> = {};
  if (content.name !== "") fields["name"] = content.name;
  for (const section of ["purpose", "description", "summary"] as const) {
    if (sections.has(section)) fields[section] = content[section];
  }
  const units = [
    { unit: "behavior", order: BEHAVIOR_ORDER, part: "definition", all: content.behaviors.map((one) => [one.name, one.definition]) },
    { unit: "level", order: LEVEL_ORDER, part: "descriptors", all: content.levels.map((one) => [one.name, one.descriptors.join("\n")]) },
  ] as const;
  for (const { unit, order, part, all } of units) {
    if (all.length === 0) continue;
    const finder = new IdFinder(unit, current);
    const ids = all.map(([name = "", text = ""]) => {
      const id = finder.idFor(name);
      fields[namePath(unit, id)] = name;
      fields[`${unit}s.${id}.${part}`] = text;
      return id;
    });
    fields[order] = ids.join("\n");
    warnOfRetired(finder, unit, current, problems);
  }
  return { fields, replaces: "given" };
}

/** In the shipped source's format, with a line end after the last line. */
export function writeDocument(source: Pick<CompetencyModel["source"], keyof DocumentContent>): string {
  const bullet = "  • ";
  return [
    source.name,
    "",
    "Purpose:",
    source.purpose,
    "",
    "Description:",
    source.description,
    "",
    "Key Behaviors:",
    "",
    ...source.behaviors.map(({ name, definition }) => `${bullet}${name}: ${definition}`),
    "",
    "Development Path (Competency Levels):",
    "",
    ...source.levels.flatMap(({ name, descriptors }) => [`${bullet}${name}:`, ...descriptors.map((text) => `  ${bullet}${text}`)]),
    "",
    "Summary:",
    source.summary,
    "",
  ].join("\n");
}
