/** The client's address, from the connection and from what trusted proxies report. */
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import proxyAddr from "proxy-addr";

export type AddressedRequest = Pick<IncomingMessage, "headers" | "socket">;

export type ClientAddress = {
  /** Null only when the connection is already gone. */
  address: string | null;
  /** Whether X-Forwarded-For came from an address that is not in TRUSTED_PROXIES, and was ignored. */
  isForwardedUnbelieved: boolean;
};

/** Some proxies add the port. */
function withoutPort(entry: string): string {
  return entry.replace(/^(\d{1,3}(?:\.\d{1,3}){3}):\d+$/, "$1").replace(/^\[([^\]]*)\](?::\d+)?$/, "$1");
}

/** Returns the eight groups of an IPv6 address, or null. */
function groupsOf(address: string): string[] | null {
  if (isIP(address) !== 6) return null;
  // URLs write an address in one canonical way (RFC 5952), embedded IPv4 as hexadecimal groups.
  const canonical = new URL(`http://[${address.split("%", 1)[0]}]`).hostname.slice(1, -1);
  const [head = "", tail] = canonical.split("::");
  const left = head ? head.split(":") : [];
  const right = tail ? tail.split(":") : [];
  const missing = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array<string>(missing).fill("0"), ...right];
}

/** Returns IPv4 in one spelling, and IPv6 by its /64, which belongs to one subscriber; null for anything else. */
export function groupAddress(address: string): string | null {
  if (isIP(address) === 4) return address;
  const groups = groupsOf(address);
  if (!groups) return null;
  if (groups.slice(0, 6).join(":") === "0:0:0:0:0:ffff") {
    const bytes = groups.slice(6).flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]);
    return bytes.join(".");
  }
  return `${groups.slice(0, 4).join(":")}::/64`;
}

/**
 * X-Forwarded-For is read from its end, and only as long as each hop is a trusted proxy. What a client writes into it comes
 * before that, and is never reached. An invalid entry ends the reading at the proxy that sent it.
 * @throws TypeError for a proxy that is not an address or subnet
 */
export function readClientAddress(trustedProxies: readonly string[]): (request: AddressedRequest) => ClientAddress {
  const isTrusted = proxyAddr.compile([...trustedProxies]);
  return (request) => {
    const hops = proxyAddr.all(request as IncomingMessage, (address, index) => isTrusted(withoutPort(address), index));
    const address = hops
      .toReversed()
      .map((hop) => (hop ? groupAddress(withoutPort(hop)) : null))
      .find((group) => group !== null);
    const peer = request.socket.remoteAddress;
    const isForwardedUnbelieved = request.headers["x-forwarded-for"] !== undefined && !(peer && isTrusted(peer, 0));
    return { address: address ?? null, isForwardedUnbelieved };
  };
}
