import { describe, expect, it } from "vitest";
import { decodeText, parseCsv, writeCsv } from "./csv";

const utf16 = (text: string, isBig: boolean) => {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return isBig ? bytes.swap16() : bytes;
};

describe("decodeText", () => {
  const text = "Zoë Müller,zoë@example.org";
  it.each([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with its mark", Buffer.from(`\ufeff${text}`)],
    ["UTF-16, little end first", utf16(text, false)],
    ["UTF-16, big end first", utf16(text, true)],
    ["Latin-1", Buffer.from(text, "latin1")],
  ])("reads %s", (_encoding, bytes) => {
    expect(decodeText(bytes)).toBe(text);
  });

  it("reads what Windows-1252 has and Latin-1 has not", () => {
    expect(decodeText(Uint8Array.of(0x80, 0x92, 0x8e, 0x9f, 0xe9))).toBe("€’ŽŸé");
  });
});

describe("parseCsv", () => {
  it.each([",", ";", "\t"])("finds out that cells are separated by %j", (separator) => {
    expect(parseCsv(`email${separator}name\na@example.org${separator}Anna`, 10).rows).toEqual([
      { line: 1, cells: ["email", "name"] },
      { line: 2, cells: ["a@example.org", "Anna"] },
    ]);
  });

  it("looks for the separator outside quotes", () => {
    expect(parseCsv('"Doe, Jane, Dr";jane@example.org', 10).rows[0]?.cells).toEqual(["Doe, Jane, Dr", "jane@example.org"]);
  });

  it.each(["\n", "\r\n", "\r"])("counts lines that end in %j, over empty ones and over cells of several lines", (end) => {
    const text = ["email,name", "", 'a@example.org,"Anna', 'of two lines"', " , ", "b@example.org,Ben", ""].join(end);
    expect(parseCsv(text, 10).rows).toEqual([
      { line: 1, cells: ["email", "name"] },
      { line: 3, cells: ["a@example.org", "Anna\nof two lines"] },
      { line: 6, cells: ["b@example.org", "Ben"] },
    ]);
  });

  it.each([
    ['a@example.org\nb@example.org,"Ben\nc@example.org', 2],
    ['a@example.org,"An"na', 1],
  ])("says where quotes do not match", (text, line) => {
    expect(parseCsv(text, 10).brokenQuoteAt).toBe(line);
  });

  it.each(["sep=;\na;b,c\n", "\ufeffSEP=;\r\na;b,c", '"sep=;"\na;b,c'])(
    "takes Excel's line for the separator, and counts it: %j",
    (text) => {
      expect(parseCsv(text, 10).rows).toEqual([{ line: 2, cells: ["a", "b,c"] }]);
    },
  );

  it("drops UTF-8's mark", () => {
    expect(parseCsv("\ufeffemail", 10).rows[0]?.cells).toEqual(["email"]);
  });

  it("stops one row after the most that it may read", () => {
    expect(parseCsv("a\n".repeat(50), 10).rows).toHaveLength(11);
    expect(parseCsv("a\n".repeat(10), 10).rows).toHaveLength(10);
  });
});

describe("writeCsv", () => {
  it("writes RFC 4180 that parseCsv reads again", () => {
    const rows = [
      ["plain", 'with "quotes"'],
      ["with, comma; and more", "over\ntwo lines"],
      [" blank at its ends ", ""],
    ];
    const text = writeCsv(["one", "two"], rows);
    expect(text.startsWith('\ufeff"one","two"\r\n')).toBe(true);
    expect(text.endsWith('""\r\n')).toBe(true);
    expect(parseCsv(text, 10).rows.map(({ cells }) => cells)).toEqual([["one", "two"], ...rows]);
  });

  it.each(["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\u00a0@"])(
    "lets nothing that begins with %j run",
    (beginning) => {
      for (const cell of [`${beginning}1+1`, `${beginning}1\nand another line`]) {
        expect(writeCsv(["cell"], [[cell]])).toBe(`\ufeff"cell"\r\n"'${cell}"\r\n`);
      }
    },
  );

  it("leaves numbers, and signs that begin nothing, as they are", () => {
    expect(writeCsv(["n", "t"], [[-1, "a=b"]])).toBe('\ufeff"n","t"\r\n"-1","a=b"\r\n');
  });

  it("writes a heading alone where there are no rows", () => {
    expect(writeCsv(["one"], [])).toBe('\ufeff"one"\r\n');
  });
});
