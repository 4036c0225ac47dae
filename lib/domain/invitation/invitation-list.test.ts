import { describe, expect, it } from "vitest";
import { type InvitationListRow, isAddressList, LIST_MAX_ROWS, type ListLine, readAddressList, reportInvitations } from "./invitation-list";

const context = {
  fallbackRole: "member" as const,
  members: new Set(["here@example.org"]),
  invited: new Set(["asked@example.org"]),
};

/** These tests need only line ends and commas in a table. */
const table = (text: string): ListLine[] => text.split("\n").map((line, index) => ({ line: index + 1, cells: line.split(",") }));

function rowsOf(lines: ListLine[]): InvitationListRow[] {
  const report = reportInvitations(lines, context);
  if (!report.ok) throw new Error(report.error);
  return report.rows;
}

function errorFor(lines: ListLine[]): string {
  const report = reportInvitations(lines, context);
  return report.ok ? "" : report.error;
}

function whyOf(text: string): string {
  const [row] = rowsOf([
    { line: 1, cells: ["email", "name", "role"] },
    { line: 2, cells: text.split("|") },
  ]);
  return row?.outcome.kind === "refused" ? row.outcome.why : "";
}

describe("what each line will do", () => {
  it("is said for every kind of line, with its number", () => {
    const text = [
      "Email,Name,Role",
      "Anna@Example.org,Anna,coach",
      "ben@example.org,,",
      "here@example.org,Hedy,",
      "ASKED@example.org,,COACH",
      "anna@example.org,Anna again,member",
      "nobody,,",
      "cleo@example.org,Cleo,boss",
    ].join("\n");
    expect(rowsOf(table(text))).toEqual([
      { line: 2, address: "anna@example.org", name: "Anna", role: "coach", outcome: { kind: "invite" } },
      { line: 3, address: "ben@example.org", name: "", role: "member", outcome: { kind: "invite" } },
      { line: 4, address: "here@example.org", name: "Hedy", role: "member", outcome: { kind: "in the team" } },
      { line: 5, address: "asked@example.org", name: "", role: "coach", outcome: { kind: "already invited" } },
      { line: 6, address: "anna@example.org", name: "Anna again", role: "member", outcome: { kind: "duplicate", ofLine: 2 } },
      { line: 7, address: "nobody", name: "", role: "member", outcome: { kind: "refused", why: "This is not an address: it has no @." } },
      {
        line: 8,
        address: "cleo@example.org",
        name: "Cleo",
        role: null,
        outcome: { kind: "refused", why: "“boss” is not a role here. Write member or coach." },
      },
    ]);
  });

  it("a line that was refused is no first occurrence of its address", () => {
    const kinds = rowsOf(table("email,role\nanna@example.org,boss\nanna@example.org,coach")).map(({ outcome }) => outcome.kind);
    expect(kinds).toEqual(["refused", "invite"]);
  });

  it.each([
    ["=HYPERLINK(1)|Anna|", "formula"],
    ["a@example.org|=1+1|", "formula"],
    ["a@example.org|＠SUM(A1)|", "formula"],
    ["+a@example.org||", "formula"],
    ["a@example.org|Anna|-coach", "formula"],
    [`${"a".repeat(250)}@example.org||`, "too long"],
    [`${"a".repeat(65)}@example.org||`, "too long"],
    [`a@example.org|${"a".repeat(101)}|`, "too long"],
    ["a@example.org|An\u0000na|", ""],
    ["a@example.org|Anna\ud800|", "half of a character"],
    ["|Anna|", "no address"],
    ["a@b@example.org||", "more than one @"],
    ["a b@example.org||", "blank"],
    ["@example.org||", "formula"],
    ["a@localhost||", "example.org"],
    ["zoë@example.org||", "“ë”"],
    ["a..b@example.org||", "not written as addresses are"],
    ["a@-example.org||", "no name like example.org"],
    ["a@example.org|Anna|constructor", "not a role"],
  ])("refuses %j and says why", (line, words) => {
    expect(whyOf(line)).toContain(words);
  });

  it("makes one line of a name, so that it can end no header", () => {
    expect(rowsOf([{ line: 1, cells: ["a@example.org", "Anna\r\nBcc: all@example.org"] }])[0]?.outcome.kind).toBe("invite");
    expect(rowsOf([{ line: 1, cells: ["a@example.org", "Anna\r\n\u0000Bcc"] }])[0]?.name).toBe("Anna Bcc");
  });
});

