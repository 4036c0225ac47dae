/** Says that the password was changed under Settings. */
import { composeMail } from "./layout";

export function passwordChangedMail({ to }: { to: string }) {
  return composeMail({
    to,
    subject: "Your password at Cairn was changed",
    title: "Your password was changed",
    paragraphs: ["Your account has a new password. Every device was signed out, except the one on which it was chosen."],
    footnote: "If it was not you, choose “Forgot your password?” on the sign-in page at once, and tell an admin of your workspace.",
  });
}
