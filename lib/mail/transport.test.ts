import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type * as BackgroundModule from "@/lib/platform/background";
import type * as EnvironmentModule from "@/lib/platform/environment";
import * as MailModule from "./transport";

type Received = { raw: string; from: string; to: string[]; parsed: ParsedMail };

const received: Received[] = [];
let refuses = false;

/** A real mail server that stores what it receives. */
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo(_address, _session, callback) {
    callback(refuses ? Object.assign(new Error("No such mailbox"), { responseCode: 550 }) : null);
  },
  onData(stream, { envelope }, callback) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", async () => {
      const raw = Buffer.concat(chunks);
      const from = envelope.mailFrom ? envelope.mailFrom.address : "";
      received.push({
        raw: raw.toString("latin1"),
        from,
        to: envelope.rcptTo.map(({ address }) => address),
        parsed: await simpleParser(raw),
      });
      callback();
    });
  },
});

let url = "";
let mail: typeof MailModule;
let background: typeof BackgroundModule;
let environment: typeof EnvironmentModule;

/** The environment is read once in a process, so each test loads the modules again. */
async function begin(smtpUrl: string): Promise<void> {
  vi.stubEnv("SMTP_URL", smtpUrl);
  vi.stubEnv("APP_URL", "https://cairn.example.org");
  vi.stubEnv("LOG_LEVEL", "silent");
  vi.resetModules();
  mail = await import("./transport");
  background = await import("@/lib/platform/background");
  environment = await import("@/lib/platform/environment");
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  await begin(url);
});

afterEach(() => {
  received.length = 0;
  refuses = false;
});

afterAll(async () => {
  mail.closeMail();
  await new Promise<void>((resolve) => server.close(resolve));
  vi.unstubAllEnvs();
  vi.resetModules();
});

const WORDS = { subject: "Grüße aus Köln 🪨", text: "Grüße\nZeile zwei 👩‍👩‍👧\n.\nnach dem Punkt\n", html: "<p>Grüße 👩‍👩‍👧</p>" };

describe("sendMail", () => {
  it("sends one mail with both parts, as they were written", async () => {
    expect(environment.isMailConfigured()).toBe(true);
    await mail.sendMail({ to: "ada@example.org", ...WORDS });
    expect(received).toHaveLength(1);
    const [{ from, to, parsed, raw }] = received as [Received];
    expect({ from, to }).toEqual({ from: "no-reply@cairn.example.org", to: ["ada@example.org"] });
    expect(parsed.subject).toBe(WORDS.subject);
    expect(parsed.text?.trimEnd()).toBe(WORDS.text.trimEnd());
    expect(parsed.html).toContain(WORDS.html);
    expect(parsed.from?.text).toBe('"Cairn" <no-reply@cairn.example.org>');
    expect(parsed.headers.get("auto-submitted")).toBe("auto-generated");
    expect(raw).toContain("multipart/alternative");
  });

  it.each([
    "\r\nBcc: eve@example.org",
    "\nBcc: eve@example.org\n\nA body of mine",
    "\u2028Bcc: eve@example.org",
    "\u0000\u000b\u0085\u202e",
  ])("takes no header from a subject: %j", async (injected) => {
    await mail.sendMail({ to: "ada@example.org", ...WORDS, subject: `Hello${injected}` });
    const [{ to, parsed, raw }] = received as [Received];
    expect(to).toEqual(["ada@example.org"]);
    expect(parsed.bcc).toBeUndefined();
    expect(raw.split("\r\n\r\n", 1)[0]).not.toMatch(/^bcc:/im);
    expect(parsed.subject).toBe(`Hello${injected.replace(/[\p{C}\p{Z}]+/gu, " ")}`.trim());
    expect(parsed.text?.trimEnd()).toBe(WORDS.text.trimEnd());
  });

  it.each([
    "ada@example.org, eve@example.org",
    "ada@example.org\r\nBcc: eve@example.org",
    "ada@example.org\nRCPT TO:<eve@example.org>",
    "Ada <ada@example.org>",
    "ada@example.org;eve@example.org",
    "group: ada@example.org;",
    '"ada@evil"@example.org',
    "ada@example.org\u0000",
    "ada",
    "",
  ])("sends nothing to what is not one address: %j", async (to) => {
    await expect(mail.sendMail({ to, ...WORDS })).rejects.toBeInstanceOf(mail.MailFailed);
    expect(received).toEqual([]);
  });

  it("attaches a calendar file, and holds both texts all the same", async () => {
    const text = "BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nSUMMARY:Grüße 🪨\r\nEND:VCALENDAR";
    await mail.sendMail({ to: "ada@example.org", ...WORDS, calendar: { method: "PUBLISH", text } });
    const [{ parsed }] = received as [Received];
    expect(parsed.text?.trimEnd()).toBe(WORDS.text.trimEnd());
    expect(parsed.html).toContain(WORDS.html);
    expect(parsed.attachments).toHaveLength(1);
    const [file] = parsed.attachments;
    expect(file?.headers.get("content-type")).toMatchObject({ value: "text/calendar", params: { charset: "utf-8", method: "PUBLISH" } });
    expect(file?.contentDisposition).toBe("attachment");
    expect(file?.filename).toBe("calendar.ics");
    expect(file?.content.toString("utf8").trimEnd()).toBe(text);
  });

  it("attaches nothing where there is nothing", async () => {
    await mail.sendMail({ to: "ada@example.org", ...WORDS });
    expect(received[0]?.parsed.attachments).toEqual([]);
  });

  it("reads no file and no address that a mail names", async () => {
    await mail.sendMail({ to: "ada@example.org", ...WORDS, html: '<img src="file:///etc/passwd">' });
    expect(received[0]?.parsed.attachments).toEqual([]);
  });

  it("sends many at the same time over few connections", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => mail.sendMail({ to: `person-${index}@example.org`, ...WORDS })));
    expect(new Set(received.flatMap(({ to }) => to)).size).toBe(20);
  });

  it("tells the caller that the server refused it, and nothing of what it said", async () => {
    refuses = true;
    const failure = await mail.sendMail({ to: "ada@example.org", ...WORDS }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(mail.MailFailed);
    expect(String((failure as Error).stack)).not.toMatch(/ada@|Grüße/);
  });
});

describe("where the server cannot be reached", () => {
  it("fails for the caller, or quietly where nobody waits", async () => {
    mail.closeMail();
    await begin("smtp://127.0.0.1:9");
    await expect(mail.sendMail({ to: "ada@example.org", ...WORDS })).rejects.toBeInstanceOf(mail.MailFailed);
    background.runInBackground("a mail", () => mail.sendMail({ to: "ada@example.org", ...WORDS }));
    await background.waitForBackgroundTasks();
    mail.closeMail();
    await begin(url);
    await mail.sendMail({ to: "ada@example.org", ...WORDS });
    expect(received).toHaveLength(1);
  });
});

it.each([
  ["smtp://cairn%40example.org:secret@mail.example.org", "cairn@example.org"],
  ["smtps://apikey:secret@mail.example.org:465", "no-reply@cairn.example.net"],
  ["smtp://mail.example.org", "no-reply@cairn.example.net"],
  ["smtp://a%0d%0ab%40example.org:x@mail.example.org", "no-reply@cairn.example.net"],
  [undefined, "no-reply@cairn.example.net"],
])("sends over %s from %s", (smtpUrl, sender) => {
  expect(MailModule.senderAddress(smtpUrl, "https://cairn.example.net:8443")).toBe(sender);
});
