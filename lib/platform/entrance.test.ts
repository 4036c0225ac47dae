import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { guardEntrance, type WrongOrigin } from "./entrance";

function pass(appUrl: string, method: string, headers: Record<string, string>, url = "/") {
  const told: WrongOrigin[] = [];
  const request = Object.assign(new IncomingMessage(new Socket()), { method, url, headers });
  const response = new ServerResponse(request);
  const guard = guardEntrance({ appUrl, onWrongOrigin: (found) => told.push(found) });
  const isRefused = guard(request, response);
  return { isRefused, status: response.statusCode, response, request, told, again: () => guard(request, new ServerResponse(request)) };
}

const OUTER = "https://cairn.example.org";

describe("methods", () => {
  it("refuses TRACE with what is allowed", () => {
    const { isRefused, status, response } = pass(OUTER, "TRACE", {});
    expect([isRefused, status]).toEqual([true, 405]);
    expect(response.getHeader("allow")).toContain("POST");
  });

  it.each(["GET", "HEAD", "POST", "OPTIONS"])("lets %s through, with the security headers", (method) => {
    const { isRefused, response } = pass(OUTER, method, {});
    expect(isRefused).toBe(false);
    expect(response.getHeader("x-frame-options")).toBe("DENY");
    expect(response.getHeader("strict-transport-security")).toContain("max-age");
  });
});

describe("where a form comes from", () => {
  it.each([
    ["nginx's default", { host: "10.0.0.5:3000" }],
    ["an internal name", { host: "app:3000", "x-forwarded-host": "internal.example" }],
    ["a name without its port", { host: "app:3000", "x-forwarded-host": "cairn.example.org:443" }],
  ])("counts APP_URL's host whatever a proxy passes: %s", (_, passed) => {
    const { isRefused, request } = pass(OUTER, "POST", { origin: OUTER, ...passed });
    expect(isRefused).toBe(false);
    expect(request.headers["x-forwarded-host"]).toBe("cairn.example.org");
  });

  it.each([
    "https://evil.example",
    "http://cairn.example.org",
    "https://cairn.example.org:8443",
    "https://cairn.example.org.evil.example",
    "http://localhost:3000",
    "null",
    "",
    "nonsense",
  ])("refuses %s, though Host says the same", (origin) => {
    const host = URL.canParse(origin) ? new URL(origin).host : origin;
    const { isRefused, status, told, again } = pass(OUTER, "POST", { origin, host, "x-forwarded-host": host });
    expect([isRefused, status]).toEqual([true, 403]);
    expect(told).toEqual([{ origin, host, forwardedHost: host }]);
    again();
    expect(told).toHaveLength(1);
  });

  it.each(["http://localhost:3000", "http://localhost:4000", "http://127.0.0.1:3000", "http://[::1]:3000", "http://192.168.1.9:3000"])(
    "leaves %s to Next where APP_URL is this machine",
    (origin) => {
      const { isRefused, told } = pass("http://localhost:3000", "POST", { origin, host: new URL(origin).host });
      expect([isRefused, told]).toEqual([false, []]);
    },
  );

  it.each(["http://evil.example:3000", "null", "http://127.evil.example@evil.example"])("refuses %s there too", (origin) => {
    expect(pass("http://localhost:3000", "POST", { origin, host: "evil.example:3000" }).isRefused).toBe(true);
  });

  it("asks nothing of what names no origin, or reads, or checks for itself", () => {
    expect(pass(OUTER, "POST", {}).isRefused).toBe(false);
    expect(pass(OUTER, "GET", { origin: "https://evil.example" }).isRefused).toBe(false);
    expect(pass(OUTER, "POST", { origin: "https://evil.example" }, "/api/auth/sign-in").isRefused).toBe(false);
  });
});
