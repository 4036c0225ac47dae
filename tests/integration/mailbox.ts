/** A real SMTP server, and the mails that it took. */
import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeEach } from "vitest";
import { closeMail } from "@/lib/mail/transport";
import { waitForBackgroundTasks } from "@/lib/platform/background";

const taken: ParsedMail[] = [];

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, _session, done) {
    simpleParser(stream, (error, mail) => {
      if (!error) taken.push(mail);
      done(error);
    });
  },
});

/** For the head of a test file, before anything reads the environment. */
export async function useMailbox(): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.SMTP_URL = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  beforeEach(() => {
    taken.length = 0;
  });
  afterAll(async () => {
    closeMail();
    await new Promise<void>((resolve) => server.close(resolve));
  });
}

/** All mails since the test began, once everything that goes on in the background is done. */
export async function readMails(): Promise<ParsedMail[]> {
  await waitForBackgroundTasks();
  return [...taken];
}

/** The secret in the newest mail's link. */
export async function readToken(): Promise<string> {
  const mail = (await readMails()).at(-1);
  const link = /https?:\/\/\S+/.exec(mail?.text ?? "")?.[0];
  if (!link) throw new Error("No mail with a link has arrived.");
  return new URL(link).pathname.split("/").at(-1) ?? "";
}
