/** The context of the current request: its id, its client, the status of its response, and the form that it rejected. */
import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readClientAddress } from "./client-address";

type RequestContext = {
  requestId: string;
  clientAddress: string | null;
  cookies: string;
  response: ServerResponse;
  startedAt: number;
  actionError: unknown;
  outcome: unknown;
  isReadable: boolean;
};

/** Next bundles instrumentation and pages apart: the store is shared through the global object. */
const shared = globalThis as unknown as { cairnRequests?: AsyncLocalStorage<RequestContext> };
shared.cairnRequests ??= new AsyncLocalStorage();
const requests = shared.cairnRequests;

const UNREADABLE = "Cairn cannot read what was sent. Please go back, reload the page and try again.";

/**
 * A body that Next cannot decode into an action's argument is the client's error, yet Next responds with 500. What fails before
 * any action was reached gets 400 here, with a sentence instead of Next's own text.
 */
function rejectUnreadable(context: RequestContext): void {
  const { response } = context;
  let isRefused = false;
  const writeHead = response.writeHead.bind(response) as (...parameters: unknown[]) => ServerResponse;
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    isRefused = status === 500 && !context.isReadable;
    if (!isRefused) return writeHead(status, ...rest);
    for (const header of ["content-length", "content-encoding", "etag"]) response.removeHeader(header);
    response.setHeader("content-type", "text/plain; charset=utf-8");
    response.statusCode = 400;
    return writeHead(400);
  }) as ServerResponse["writeHead"];
  const write = response.write.bind(response) as (...parameters: unknown[]) => boolean;
  response.write = ((...parameters: unknown[]) => {
    if (!response.headersSent) response.writeHead(response.statusCode);
    return isRefused ? true : write(...parameters);
  }) as ServerResponse["write"];
  const end = response.end.bind(response) as (...parameters: unknown[]) => ServerResponse;
  response.end = ((...parameters: unknown[]) => {
    if (!response.headersSent && response.statusCode === 500) response.writeHead(500);
    return isRefused ? end(UNREADABLE) : end(...parameters);
  }) as ServerResponse["end"];
}

/** An action was reached: whatever fails from here on is not for want of reading what was sent. */
export function markReadable(): void {
  const context = requests.getStore();
  if (context) context.isReadable = true;
}

/** What follows in these paths lets whoever holds it act for somebody. */
const TOKEN_PATH = /^\/+(join|sign-in\/+link|verify-email|reset-password|settings\/+email)\/+.*$/s;

/** A path as the log may hold it: without its query, which may hold a token, and without the tokens that stand in some paths. */
export function loggedPath(url: string): string {
  const path = url.split("?", 1)[0] ?? "";
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // Next answers 400 to what cannot be decoded: it leads nowhere.
  }
  const prefix = TOKEN_PATH.exec(decoded)?.[1];
  return prefix ? `/${prefix.replace(/\/+/, "/")}/[token]` : path;
}

type FollowedRequests = {
  /** Addresses or subnets whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[];
  onFinish: (finished: FinishedRequest) => void;
  /** Called once: with the first peer that forwards for somebody and is not named. */
  onUnnamedProxy: (peer: string) => void;
};

type FinishedRequest = { requestId: string; method: string; path: string; status: number; milliseconds: number };

/**
 * Begins a context with each request that the HTTP server takes. Next hands neither the response nor a request's end to
 * an application; Node publishes both on its diagnostics channels, in the request's own asynchronous context.
 */
export function followRequests({ trustedProxies, onFinish, onUnnamedProxy }: FollowedRequests): void {
  const clientAddressOf = readClientAddress(trustedProxies);
  let hasWarned = false;
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    // Now, before Next writes headers of its own.
    const { address, isForwardedUnbelieved } = clientAddressOf(request);
    if (isForwardedUnbelieved && !hasWarned) {
      hasWarned = true;
      onUnnamedProxy(request.socket.remoteAddress ?? "");
    }
    const context: RequestContext = {
      requestId: crypto.randomUUID(),
      clientAddress: address,
      cookies: request.headers.cookie ?? "",
      response,
      startedAt: performance.now(),
      actionError: undefined,
      outcome: undefined,
      isReadable: false,
    };
    response.setHeader("x-request-id", context.requestId);
    if (request.method === "POST") rejectUnreadable(context);
    requests.enterWith(context);
  });
  subscribe("http.server.response.finish", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const context = requests.getStore();
    if (context?.response !== response) return;
    onFinish({
      requestId: context.requestId,
      method: request.method ?? "",
      path: loggedPath(request.url ?? ""),
      status: response.statusCode,
      milliseconds: Math.round(performance.now() - context.startedAt),
    });
  });
}

export function currentRequestId(): string | undefined {
  return requests.getStore()?.requestId;
}

/** The client's address: IPv6 by its /64, X-Forwarded-For believed from trusted proxies only. Null outside a request. */
export function clientAddress(): string | null {
  return requests.getStore()?.clientAddress ?? null;
}

/** A cookie as the request brought it. */
export function requestCookie(name: string): string | undefined {
  const pairs = requests.getStore()?.cookies.split(";") ?? [];
  return pairs
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

/** How long to wait before trying again, for whoever reads headers (RFC 9110, Retry-After). In seconds. */
export function setRetryAfter(seconds: number): void {
  const response = requests.getStore()?.response;
  if (response && !response.headersSent) response.setHeader("retry-after", String(seconds));
}

/** Next lets neither a page nor an action choose its status, and a refused form must not answer 200. */
export function setResponseStatus(status: number): void {
  const response = requests.getStore()?.response;
  if (response && !response.headersSent) response.statusCode = status;
}

/** Keeps what an action refused until the page, which is drawn in the same request, shows it. */
export function storeActionError(actionError: unknown): void {
  const context = requests.getStore();
  if (context) context.actionError = actionError;
}

export function storedActionError(): unknown {
  return requests.getStore()?.actionError;
}

/** Keeps what an action made until the page, which is drawn in the same request, shows it: once, and in no address. */
export function storeFlash(outcome: unknown): void {
  const context = requests.getStore();
  if (context) context.outcome = outcome;
}

export function storedFlash(): unknown {
  return requests.getStore()?.outcome;
}
