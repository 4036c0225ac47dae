/** Tells the owner of an account that somebody wanted to use its address for another one. */
import { composeMail } from "./layout";

export function addressTakenMail({ to }: { to: string }) {
  return composeMail({
    to,
    subject: "This address has an account at Cairn already",
    title: "This address has an account already",
    paragraphs: [
      "Somebody, most likely you, asked to use this address for another account. Two accounts cannot share one, so nothing was changed.",
    ],
    footnote: "If it was not you, there is nothing to do: nobody got in, and nobody learned that this address has an account.",
  });
}
