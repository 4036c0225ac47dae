import type { IncomingHttpHeaders } from "node:http";
import type { Socket } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupAddress, readClientAddress } from "./client-address";

function request(remoteAddress: string | undefined, forwarded?: string) {
  const headers: IncomingHttpHeaders = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  return { headers, socket: { remoteAddress } as Socket };
}

describe("groupAddress", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["::FFFF:cb00:7107", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::1", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["unknown", null],
    ["", null],
    ["203.0.113.7, 203.0.113.8", null],
    ["::1]/@evil", null],
  ])("reads %s as %s", (address, group) => {
    expect(groupAddress(address)).toBe(group);
  });

  it("puts the whole of one /64 together, however it is written", () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(fc.tuple(group, group, group, group), fc.tuple(group, group, group, group), ([a, b, c, d], rest) => {
        const net = [(a % 0xfffe) + 1, b, c, d].map((part) => part.toString(16));
        const padded = net.map((part) => part.padStart(4, "0").toUpperCase());
        const one = groupAddress([...net, ...rest.map((part) => part.toString(16))].join(":"));
        expect(groupAddress([...padded, "0", "0", "0", "1"].join(":"))).toBe(one);
        expect(one).toBe(`${net.join(":")}::/64`);
      }),
    );
  });
});

describe("readClientAddress", () => {
  const proxies = ["10.0.0.0/8", "2001:db8:aaaa::/48"];

  it.each<[string, string | undefined, string | undefined, string | null, boolean]>([
    ["no proxy", "203.0.113.7", undefined, "203.0.113.7", false],
    ["a client that claims to be forwarded", "203.0.113.7", "198.51.100.1", "203.0.113.7", true],
    ["a named proxy", "10.0.0.1", "198.51.100.1", "198.51.100.1", false],
    ["a named proxy that the socket names as mapped IPv6", "::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1", false],
    ["a named proxy over IPv6", "2001:db8:aaaa::1", "2001:db8:1:2::9", "2001:db8:1:2::/64", false],
    ["two named proxies", "10.0.0.1", "198.51.100.1, 10.0.0.2", "198.51.100.1", false],
    ["what the client wrote before the proxy's entry", "10.0.0.1", "192.0.2.1, 198.51.100.1", "198.51.100.1", false],
    ["a client that writes a proxy's address", "10.0.0.1", "10.0.0.9, 198.51.100.1", "198.51.100.1", false],
    ["a proxy that writes ports", "10.0.0.1", "198.51.100.1:4711", "198.51.100.1", false],
    ["a proxy that writes IPv6 with ports", "10.0.0.1", "[2001:db8:1:2::9]:4711", "2001:db8:1:2::/64", false],
    ["a proxy that does not know", "10.0.0.1", "unknown", "10.0.0.1", false],
    ["an empty header", "10.0.0.1", "", "10.0.0.1", false],
    ["nonsense", "10.0.0.1", ",,;\u0000,", "10.0.0.1", false],
    ["a connection that is gone", undefined, undefined, null, false],
  ])("%s", (_, peer, forwarded, address, isForwardedUnbelieved) => {
    expect(readClientAddress(proxies)(request(peer, forwarded))).toEqual({ address, isForwardedUnbelieved });
  });

  it("believes nobody where no proxy is named", () => {
    const { address } = readClientAddress([])(request("127.0.0.1", "198.51.100.1"));
    expect(address).toBe("127.0.0.1");
  });

  it("lets a client choose nothing by what it writes, with and without a proxy", () => {
    const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string());
    fc.assert(
      fc.property(fc.array(address), (claims) => {
        const claim = claims.join(", ");
        expect(readClientAddress(proxies)(request("203.0.113.7", claim)).address).toBe("203.0.113.7");
        const behind = claim ? `${claim}, 203.0.113.7` : "203.0.113.7";
        expect(readClientAddress(proxies)(request("10.0.0.1", behind)).address).toBe("203.0.113.7");
      }),
    );
  });
});
