/** A link to choose a new password. */
import { composeMail } from "./layout";
import type { Mail } from "./transport";

type ResetPassword = { to: string; url: string; minutes: number };

export function resetPasswordMail({ to, url, minutes }: ResetPassword): Mail {
  return {
    to,
    ...composeMail({
      subject: "Choose a new password for Cairn",
      title: "Choose a new password",
      paragraphs: ["Somebody, most likely you, asked for a new password. Choose it with the button below."],
      action: { label: "Choose a new password", url },
      footnote: `The link works once, for ${minutes} minutes. If you did not ask for it, ignore this mail: your password stays as it is.`,
    }),
  };
}