describe("columns", () => {
  it.each(["email", "E-Mail", "mail", "EMAIL ADDRESS", "e_mail_address", "Address"])("knows %s, wherever it stands", (name) => {
    expect(rowsOf(table(`role,Team,${name}\ncoach,Blue,a@example.org`))).toMatchObject([{ address: "a@example.org", role: "coach" }]);
  });

  it("joins first and last names", () => {
    expect(rowsOf(table("First name,Last name,Email\nAda,Lovelace,a@example.org"))).toMatchObject([{ name: "Ada Lovelace" }]);
  });

  it("says which it does not use", () => {
    expect(reportInvitations(table("email,Phone,City\na@example.org,=1,Ulm"), context)).toMatchObject({
      ok: true,
      ignoredColumns: ["Phone", "City"],
      rows: [{ outcome: { kind: "invite" } }],
    });
  });

  it("are told apart without a heading", () => {
    expect(rowsOf(table("Anna,coach,a@example.org\nb@example.org\nc@example.org,Cleo\nd@example.org,Dan,boss"))).toMatchObject([
      { line: 1, address: "a@example.org", name: "Anna", role: "coach" },
      { line: 2, address: "b@example.org", name: "", role: "member" },
      { line: 3, address: "c@example.org", name: "Cleo", role: "member" },
      { line: 4, address: "d@example.org", name: "Dan", role: null },
    ]);
  });

  it.each([
    ["no column for addresses", "name,role\nAnna,coach"],
    ["names that nobody knows, over mixed columns", "Kontakt,Abteilung\na@example.org,Blau\nBlau,a@example.org"],
  ])("that are wrong get one sentence: %s", (_what, text) => {
    expect(errorFor(table(text))).toMatch(/^Line 1 names no column with addresses\./);
  });

  it.each([
    [
      "Slack's members",
      "username,email,status,billing-active,has-2fa,has-sso,userid,fullname,displayname,expiration-timestamp\nada,a@example.org,Member,1,0,0,U1,Ada Lovelace,ada,",
    ],
    [
      "Google Workspace's users",
      "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Org Unit Path [Required]\nAda,Lovelace,a@example.org,****,/",
    ],
    [
      "Google Contacts",
      "First Name,Middle Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value\nAda,,Lovelace,* Work,a@example.org,Home,home@example.org",
    ],
    ["a column of addresses under a heading that nobody knows", "Kontakt,Full Name\na@example.org,Ada Lovelace"],
  ])("of other programs are read: %s", (_what, text) => {
    expect(rowsOf(table(text))).toMatchObject([{ line: 2, address: "a@example.org", name: "Ada Lovelace", outcome: { kind: "invite" } }]);
  });

  it("for the same thing twice: the first counts, and the other is said not to be used", () => {
    const report = reportInvitations(table("email,Mail\na@example.org,b@example.org"), context);
    expect(report).toMatchObject({ rows: [{ address: "a@example.org" }], ignoredColumns: ["Mail"] });
  });

  it("with nobody below them get one sentence", () => {
    expect(errorFor(table("email,name"))).toContain("nobody below");
    expect(errorFor([])).toContain("nobody in this list");
  });
});

describe("addresses as a mail has them", () => {
  const read = (text: string) => readAddressList(text).map(({ line, cells }) => [line, ...cells]);

  it.each([
    [
      "a@example.org, b@example.org;c@example.org",
      [
        [1, "a@example.org", ""],
        [1, "b@example.org", ""],
        [1, "c@example.org", ""],
      ],
    ],
    [
      "a@example.org\r\n\r\nb@example.org,",
      [
        [1, "a@example.org", ""],
        [3, "b@example.org", ""],
      ],
    ],
    ["Ada Lovelace <a@example.org>", [[1, "a@example.org", "Ada Lovelace"]]],
    [
      '"Doe, Jane; Dr" <j@example.org>, <b@example.org>',
      [
        [1, "j@example.org", "Doe, Jane; Dr"],
        [1, "b@example.org", ""],
      ],
    ],
    [
      "Doe, Jane <j@example.org>; Roe, Rick <r@example.org>",
      [
        [1, "j@example.org", "Doe, Jane"],
        [1, "r@example.org", "Roe, Rick"],
      ],
    ],
    [
      "a@example.org b@example.org",
      [
        [1, "a@example.org", ""],
        [1, "b@example.org", ""],
      ],
    ],
    ["Jane <j@example.org", [[1, "j@example.org", "Jane"]]],
  ])("%j", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ["a@example.org, b@example.org", true],
    ["Ada <a@example.org>", true],
    ["a@example.org\nb@example.org", false],
    ["email,name\na@example.org,Ada <ada@home>", false],
    ["a@example.org,Ada,coach", false],
  ])("are told from a table: %j", (text, expected) => {
    expect(isAddressList(text)).toBe(expected);
  });

  it("survive quotes and brackets that never close", () => {
    expect(rowsOf(readAddressList('"Anna <a@example.org>\n<<<>>>,"'))).toMatchObject([
      { line: 1, address: "a@example.org", name: "Anna", outcome: { kind: "invite" } },
      { line: 2, outcome: { kind: "refused" } },
      { line: 2, outcome: { kind: "refused" } },
    ]);
  });
});

/** Of this process alone, however busy the machine is. In milliseconds. */
const processorTime = () => process.cpuUsage().user / 1_000;

describe("long lists", () => {
  const many = (count: number) => table(["email", ...Array.from({ length: count }, (_, index) => `p${index}@example.org`)].join("\n"));

  it("of as many lines as there may be are read in well under a second", () => {
    const lines = many(LIST_MAX_ROWS);
    const start = processorTime();
    expect(rowsOf(lines)).toHaveLength(LIST_MAX_ROWS);
    expect(processorTime() - start).toBeLessThan(900);
  });

  it("of more are refused in a sentence", () => {
    const sentence = "This list has more than 10,000 lines. Please send it in parts.";
    expect(errorFor(many(LIST_MAX_ROWS + 1))).toBe(sentence);
    expect(errorFor(many(LIST_MAX_ROWS + 1).slice(1))).toBe(sentence);
  });

  it("of hostile text are read as fast", () => {
    const start = processorTime();
    for (const piece of ["<", '"', "a@", ",", "a.", "<@", " "]) {
      const text = piece.repeat(100_000);
      if (isAddressList(text)) reportInvitations(readAddressList(text), context);
      else reportInvitations([{ line: 1, cells: [text] }], context);
    }
    expect(processorTime() - start).toBeLessThan(2_000);
  });
});
