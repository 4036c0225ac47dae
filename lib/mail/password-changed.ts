/** Says that the password was changed under Settings. */
import { composeMail } from "./layout";
import type { Mail } from "./transport";

type PasswordChanged = { to: string };

export function passwordChangedMail({ to }: PasswordChanged): Mail {
  return {
    to,
    ...composeMail({
      subject: "Your password at Cairn was changed",
      title: "Your password was changed",
      paragraphs: ["Your account has a new password. Every device was signed out, except the one on which it was chosen."],
      footnote: "If it was not you, choose “Forgot your password?” on the sign-in page at once, and tell an admin of your workspace.",
    }),
  };
}
