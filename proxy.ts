/** Security headers on every page, with a fresh nonce for its scripts. It authorizes nothing. */
import { type NextRequest, NextResponse } from "next/server";
import { plainPage } from "@/lib/platform/plain-page";

function contentSecurityPolicy(nonce: string): string {
  const development = process.env.NODE_ENV === "development";
  return [
    "default-src 'self'",
    // 'strict-dynamic' lets Next's nonced scripts load their chunks; React's development build needs eval.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self'${development ? " 'unsafe-inline'" : ` 'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The size limit that Next has for server actions. In bytes. */
const BODY_LIMIT = 1_048_576;

function respond(request: NextRequest, status: number, sentence: string): NextResponse {
  const { body, headers } = plainPage(request.headers.get("accept"), sentence);
  return new NextResponse(body, { status, headers });
}

/** A form or a call that no action could read gets a sentence here; Next would respond with 500. */
function rejectBody(request: NextRequest): NextResponse | null {
  if (request.method !== "POST" || request.nextUrl.pathname.startsWith("/api/")) return null;
  if (Number(request.headers.get("content-length") ?? 0) > BODY_LIMIT) {
    return respond(request, 413, "That is more than Cairn takes at once (1 MB). Please go back and shorten it.");
  }
  const isForm = request.headers.get("content-type")?.startsWith("multipart/form-data");
  if (!isForm && !request.headers.has("next-action")) {
    return respond(request, 415, "Cairn cannot read this form. Please go back, reload the page and try again.");
  }
  return null;
}

/** Next responds with 500 where it cannot decode a part of the address. */
function rejectAddress(request: NextRequest): NextResponse | null {
  try {
    decodeURIComponent(request.nextUrl.pathname);
    return null;
  } catch {
    return respond(request, 404, "There is nothing at this address.");
  }
}

export function proxy(request: NextRequest): NextResponse {
  const rejected = rejectAddress(request) ?? rejectBody(request);
  if (rejected) return rejected;
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  // Next reads the nonce from the request's policy and puts it on the scripts that it writes.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("cache-control", "private, no-store");
  return response;
}

export const config = {
  matcher: ["/((?!_next/static/|robots\\.txt$|favicon\\.ico$|(?:icon|apple-icon)[^/.]*\\.(?:svg|png)$|manifest\\.webmanifest$).*)"],
};
