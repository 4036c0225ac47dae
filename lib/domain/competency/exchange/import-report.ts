/** The report on an imported file: how it was read, and each problem by line or path. */
import { z } from "zod";
import { RESERVED_IDS } from "@/lib/domain/competency/competency-model";
import { type DraftFields, fieldKind, newId } from "../draft";
import { idsIn, idsOf, namePath, type Unit } from "../draft-units";

/** Checked before anything is parsed. A whole model in JSON has some 90 kB; a server action takes 1 MiB with its envelope. */
export const MAX_IMPORT_BYTES = 1_000_000;

/** More than these are only counted. */
const MAX_PROBLEMS = 100;

const IMPORT_FORMATS = ["document", "json", "yaml", "csv", "case"] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

export function isImportFormat(format: string): format is ImportFormat {
  return (IMPORT_FORMATS as readonly string[]).includes(format);
}

/** With an error nothing is imported; a warning says how something was changed or left out. */
export type ImportProblem = { severity: "error" | "warning"; line: number | null; path: string | null; message: string };

export type ImportReport = {
  /** Null where Cairn cannot read the file. */
  format: ImportFormat | null;
  problems: ImportProblem[];
  /** How many problems are not listed. */
  furtherProblems: number;
  /** For the document format, every line; otherwise empty. */
  lines: readonly DocumentLine[];
};

export type LineRole =
  | "blank"
  | "heading"
  | "name"
  | "purpose"
  | "description"
  | "behavior"
  | "definition"
  | "level"
  | "descriptor"
  | "summary"
  | "comment form"
  | "not understood";

export type DocumentLine = {
  /** From 1. */
  number: number;
  /** As it was read, without invisible characters. */
  text: string;
  role: LineRole;
  /** What was taken from it, in order: for example a behavior's name and its definition. */
  parts: readonly { role: LineRole; text: string }[];
};

export type Place = { line?: number | null; path?: string | null };

/** Collects problems in the order in which they are found, errors before warnings. */
export class Problems {
  private readonly errors: ImportProblem[] = [];
  private readonly warnings: ImportProblem[] = [];
  private further = 0;

  /** A place that takes time to find is a function: it is called only for what is listed. */
  error(message: string, place: Place | (() => Place) = {}): void {
    this.add(this.errors, "error", message, place);
  }

  warn(message: string, place: Place | (() => Place) = {}): void {
    this.add(this.warnings, "warning", message, place);
  }

  private add(list: ImportProblem[], severity: ImportProblem["severity"], message: string, place: Place | (() => Place)): void {
    if (list.length >= MAX_PROBLEMS) {
      this.further += 1;
      return;
    }
    const { line = null, path = null } = typeof place === "function" ? place() : place;
    list.push({ severity, line, path, message });
  }

  get hasErrors(): boolean {
    return this.errors.length > 0;
  }

  report(format: ImportFormat | null, lines: readonly DocumentLine[] = []): ImportReport {
    const all = [...this.errors, ...this.warnings];
    return { format, problems: all.slice(0, MAX_PROBLEMS), furtherProblems: this.further + Math.max(0, all.length - MAX_PROBLEMS), lines };
  }
}

/**
 * Invisible characters that can make two names look alike or a line read backwards (Unicode TR 36, CVE-2021-42574): controls,
 * marks and overrides of direction, spaces without width, and halves of characters. A joiner stays between two letters or emoji
 * that are not ASCII: Persian and emoji need it.
 */
const INVISIBLE =
  // oxlint-disable-next-line no-control-regex -- this looks for control characters
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Cs}]|(?<![^\u0000-\u007f\s])[\u200c\u200d]|[\u200c\u200d](?![^\u0000-\u007f\s])/gu;

