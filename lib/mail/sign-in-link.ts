/** A link to sign in without a password. */
import { composeMail } from "./layout";

export function signInLinkMail({ to, url, minutes }: { to: string; url: string; minutes: number }) {
  return composeMail({
    to,
    subject: "Your link to sign in to Cairn",
    title: "Sign in",
    paragraphs: ["Here is the link that you asked for. Open it in the browser in which you want to sign in."],
    action: { label: "Sign in to Cairn", url },
    footnote: `The link works once, for ${minutes} minutes. Do not forward this mail. If you did not ask for the link, ignore it.`,
  });
}
