/** Mail: sent over SMTP_URL, or written to the log where there is none. */
import { createTransport } from "nodemailer";
import type SMTPPool from "nodemailer/lib/smtp-pool";
import type { CalendarFile } from "@/lib/platform/calendar";
import { getEnvironment } from "@/lib/platform/environment";
import { getLogger } from "@/lib/platform/logger";

export type Mail = {
  /** One address, without a name. */
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Attached. */
  calendar?: CalendarFile | undefined;
};

/** The mail was not sent. The error does not contain its text, which may hold a link that signs a person in. */
export class MailFailed extends Error {}

/** One address and nothing else: without characters that could end a header, begin another address or name a second recipient. */
const ADDRESS = /^[^\p{C}\s<>()[\]\\,;:"@]{1,64}@[^\p{C}\s<>()\\,;:"@]{1,255}$/u;

/** Control characters would end a header, and direction marks would reverse it. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** A zero-width joiner holds one emoji together, so it stays. */
function toHeader(value: string): string {
  return value
    .replace(UNPRINTABLE, (found) => (found === "\u200d" ? found : " "))
    .replace(/\s+/g, " ")
    .trim();
}

/** The sender: the mailbox that SMTP_URL signs in to, if its user is an address; else no-reply at APP_URL's host. */
export function senderAddress(smtpUrl: string | undefined, appUrl: string): string {
  const user = smtpUrl ? decodeURIComponent(new URL(smtpUrl).username) : "";
  return ADDRESS.test(user) ? user : `no-reply@${new URL(appUrl).hostname}`;
}

let pool: { of: string; transporter: ReturnType<typeof createTransport<SMTPPool.SentMessageInfo>> } | undefined;

function getTransporter(url: string) {
  if (pool?.of !== url) {
    pool?.transporter.close();
    const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
    // A mail's text is Cairn's own, yet nothing in it may ever make the server read a file or an address.
    const options: SMTPPool.Options = { url, pool: true, maxConnections: 3, disableFileAccess: true, disableUrlAccess: true, ...patience };
    pool = { of: url, transporter: createTransport(options) };
  }
  return pool.transporter;
}

/** As an attachment, not as part of the text: calendar programs offer to add it, others to save it. */
function attach({ method, text }: CalendarFile) {
  return { filename: "calendar.ics", content: text, contentType: `text/calendar; charset=utf-8; method=${method}` };
}

/** Closes the connections that wait for the next mail. */
export function closeMail(): void {
  pool?.transporter.close();
  pool = undefined;
}

/** @throws MailFailed when the mail server did not accept it, which is logged without the mail's text */
export async function sendMail(mail: Mail): Promise<void> {
  const { SMTP_URL, APP_URL } = getEnvironment();
  const subject = toHeader(mail.subject);
  if (!ADDRESS.test(mail.to)) {
    getLogger().error({ subject }, "a mail was not sent: its address is none");
    throw new MailFailed("The address is none.");
  }
  if (!SMTP_URL) {
    // On purpose: a small team can start without a mail server. Readers of the log may use the link.
    getLogger().warn({ to: mail.to, subject, text: mail.text }, "no SMTP_URL is set, so this mail is written here");
    return;
  }
  try {
    await getTransporter(SMTP_URL).sendMail({
      from: { name: "Cairn", address: senderAddress(SMTP_URL, APP_URL) },
      // An object is used as it is: a string would be split at commas.
      to: { name: "", address: mail.to },
      subject,
      text: mail.text,
      html: mail.html,
      attachments: mail.calendar === undefined ? [] : [attach(mail.calendar)],
      // RFC 3834: no vacation notice replies to it.
      headers: { "Auto-Submitted": "auto-generated" },
    });
  } catch (error) {
    getLogger().error({ err: error, responseCode: (error as { responseCode?: unknown }).responseCode }, "a mail could not be sent");
    throw new MailFailed("The mail server did not take it.");
  }
}