const KNOWN: Record<string, string> = {
  "\u0000": "a null character",
  "\u00ad": "a soft hyphen",
  "\u200b": "a zero-width space",
  "\u200c": "a zero-width non-joiner",
  "\u200d": "a zero-width joiner",
  "\u200e": "a left-to-right mark",
  "\u200f": "a right-to-left mark",
  "\u202a": "a left-to-right embedding",
  "\u202b": "a right-to-left embedding",
  "\u202d": "a left-to-right override",
  "\u202e": "a right-to-left override",
  "\ufeff": "a zero-width no-break space",
};

function describe(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  const name = KNOWN[character] ?? (/\p{Cs}/u.test(character) ? "half of a character" : "an invisible character");
  return `${name} (${code})`;
}

/** Returns the text without invisible characters, and reports each kind. Letters that are written from right to left stay. */
export function withoutInvisible(text: string, problems: Problems, place: () => Place): string {
  const found = new Set(text.match(INVISIBLE) ?? []);
  if (found.size === 0) return text;
  const names = [...found].slice(0, 3).map(describe);
  problems.warn(`This held ${names.join(", ")}${found.size > 3 ? " and others" : ""}, which nobody sees. It was left out.`, place);
  return text.replace(INVISIBLE, "");
}

export function count(number: number, noun: string): string {
  return `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;
}

/** A key for names that look the same: case, spaces, kinds of quotes and the encoding of accents make no difference. */
export function sameName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[‘’‛´`]/g, "'")
    .replace(/[“”„‟]/g, '"')
    .replace(/\s+/g, " ")
    .trim();
}

/** `a.b[2].c`, as JavaScript writes it. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : `${index === 0 ? "" : "."}${String(key).slice(0, 100)}`))
    .join("");
}

/** Fields for a draft, and whether the draft's other fields stay. */
export type ImportedFields = {
  fields: DraftFields;
  /** "all": fields that are missing here become empty. "given": they stay as they were. */
  replaces: "all" | "given";
};

/** The longest text that this field of a draft takes. */
export function maxLengthOf(path: string): number {
  return fieldKind(path)?.maxLength ?? 0;
}

/**
 * Gives ids to behaviors or levels that come with names alone: the id that the draft has for the name, current or retired, so
 * that answers and anchors stay with it; else a new one.
 */
export class IdFinder {
  private readonly byName = new Map<string, string>();
  private readonly known: Set<string>;
  private readonly used = new Set<string>();

  constructor(
    private readonly unit: Unit,
    current: DraftFields,
  ) {
    this.known = new Set([...idsOf(unit, current), ...idsIn(unit, current)]);
    for (const id of this.known) {
      const name = sameName(current[namePath(unit, id)] ?? "");
      if (name !== "" && !this.byName.has(name)) this.byName.set(name, id);
    }
  }

  /** @param wanted the id in the file, which may be invalid */
  idFor(name: string, wanted?: string): string {
    const known = [this.byName.get(sameName(name)), wanted].find(
      (id) => id !== undefined && !this.used.has(id) && (id !== wanted || idSchema.safeParse(id).success),
    );
    const id = known ?? newId(name.replaceAll("&", " and "), new Set([...this.known, ...this.used]), this.unit);
    this.used.add(id);
    return id;
  }

  /** The ids that the file did not use. */
  missing(current: DraftFields): string[] {
    return idsOf(this.unit, current).filter((id) => !this.used.has(id));
  }
}

export const idSchema = z
  .string("An id is text.")
  .max(100, "An id has up to 100 characters.")
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "An id is lowercase letters and digits, with single hyphens between.")
  .refine((id) => !RESERVED_IDS.includes(id), "This id has a meaning of its own. Please take another.");

/** Warns about what the competency has and the file does not: it would be retired. */
export function warnOfRetired(finder: IdFinder, unit: Unit, current: DraftFields, problems: Problems): void {
  for (const id of finder.missing(current)) {
    problems.warn(`“${current[namePath(unit, id)] ?? id}” is not in this file. The import would retire this ${unit}.`);
  }
}
