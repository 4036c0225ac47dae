/** Sends the mails about an account, with the links that they need and how long these work. */
import { accountExistsMail } from "@/lib/mail/account-exists";
import { confirmAddressMail } from "@/lib/mail/confirm-address";
import { passwordResetDoneMail } from "@/lib/mail/password-reset-done";
import { resetPasswordMail } from "@/lib/mail/reset-password";
import { signInLinkMail } from "@/lib/mail/sign-in-link";
import { sendMail } from "@/lib/mail/transport";
import { appUrl } from "@/lib/platform/app-url";

export const SIGN_UP_HOURS = 24;
export const LINK_MINUTES = 15;
export const RESET_MINUTES = 60;

/** A token is base64url, and stands in the path: requests are logged without it. */
function tokenUrl(folder: string, token: string): string {
  return appUrl(`/${folder}/${encodeURIComponent(token)}`);
}

export function mailConfirmation(to: string, name: string, token: string): Promise<void> {
  return sendMail(confirmAddressMail({ to, name, url: tokenUrl("verify-email", token), hours: SIGN_UP_HOURS }));
}

export function mailAccountExists(to: string): Promise<void> {
  return sendMail(accountExistsMail({ to, url: appUrl("/sign-in") }));
}

export function mailSignInLink(to: string, token: string, next: string | null): Promise<void> {
  const link = new URL(tokenUrl("sign-in/link", token));
  if (next) link.searchParams.set("next", next);
  return sendMail(signInLinkMail({ to, url: link.href, minutes: LINK_MINUTES }));
}

export function mailPasswordReset(to: string, token: string): Promise<void> {
  return sendMail(resetPasswordMail({ to, url: tokenUrl("reset-password", token), minutes: RESET_MINUTES }));
}

export function mailPasswordChanged(to: string): Promise<void> {
  return sendMail(passwordResetDoneMail({ to, url: appUrl("/sign-in") }));
}
