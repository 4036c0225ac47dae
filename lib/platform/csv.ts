/** CSV: reads what spreadsheets write, and writes nothing that a spreadsheet would run as a formula. */
import Papa from "papaparse";

/** Windows-1252's 0x80 to 0x9F (WHATWG Encoding), which Node's decoders do not all decode the same way; the rest is Latin-1. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

const beginsWith = (bytes: Uint8Array, mark: number[]) => mark.every((byte, index) => bytes[index] === byte);

/** Decodes UTF-8 with or without a byte order mark, UTF-16 with one, and everything else as Windows-1252. */
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

/** `line` is where the row begins, from 1: a quoted cell may contain several lines. */
type CsvRow = { line: number; cells: string[] };

export type Csv = {
  rows: CsvRow[];
  /** Returns the line of a row whose quotes do not close or do not enclose a whole cell, else null. */
  brokenQuoteAt: number | null;
};

/** Returns up to `maxRows` rows that are not empty, plus one to show that there are more. Separator and line ends are detected. */
export function parseCsv(text: string, maxRows: number): Csv {
  const whole = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  // Excel's own word for the separator, in a line of its own.
  const named = /^"?sep=([^\n"]?)"?\n/i.exec(whole);
  const input = named ? whole.slice(named[0].length) : whole;
  const delimiter = named?.[1] || findDelimiter(input);
  const rows: CsvRow[] = [];
  let brokenQuoteAt: number | null = null;
  let line = named ? 2 : 1;
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

/** Returns the most frequent of comma, semicolon and tab outside quotes, in the first line that has any. */
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
 * What a spreadsheet treats as a formula, also in full-width forms and after leading blanks (OWASP, CSV injection). Papa's own
 * pattern misses both, and formulas with a line end.
 */
const FORMULA = /^[\t\r\n]|^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

/**
 * RFC 4180 with a heading, every cell quoted, and a byte order mark at the start, without which Excel reads Latin-1. A text that
 * a spreadsheet would run gets an apostrophe before it. Of a file in several parts only the first has mark and heading.
 */
export function writeCsv(columns: readonly string[], rows: readonly (readonly (string | number)[])[], isFirst = true): string {
  const data = [...(isFirst ? [columns] : []), ...rows].map((row) => [...row]);
  return `${isFirst ? "\ufeff" : ""}${Papa.unparse(data, { quotes: true, newline: "\r\n", escapeFormulae: FORMULA })}\r\n`;
}
