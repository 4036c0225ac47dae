/** The mails about an account: what each says, and where its button leads. */

import { getEnvironment } from "@/lib/platform/environment";
import { sendMail } from "@/lib/platform/mail";
import { composeMail, type MailParts } from "@/lib/platform/mail-message";

export const SIGN_UP_HOURS = 24;
export const LINK_MINUTES = 15;
export const RESET_MINUTES = 60;

function address(path: string): string {
  return new URL(path, getEnvironment().APP_URL).href;
}

/** A token is base64url, and stands in the path: requests are logged without it. */
function tokenAddress(folder: string, token: string): string {
  return address(`/${folder}/${encodeURIComponent(token)}`);
}

function mail(to: string, parts: MailParts): Promise<void> {
  return sendMail({ to, ...composeMail(parts) });
}

export function mailConfirmation(to: string, name: string, token: string): Promise<void> {
  return mail(to, {
    subject: "Confirm your address for Cairn",
    title: "One more step",
    paragraphs: [
      `Hello ${name},`,
      "Confirm that this address is yours, and your account is ready. Open the link in the browser where you signed up, and the results that are there move along.",
    ],
    action: { label: "Confirm my address", url: tokenAddress("verify-email", token) },
    footnote: `The link works once, for ${SIGN_UP_HOURS} hours. If you did not sign up, ignore this mail: without the link, no account is made.`,
  });
}

export function mailAccountExists(to: string): Promise<void> {
  return mail(to, {
    subject: "You already have an account at Cairn",
    title: "You already have an account",
    paragraphs: [
      "Somebody, most likely you, tried to sign up with this address. It has an account already, so nothing was changed.",
      "Sign in instead. If you no longer know the password, choose “Forgot your password?” there.",
    ],
    action: { label: "Sign in", url: address("/sign-in") },
    footnote: "If it was not you, there is nothing to do: nobody got in, and nobody learned that this address has an account.",
  });
}

export function mailSignInLink(to: string, token: string, next: string | null): Promise<void> {
  const link = new URL(tokenAddress("sign-in/link", token));
  if (next) link.searchParams.set("next", next);
  return mail(to, {
    subject: "Your link to sign in to Cairn",
    title: "Sign in",
    paragraphs: ["Here is the link that you asked for. Open it in the browser in which you want to sign in."],
    action: { label: "Sign in to Cairn", url: link.href },
    footnote: `The link works once, for ${LINK_MINUTES} minutes. If you did not ask for it, ignore this mail, and pass it on to nobody.`,
  });
}

export function mailPasswordReset(to: string, token: string): Promise<void> {
  return mail(to, {
    subject: "Choose a new password for Cairn",
    title: "Choose a new password",
    paragraphs: ["Somebody, most likely you, asked for a new password. Choose it with the button below."],
    action: { label: "Choose a new password", url: tokenAddress("reset-password", token) },
    footnote: `The link works once, for ${RESET_MINUTES} minutes. If you did not ask for it, ignore this mail: your password stays as it is.`,
  });
}

export function mailPasswordChanged(to: string): Promise<void> {
  return mail(to, {
    subject: "Your password for Cairn was changed",
    title: "Your password was changed",
    paragraphs: ["The password of your account was changed just now, and every device was signed out."],
    action: { label: "Sign in", url: address("/sign-in") },
    footnote: "If it was not you, choose a new password at once with “Forgot your password?” on the sign-in page, and tell your admin.",
  });
}
