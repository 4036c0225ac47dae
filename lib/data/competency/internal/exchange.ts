/** Import and export of competencies, in every format. Nothing here touches the database: an import is shown before it is saved. */

import { type DraftFields, fieldError, fieldsOf } from "@/lib/domain/competency/draft";
import { isCasePackage, readCasePackage } from "@/lib/domain/competency/exchange/case-import";
import {
  competencyJsonSchema,
  isCompetencyFile,
  MODEL_SCHEMA_PATH,
  readCompetencyFile,
  writeCompetencyFile,
} from "@/lib/domain/competency/exchange/competency-file";
import { documentFields, parseDocument, writeDocument } from "@/lib/domain/competency/exchange/document";
import { gridOf, MAX_GRID_ROWS, readGrid } from "@/lib/domain/competency/exchange/grid";
import {
  count,
  type DocumentLine,
  type ImportedFields,
  type ImportFormat,
  type ImportReport,
  MAX_IMPORT_BYTES,
  Problems,
} from "@/lib/domain/competency/exchange/import-report";
import { decodeText, parseCsv, writeCsv } from "@/lib/platform/csv";
import { parseLocatedJson } from "@/lib/platform/located-json";
import { parseYaml, writeYaml } from "@/lib/platform/yaml";
import { caseOrigin, casePackageOf } from "./case";
import type { PublishedRevision } from "./revisions";

export type ReadImport = {
  /** Null where there is an error: then nothing can be saved. */
  imported: ImportedFields | null;
  report: ImportReport;
};

/** How files that are not text begin, and what to do about them. */
const BINARY: readonly [mark: number[], advice: string][] = [
  [[0x50, 0x4b, 0x03, 0x04], "This is a Word document, a spreadsheet or an archive. Please paste its text, or save it as text or CSV."],
  [[0x25, 0x50, 0x44, 0x46], "This is a PDF. Please paste its text."],
  [[0xd0, 0xcf, 0x11, 0xe0], "This is an older Office document. Please paste its text, or save it as text or CSV."],
];

const BY_ENDING: Record<string, "document" | "json" | "yaml" | "csv"> = {
  json: "json",
  yaml: "yaml",
  yml: "yaml",
  csv: "csv",
  tsv: "csv",
  txt: "document",
  text: "document",
  md: "document",
};

/** By the file name's ending; for pasted text, by its beginning. */
function formatOf(text: string, filename: string): "document" | "json" | "yaml" | "csv" {
  const known = BY_ENDING[/\.(\w+)$/.exec(filename.toLowerCase())?.[1] ?? ""];
  if (known) return known;
  if (/^\s*[{[]/.test(text)) return "json";
  if (/^(source|id|"?\$schema"?):/m.test(text.slice(0, 2_000))) return "yaml";
  if (/^\s*"?behavior( id)?"?\s*[,;\t]/i.test(text)) return "csv";
  return "document";
}

/**
 * Returns what a file, or a pasted text, would bring into a draft with the fields `current` (none: a new competency), and its
 * problems. Never throws for the file's content. `filename` may be empty.
 */
export function readImport(bytes: Uint8Array, filename: string, current: DraftFields = {}): ReadImport {
  const problems = new Problems();
  const refuse = (message: string, format: ImportFormat | null = null, line: number | null = null): ReadImport => {
    problems.error(message, { line });
    return { imported: null, report: problems.report(format) };
  };
  if (bytes.byteLength > MAX_IMPORT_BYTES) {
    return refuse(`This has ${count(bytes.byteLength, "byte")}. Cairn reads up to ${count(MAX_IMPORT_BYTES, "byte")}.`);
  }
  const binary = BINARY.find(([mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (binary) return refuse(binary[1]);
  const text = decodeText(bytes).replace(/^\ufeff/, "");
  if (text.trim() === "") return refuse("There is nothing in it.");

  let format: ImportFormat = formatOf(text, filename);
  let imported: ImportedFields | null = null;
  let lines: readonly DocumentLine[] = [];
  if (format === "document") {
    const parsed = parseDocument(text, problems);
    ({ lines } = parsed);
    if (!problems.hasErrors) imported = documentFields(parsed, current, problems);
  } else if (format === "csv") {
    const { rows, brokenQuoteAt } = parseCsv(text, MAX_GRID_ROWS);
    if (brokenQuoteAt !== null) problems.error("A quote that begins in this row does not end.", { line: brokenQuoteAt });
    else imported = readGrid(rows, current, problems);
  } else {
    const located = format === "json" ? parseLocatedJson(text) : parseYaml(text);
    if ("error" in located) return refuse(located.error, format, located.line);
    if (isCasePackage(located.value)) {
      format = "case";
      imported = readCasePackage(located, current, problems);
    } else if (isCompetencyFile(located.value)) imported = readCompetencyFile(located, problems);
    else
      return refuse("This is neither a model of Cairn’s, which has a “source”, nor a CASE package, which has a “CFDocument”.", format, 1);
  }
  // In every format, what goes into a draft fits its fields.
  for (const [path, value] of Object.entries(imported?.fields ?? {})) {
    const error = path.startsWith("order.") ? null : fieldError(path, value);
    if (error) problems.error(error, { path });
  }
  return { imported: problems.hasErrors ? null : imported, report: problems.report(format, lines) };
}

export type ExportedFile = { filename: string; mediaType: string; text: string };

/** Returns a published revision, or a draft as one, as a file. */
export function writeExport(
  revision: Pick<PublishedRevision, "competency" | "number" | "publishedAt">,
  format: ImportFormat,
): ExportedFile {
  const { competency, number } = revision;
  const file = (end: string, mediaType: string, text: string): ExportedFile => ({
    filename: `${competency.id}-revision-${number}${end}`,
    mediaType,
    text,
  });
  switch (format) {
    case "document":
      return file(".txt", "text/plain; charset=utf-8", writeDocument(competency.source));
    case "json":
      return file(".json", "application/json", `${JSON.stringify(writeCompetencyFile(competency, caseOrigin()), null, 2)}\n`);
    case "yaml": {
      const comment = `yaml-language-server: $schema=${caseOrigin()}${MODEL_SCHEMA_PATH}`;
      return file(".yaml", "application/yaml", writeYaml(competency, comment));
    }
    case "csv": {
      const { columns, rows } = gridOf(fieldsOf(competency));
      return file("-anchors.csv", "text/csv; charset=utf-8", writeCsv(columns, rows));
    }
    case "case":
      return file("-case.json", "application/json", `${JSON.stringify(casePackageOf(revision), null, 2)}\n`);
    default:
      return format satisfies never;
  }
}

/** For /schemas/competency-model.json. */
export function publishedCompetencySchema(): object {
  return competencyJsonSchema(caseOrigin());
}
