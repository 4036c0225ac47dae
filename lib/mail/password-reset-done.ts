/** Says that a new password was chosen by the link in a mail. */
import { composeMail } from "./layout";

export function passwordResetDoneMail({ to, url }: { to: string; url: string }) {
  return composeMail({
    to,
    subject: "Your password for Cairn was changed",
    title: "Your password was changed",
    paragraphs: ["The password of your account was changed just now, and every device was signed out."],
    action: { label: "Sign in", url },
    footnote: "If it was not you, choose a new password at once with “Forgot your password?” on the sign-in page, and tell your admin.",
  });
}
