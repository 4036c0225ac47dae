/** CSV, read as people's spreadsheets write it and written so that no spreadsheet runs it. */
import Papa from "papaparse";

/** Windows-1252's 0x80 to 0x9F (WHATWG Encoding), which Node's own decoders do not all read alike; the rest is Latin-1. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

const beginsWith = (bytes: Uint8Array, mark: number[]) => mark.every((byte, index) => bytes[index] === byte);

/** UTF-8 with or without its mark, UTF-16 with its mark, and everything that is neither as Windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  if (beginsWith(bytes, [0xff, 0xfe])) return new TextDecoder("utf-16le").decode(bytes);
  if (beginsWith(bytes, [0xfe, 0xff])) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes)
      .toString("latin1")
      .replace(/[\u0080-\u009f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80] ?? character);
  }
}

/** `line` is where the row begins, from 1: a quoted cell may go on over several. */
export type CsvRow = { line: number; cells: string[] };

export type Csv = {
  rows: CsvRow[];
  /** The line of a row whose quotes do not close or do not enclose a whole cell, else null. */
  brokenQuoteAt: number | null;
};

/** Up to `maxRows` rows that are not empty, and one more to tell that there were more. Separator and line ends are found out. */
export function parseCsv(text: string, maxRows: number): Csv {
  const input = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const delimiter = findDelimiter(input);
  const rows: CsvRow[] = [];
  let brokenQuoteAt: number | null = null;
  let line = 1;
  let counted = 0;
  Papa.parse<string[]>(input, {
    delimiter,
    newline: "\n",
    step({ data, errors, meta }, parser) {
      if (errors.some(({ type }) => type === "Quotes")) brokenQuoteAt ??= line;
      if (data.some((cell) => cell.trim() !== "")) rows.push({ line, cells: data });
      for (; counted < meta.cursor; counted += 1) if (input.charCodeAt(counted) === 10) line += 1;
      if (rows.length > maxRows) parser.abort();
    },
  });
  return { rows, brokenQuoteAt };
}

/** The one of comma, semicolon and tab that the first line with any holds most of, outside quotes. */
function findDelimiter(text: string): string {
  const candidates = [",", ";", "\t"];
  for (const line of text.slice(0, 10_000).split("\n")) {
    const bare = line.replace(/"(?:[^"]|"")*"?/g, "");
    const counts = candidates.map((candidate) => bare.split(candidate).length - 1);
    const most = Math.max(...counts);
    if (most > 0) return candidates[counts.indexOf(most)] ?? ",";
  }
  return ",";
}

/**
 * What a spreadsheet takes for a formula, also in the full-width forms that it folds, and behind blanks that it drops
 * (OWASP, CSV injection). Papa's own pattern knows neither, nor a formula with a line end in it.
 */
const FORMULA = /^[\t\r\n]|^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

/**
 * RFC 4180 with a heading, every cell quoted, and UTF-8's mark in front, without which Excel reads Latin-1. A text that a
 * spreadsheet would run gets an apostrophe before it. A file in pieces has mark and heading in its first one only.
 */
export function writeCsv(columns: readonly string[], rows: readonly (readonly (string | number)[])[], isFirst = true): string {
  const data = [...(isFirst ? [columns] : []), ...rows].map((row) => [...row]);
  return `${isFirst ? "\ufeff" : ""}${Papa.unparse(data, { quotes: true, newline: "\r\n", escapeFormulae: FORMULA })}\r\n`;
}
