/** What every request passes before Next: the security headers, the methods, and where a form may come from. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { isIP } from "node:net";
import { plainPage } from "./plain-page";

/** On every response, redirects too. The policy for what a page may load is in proxy.ts. */
const SECURITY_HEADERS = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  // Ignored over plain http, and so harmless on a developer's machine.
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
} as const;

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** What a proxy passed, for the log. */
export type WrongOrigin = { origin: string; host: string; forwardedHost: string };

type Entrance = {
  appUrl: string;
  /** Called once. */
  onWrongOrigin: (found: WrongOrigin) => void;
};

const isAddress = (hostname: string) => isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;

/** A browser shows these for one machine only, or for one address: no other site can have the name. */
function isLoopback(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    (hostname.startsWith("127.") && isAddress(hostname))
  );
}

/**
 * Whether a form may come from `origin`. APP_URL's own always may. Where that is on this machine, as by default, so may this machine
 * by any name and port and by its address in the network, which Next compares with Host.
 */
function isKnownOrigin(origin: string, appUrl: URL): boolean {
  if (origin === appUrl.origin) return true;
  if (!isLoopback(appUrl.hostname) || !URL.canParse(origin)) return false;
  const { hostname } = new URL(origin);
  return isLoopback(hostname) || isAddress(hostname);
}

function respond(request: IncomingMessage, response: ServerResponse, status: number, sentence: string): void {
  const { body, headers } = plainPage(request.headers.accept, sentence);
  response.writeHead(status, headers);
  response.end(request.method === "HEAD" ? undefined : body);
}

/** Returns a function that answers what must not reach Next, and then returns true. */
export function guardEntrance({ appUrl, onWrongOrigin }: Entrance) {
  const app = new URL(appUrl);
  let hasReported = false;
  return function isRefused(request: IncomingMessage, response: ServerResponse): boolean {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    if (!METHODS.includes(request.method ?? "")) {
      response.setHeader("allow", METHODS.join(", "));
      respond(request, response, 405, "Cairn does not answer requests of this kind.");
      return true;
    }
    const { origin, host = "", "x-forwarded-host": forwarded } = request.headers;
    // What is below /api/ checks for itself.
    if (request.method !== "POST" || origin === undefined || request.url?.startsWith("/api/")) return false;
    if (!isKnownOrigin(origin, app)) {
      if (!hasReported) onWrongOrigin({ origin: origin.slice(0, 200), host, forwardedHost: String(forwarded ?? "") });
      hasReported = true;
      respond(
        request,
        response,
        403,
        `This was sent from another address than ${app.origin}, where this Cairn is, so nothing was changed. Please open it there and send it again.`,
      );
      return true;
    }
    // Next compares Origin with this one before Host, whatever a proxy passes.
    if (origin === app.origin) request.headers["x-forwarded-host"] = app.host;
    return false;
  };
}
