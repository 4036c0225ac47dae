/** A list of people to invite: what each line means, and what will happen to it. */
import { addressError, normalizeAddress } from "@/lib/domain/account/email-address";
import type { TeamRole } from "@/lib/domain/team/team-role";
import { illFormedReason } from "@/lib/domain/text/well-formed-text";
import { quoteShort } from "@/lib/domain/text/wording";

export const LIST_MAX_ROWS = 10_000;

/** In bytes of UTF-8. With the form's other fields it stays below the megabyte that a request may have. */
export const LIST_MAX_BYTES = 1_000_000;

const NAME_MAX_LENGTH = 100;

/** `line` counts from 1, as an editor shows it. */
export type ListLine = { line: number; cells: readonly string[] };

type InvitationOutcome =
  | { kind: "invite" }
  | { kind: "already invited" }
  | { kind: "in the team" }
  | { kind: "duplicate"; ofLine: number }
  | { kind: "refused"; why: string };

/** `role` is null where the line has one that does not exist. */
export type InvitationListRow = { line: number; address: string; name: string; role: TeamRole | null; outcome: InvitationOutcome };

export type InvitationListReport = { ok: true; rows: InvitationListRow[]; ignoredColumns: string[] } | { ok: false; error: string };

type Column = "address" | "name" | "firstName" | "lastName" | "role";

/**
 * Letters only, so that "E-Mail address", "e_mail_address" and "Email Address [Required]" are the same. Of two columns for one thing
 * the one that stands first here counts: Slack exports a full name and a display name.
 */
const COLUMNS: Record<string, Column> = {
  email: "address",
  emailaddress: "address",
  mail: "address",
  mailaddress: "address",
  emailvalue: "address",
  address: "address",
  fullname: "name",
  name: "name",
  displayname: "name",
  firstname: "firstName",
  givenname: "firstName",
  lastname: "lastName",
  familyname: "lastName",
  surname: "lastName",
  role: "role",
  teamrole: "role",
};

const ROLES: Record<string, TeamRole> = { member: "member", coach: "coach" };

/** What programs write into headings beside the name. */
const REMARK = /\[[^[\]]*\]|\([^()]*\)/g;

const lettersOf = (cell: string) =>
  cell
    .slice(0, 200)
    .toLowerCase()
    .replace(REMARK, "")
    .replace(/[^\p{L}]/gu, "");

function columnOf(cell: string): Column | undefined {
  const letters = lettersOf(cell);
  return Object.hasOwn(COLUMNS, letters) ? COLUMNS[letters] : undefined;
}

const RANKS = Object.keys(COLUMNS);

/** The column of a heading's cells for one thing: the first of those that say it best. -1 where there is none. */
function findColumn(cells: readonly string[], column: Column): number {
  const ranks = cells.map((cell) => (columnOf(cell) === column ? RANKS.indexOf(lettersOf(cell)) : RANKS.length));
  const best = Math.min(...ranks);
  return best === RANKS.length ? -1 : ranks.indexOf(best);
}

/** A column in which whatever is there is an address, under a heading that nobody knows. */
function findAddresses(lines: readonly ListLine[], count: number): number {
  return Array.from({ length: count }, (_, index) => index).findIndex((index) => {
    const given = lines.map(({ cells }) => cells[index]?.trim() ?? "").filter(Boolean);
    return given.length > 0 && given.every((cell) => cell.includes("@"));
  });
}

function roleOf(cell: string): TeamRole | undefined {
  const word = cell.toLowerCase();
  return Object.hasOwn(ROLES, word) ? ROLES[word] : undefined;
}

/** Control characters end a mail's header, and a line end ends a row. */
const singleLine = (text: string) => text.replace(/[\s\p{Cc}]+/gu, " ").trim();

/** Some spreadsheets write these as full-width signs. */
const FORMULA = /^[=+\-@\uff1d\uff0b\uff0d\uff20]/;

type Entry = { line: number; address: string; name: string; role: string };

function entryError({ address, name, role }: Entry, known: TeamRole | undefined): string | null {
  const formula = [address, name, role].find((text) => FORMULA.test(text));
  if (formula) return `${quoteShort(formula)} would run as a formula in a spreadsheet. Please remove the sign that it begins with.`;
  const illFormed = illFormedReason(address + name + role);
  if (illFormed) return illFormed;
  const error = addressError(address);
  if (error) return error;
  if (name.length > NAME_MAX_LENGTH) return `The name is too long: ${NAME_MAX_LENGTH} characters are the most.`;
  if (!known) return `${quoteShort(role)} is not a role here. Write member or coach.`;
  return null;
}

