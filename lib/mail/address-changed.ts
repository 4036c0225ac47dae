/** Tells the old address that the account uses another one now. */
import { composeMail } from "./layout";

export function addressChangedMail({ to }: { to: string }) {
  return composeMail({
    to,
    subject: "Your address at Cairn was changed",
    title: "Your address was changed",
    paragraphs: ["Your account at Cairn now uses another address. Mails will go there, and you sign in with it."],
    footnote: "If it was not you, write to an admin of your workspace at once: they can disable the account, and nothing in it is lost.",
  });
}
