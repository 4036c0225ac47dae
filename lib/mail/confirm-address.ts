/** Asks somebody who signed up to confirm their address. */
import { composeMail } from "./layout";

export function confirmAddressMail({ to, name, url, hours }: { to: string; name: string; url: string; hours: number }) {
  return composeMail({
    to,
    subject: "Confirm your address for Cairn",
    title: "One more step",
    paragraphs: [
      `Hello ${name},`,
      "Confirm that this address is yours, and your account is ready. Open the link in the browser where you signed up: results that you have there move into your account.",
    ],
    action: { label: "Confirm my address", url },
    footnote: `The link works once, for ${hours} hours. If you did not sign up, ignore this mail: without the link, no account is made.`,
  });
}