/** Splits at separators outside quotes and angle brackets. */
const BETWEEN_ADDRESSES = /[^,;"<]+|"[^"]*"?|<[^>]*>?|[,;]/g;

function splitAddresses(line: string): string[] {
  const parts: string[] = [""];
  for (const [piece] of line.matchAll(BETWEEN_ADDRESSES)) {
    if (piece === "," || piece === ";") parts.push("");
    else parts[parts.length - 1] += piece;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** Whether it has an address in angle brackets, perhaps after a name. */
function hasBracketedAddress(text: string): boolean {
  const bracket = text.indexOf("<");
  return bracket >= 0 && text.includes("@", bracket);
}

/** Outlook writes `Doe, Jane <jane@example.org>` with no quotes around the name. */
function rejoinNames(parts: string[]): string[] {
  const joined: string[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    const isNameCutOff = before !== undefined && !before.includes("@") && !part.startsWith("<") && hasBracketedAddress(part);
    if (isNameCutOff) joined[joined.length - 1] = `${before}, ${part}`;
    else joined.push(part);
  }
  return joined;
}

function readAddress(part: string): string[] {
  const bracket = part.lastIndexOf("<");
  if (bracket < 0) return [part, ""];
  const name = part.slice(0, bracket).trim().replace(/^"/, "").replace(/"$/, "");
  return [part.slice(bracket + 1).replace(/>$/, ""), name];
}

function hasHeading(cells: readonly string[]): boolean {
  return !cells.some((cell) => cell.includes("@")) && cells.some((cell) => columnOf(cell) !== undefined);
}

/** Whether a pasted text is a list of addresses, as in a mail's To line, and not a table. */
export function isAddressList(text: string): boolean {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== "");
  if (hasHeading((lines[0] ?? "").split(/[,;\t]/))) return false;
  return lines.some((line) => hasBracketedAddress(line) || line.split("@").length > 2);
}

/** Reads addresses separated by line ends, commas or semicolons, each perhaps as `Name <address>`. */
export function readAddressList(text: string): ListLine[] {
  return text.split(/\r\n?|\n/).flatMap((line, index) =>
    rejoinNames(splitAddresses(line))
      .flatMap((part) => {
        const words = part.split(/\s+/);
        return words.length > 1 && !part.includes("<") && words.every((word) => word.includes("@")) ? words : [part];
      })
      .map((part) => ({ line: index + 1, cells: readAddress(part) })),
  );
}

/** Without a heading, cells are recognized by what is in them. */
function guessEntry({ line, cells }: ListLine): Entry {
  const given = cells.map((cell) => cell.trim()).filter(Boolean);
  const addressAt = Math.max(
    given.findIndex((cell) => cell.includes("@") && !FORMULA.test(cell)),
    0,
  );
  const others = given.filter((_, index) => index !== addressAt);
  const roleAt = others.findIndex((cell) => roleOf(cell) !== undefined);
  const role = roleAt >= 0 ? others.splice(roleAt, 1)[0] : others[1];
  return { line, address: given[addressAt] ?? "", name: others[0] ?? "", role: role ?? "" };
}

type Reading = { entries: Entry[]; ignoredColumns: string[] } | { error: string };

function readEntries(lines: readonly ListLine[]): Reading {
  const [first, ...rest] = lines;
  if (!first) return { error: "There is nobody in this list. Put one address on each line." };
  const isTable = first.cells.length > 1 && !first.cells.some((cell) => cell.includes("@"));
  if (!hasHeading(first.cells) && !(isTable && rest.some(({ cells }) => cells.some((cell) => cell.includes("@"))))) {
    return { entries: lines.map(guessEntry), ignoredColumns: [] };
  }
  const named = findColumn(first.cells, "address");
  const addressAt = named >= 0 ? named : findAddresses(rest, first.cells.length);
  if (named < 0 && (addressAt < 0 || !isTable)) return { error: wrongColumns(first.line) };
  if (rest.length === 0) return { error: "There is nobody below the line of column names. Put one address on each line." };
  const places: Record<Column, number> = {
    address: addressAt,
    name: findColumn(first.cells, "name"),
    firstName: findColumn(first.cells, "firstName"),
    lastName: findColumn(first.cells, "lastName"),
    role: findColumn(first.cells, "role"),
  };
  const entries = rest.map(({ line, cells }) => {
    const cell = (column: Column) => cells[places[column]]?.trim() ?? "";
    const name = cell("name") || [cell("firstName"), cell("lastName")].filter(Boolean).join(" ");
    return { line, address: cell("address"), name, role: cell("role") };
  });
  const used = new Set(Object.values(places));
  return { entries, ignoredColumns: first.cells.filter((cell, index) => !used.has(index) && cell.trim() !== "").map(singleLine) };
}

function wrongColumns(line: number): string {
  return `Line ${line} names no column with addresses. Name the columns email, name and role (only email is needed), or leave the line of names out.`;
}

type ListContext = {
  /** The role for lines without one. */
  fallbackRole: TeamRole;
  /** Normalized addresses of the team's members, and of people with an open invitation to it. */
  members: ReadonlySet<string>;
  invited: ReadonlySet<string>;
};

/** Returns what will happen to each line, or why the list cannot be read. */
export function reportInvitations(lines: readonly ListLine[], { fallbackRole, members, invited }: ListContext): InvitationListReport {
  if (lines.length > LIST_MAX_ROWS + 1) return { ok: false, error: tooManyRows() };
  const reading = readEntries(lines);
  if ("error" in reading) return { ok: false, error: reading.error };
  if (reading.entries.length > LIST_MAX_ROWS) return { ok: false, error: tooManyRows() };
  const firstLineOf = new Map<string, number>();
  const rows = reading.entries.map((entry): InvitationListRow => {
    const normal = { ...entry, address: normalizeAddress(entry.address), name: singleLine(entry.name), role: singleLine(entry.role) };
    const role = normal.role === "" ? fallbackRole : roleOf(normal.role);
    const error = entryError(normal, role);
    const { line, address, name } = normal;
    const row = { line, address, name, role: role ?? null };
    if (error) return { ...row, outcome: { kind: "refused", why: error } };
    const ofLine = firstLineOf.get(address);
    if (ofLine !== undefined) return { ...row, outcome: { kind: "duplicate", ofLine } };
    firstLineOf.set(address, line);
    if (members.has(address)) return { ...row, outcome: { kind: "in the team" } };
    return { ...row, outcome: { kind: invited.has(address) ? "already invited" : "invite" } };
  });
  return { ok: true, rows, ignoredColumns: reading.ignoredColumns };
}

function tooManyRows(): string {
  return `This list has more than ${LIST_MAX_ROWS.toLocaleString("en-US")} lines. Please send it in parts.`;
}

export function tooLargeList(): string {
  return "This list is larger than 1 MB. Please send it in parts.";
}
