/** Tells the old address that the account uses another one now. */
import { composeMail } from "./layout";
import type { Mail } from "./transport";

type AddressChanged = { to: string };

export function addressChangedMail({ to }: AddressChanged): Mail {
  return {
    to,
    ...composeMail({
      subject: "Your address at Cairn was changed",
      title: "Your address was changed",
      paragraphs: ["Your account at Cairn now uses another address. Mails will go there, and you sign in with it."],
      footnote: "If it was not you, write to an admin of your workspace at once: they can disable the account, and nothing in it is lost.",
    }),
  };
}
