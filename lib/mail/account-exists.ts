/** Tells the owner of an account that somebody tried to sign up with its address. */
import { composeMail } from "./layout";

export function accountExistsMail({ to, url }: { to: string; url: string }) {
  return composeMail({
    to,
    subject: "You already have an account at Cairn",
    title: "You already have an account",
    paragraphs: [
      "Somebody, most likely you, tried to sign up with this address. It has an account already, so nothing was changed.",
      "Sign in instead. If you no longer know the password, choose “Forgot your password?” there.",
    ],
    action: { label: "Sign in", url },
    footnote: "If it was not you, there is nothing to do: nobody got in, and nobody learned that this address has an account.",
  });
}
