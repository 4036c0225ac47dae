/** Asks somebody who wants to use another address to confirm it. */
import { composeMail } from "./layout";

export function confirmNewAddressMail({ to, url, hours }: { to: string; url: string; hours: number }) {
  return composeMail({
    to,
    subject: "Confirm your new address for Cairn",
    title: "Confirm your new address",
    paragraphs: ["You asked to use this address for your account. Open the link in a browser where you are signed in."],
    action: { label: "Use this address", url },
    footnote: `The link works once, for ${hours} hours. If it was not you, ignore this mail: nothing changes without the link.`,
  });
}
