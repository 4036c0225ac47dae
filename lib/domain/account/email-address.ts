/** An e-mail address: how it is kept, and what is wrong with it. */
import { quoteShort } from "@/lib/domain/text/wording";

/** RFC 5321, 4.5.3.1: the longest address, and the longest part before its @. */
export const ADDRESS_MAX_LENGTH = 254;
const LOCAL_PART_MAX_LENGTH = 64;

/** What chats and spreadsheets leave beside an address, and nobody sees. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Letters, digits and the signs of RFC 5322, 3.2.3, in parts between single dots. */
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:xn--[a-z0-9-]{1,59}|[a-z]{2,63})$/;

/** A domain in other letters as mail servers write it (RFC 5891): müller.de is xn--mller-kva.de. As given where it is none. */
function toAscii(domain: string): string {
  if (!/[^ -~]/.test(domain) || /[/\\?#:@\s]/.test(domain)) return domain;
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : domain;
}

/** As accounts have it: trimmed, in lower case, its domain in ASCII. A text that is far too long to be one is left as it is. */
export function normalizeAddress(text: string): string {
  if (text.length > 4 * ADDRESS_MAX_LENGTH) return text;
  const bare = text
    .replace(INVISIBLE, "")
    .trim()
    .replace(/^mailto:/i, "")
    .trim();
  const address = (bare.startsWith("<") && bare.endsWith(">") ? bare.slice(1, -1).trim() : bare).toLowerCase();
  const at = address.lastIndexOf("@");
  return at < 0 ? address : address.slice(0, at + 1) + toAscii(address.slice(at + 1));
}

/** Returns a plain sentence when a mail cannot go to a normalized address, else null. */
export function addressError(address: string): string | null {
  if (address === "") return "There is no address.";
  if (address.length > ADDRESS_MAX_LENGTH) return `The address is too long: ${ADDRESS_MAX_LENGTH} characters are the most.`;
  const [local = "", domain, ...more] = address.split("@");
  if (domain === undefined) return "This is not an address: it has no @.";
  if (more.length > 0) return "This is not one address: it has more than one @.";
  if (/[\s\p{Cc}]/u.test(address)) return "The address has a blank or a line end in it.";
  if (local === "") return "There is nothing before the @.";
  if (local.length > LOCAL_PART_MAX_LENGTH) {
    return `The address is too long: ${LOCAL_PART_MAX_LENGTH} characters before the @ are the most.`;
  }
  const foreign = local.match(/[^\u0020-\u007e]/u)?.[0];
  if (foreign) return `Many mail servers take no ${quoteShort(foreign)} before the @, so Cairn cannot send a mail there.`;
  if (!LOCAL_PART.test(local)) return "What stands before the @ is not written as addresses are. Please check it.";
  if (!DOMAIN.test(domain)) return "After the @ there is no name like example.org.";
  return null;
}
