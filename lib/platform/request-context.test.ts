import { createServer, get, IncomingMessage, ServerResponse } from "node:http";
import { type AddressInfo, Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { clientAddress, followRequests, loggedPath, requestCookie } from "./request-context";

it.each([
  ["/growth", "/growth"],
  ["/growth?token=secret", "/growth"],
  ["/join/secret", "/join/[token]"],
  ["/join/secret?x=1", "/join/[token]"],
  ["/join/secret/more", "/join/[token]"],
  ["//join//secret", "/join/[token]"],
  ["/%6aoin/secret", "/join/[token]"],
  ["/join%2fsecret", "/join/[token]"],
  ["/join/%E0%A4%A", "/join/[token]"],
  ["/sign-in/link/secret", "/sign-in/link/[token]"],
  ["/sign-in", "/sign-in"],
  ["/verify-email/secret", "/verify-email/[token]"],
  ["/reset-password/secret", "/reset-password/[token]"],
  ["/settings/email/secret", "/settings/email/[token]"],
  ["/settings/authenticator", "/settings/authenticator"],
  ["/joined/by", "/joined/by"],
])("writes %s into the log as %s", (url, path) => {
  expect(loggedPath(url)).toBe(path);
});

const finished: { path: string }[] = [];
const unnamed: string[] = [];
const answer = followRequests({
  trustedProxies: [],
  onFinish: (request) => finished.push(request),
  onUnnamedProxy: (peer) => unnamed.push(peer),
});

const server = createServer((incoming, outgoing) =>
  answer(incoming, outgoing, (_request, response) => {
    response.end(JSON.stringify({ address: clientAddress(), cookie: requestCookie("b") ?? null, other: requestCookie("a") ?? null }));
  }),
);

afterEach(() => {
  server.close();
});

it("knows the client of a request over HTTP by its connection, says once that somebody forwards, and logs no token", async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  async function ask(forwarded: string): Promise<unknown> {
    const headers = { "x-forwarded-for": forwarded, cookie: "ab=0; b=1=2; c=3" };
    return new Promise((resolve, reject) => {
      const request = get({ port, host: "127.0.0.1", path: "/join/secret", headers, agent: false }, (response) => {
        response.setEncoding("utf8").once("data", (text: string) => resolve(JSON.parse(text)));
      });
      request.once("error", reject);
    });
  }
  for (const forwarded of ["198.51.100.1", "198.51.100.2", "127.0.0.1"]) {
    expect(await ask(forwarded)).toEqual({ address: "127.0.0.1", cookie: "1=2", other: null });
  }
  expect(unnamed).toEqual(["127.0.0.1"]);
  expect(finished.map(({ path }) => path)).toEqual(["/join/[token]", "/join/[token]", "/join/[token]"]);
  expect(clientAddress()).toBeNull();
});

it("says nothing of a proxy where Next asks its own server, as after an action that redirects", () => {
  const peers: string[] = [];
  const follow = followRequests({ trustedProxies: [], onFinish: () => undefined, onUnnamedProxy: (peer) => peers.push(peer) });
  const pass = (headers: IncomingMessage["headers"]) => {
    const socket = Object.defineProperty(new Socket(), "remoteAddress", { value: "127.0.0.1" });
    const request = Object.assign(new IncomingMessage(socket), { method: "GET", url: "/", headers });
    follow(request, new ServerResponse(request), () => undefined);
    return request.headers;
  };
  const copied = { ...pass({}), "x-forwarded-for": "127.0.0.1" };
  pass(copied);
  expect(peers).toEqual([]);
  pass({ "x-forwarded-for": "198.51.100.1", "x-cairn-own": "forged" });
  expect(peers).toEqual(["127.0.0.1"]);
});
