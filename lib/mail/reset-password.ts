/** A link to choose a new password. */
import { composeMail } from "./layout";

export function resetPasswordMail({ to, url, minutes }: { to: string; url: string; minutes: number }) {
  return composeMail({
    to,
    subject: "Choose a new password for Cairn",
    title: "Choose a new password",
    paragraphs: ["Somebody, most likely you, asked for a new password. Choose it with the button below."],
    action: { label: "Choose a new password", url },
    footnote: `The link works once, for ${minutes} minutes. If you did not ask for it, ignore this mail: your password stays as it is.`,
  });
}
