/** The context of the current request: its id, its client, the status of its response, and the form that it rejected. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readClientAddress } from "./client-address";
import { plainPage } from "./plain-page";
import { processWide } from "./process-wide";

/** For server.mjs: a POST to which Next responds with 500 before any action was reached could not be read, and `explain` says so. */
type Response = ServerResponse & { isActionReached?: boolean; explain?: (sentence: string) => ReturnType<typeof plainPage> };

type RequestContext = {
  requestId: string;
  /** As it was asked for, with its query. */
  url: string;
  clientAddress: string | null;
  cookies: string;
  response: Response;
  /** Resolves once the response is over, sent or broken off. */
  responseOver: Promise<void>;
  actionError: unknown;
  outcome: unknown;
};

const requests = processWide("requests", () => new AsyncLocalStorage<RequestContext>());

/** Marks that an action was reached: an error from here on is not an unreadable body. */
export function markReadable(): void {
  const response = requests.getStore()?.response;
  if (response) response.isActionReached = true;
}

/** Resolves once the response to the current request is over; outside a request, in the next turn. */
export async function waitForResponse(): Promise<void> {
  await (requests.getStore()?.responseOver ?? new Promise<void>((resolve) => setImmediate(resolve)));
}

/** These paths end in secrets, which let a reader act for a person. */
const TOKEN_PATH = /^\/+(join|sign-in\/+link|verify-email|reset-password|settings\/+email)\/.*$/s;

/** Returns a path for the log: without its query, and without the tokens in some paths. */
export function loggedPath(url: string): string {
  const path = url.split("?", 1)[0] ?? "";
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // Next responds with 400 to a path that cannot be decoded.
  }
  const prefix = TOKEN_PATH.exec(decoded)?.[1];
  return prefix ? `/${prefix.replace(/\/+/, "/")}/[token]` : path;
}

type FollowedRequests = {
  /** Addresses or subnets whose X-Forwarded-For is trusted. */
  trustedProxies: readonly string[];
  onFinish: (finished: FinishedRequest) => void;
  /** Called once, with the first peer that sends X-Forwarded-For and is not trusted. */
  onUnnamedProxy: (peer: string) => void;
};

type FinishedRequest = { requestId: string; method: string; path: string; status: number; milliseconds: number };

/** On requests that Next sends to itself, which it copies from the request that it is working on. */
const OWN = "x-cairn-own";

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Returns a function that runs a handler for a request in a new context. */
export function followRequests({ trustedProxies, onFinish, onUnnamedProxy }: FollowedRequests) {
  const clientAddressOf = readClientAddress(trustedProxies);
  const own = crypto.randomUUID();
  let hasWarned = false;
  return function answer(request: IncomingMessage, response: Response, handle: Handler): unknown {
    const startedAt = performance.now();
    // Now, before Next writes its own headers.
    const { address, isForwardedUnbelieved } = clientAddressOf(request);
    const isOwn = request.headers[OWN] === own;
    request.headers[OWN] = own;
    if (isForwardedUnbelieved && !isOwn && !hasWarned) {
      hasWarned = true;
      onUnnamedProxy(request.socket.remoteAddress ?? "");
    }
    const requestId = crypto.randomUUID();
    const method = request.method ?? "";
    const path = loggedPath(request.url ?? "");
    response.setHeader("x-request-id", requestId);
    response.explain = (sentence) => plainPage(request.headers.accept, sentence);
    response.once("finish", () => {
      onFinish({ requestId, method, path, status: response.statusCode, milliseconds: Math.round(performance.now() - startedAt) });
    });
    const context: RequestContext = {
      requestId,
      url: request.url ?? "/",
      clientAddress: address,
      cookies: request.headers.cookie ?? "",
      response,
      responseOver: new Promise((resolve) => response.once("close", resolve)),
      actionError: undefined,
      outcome: undefined,
    };
    return requests.run(context, () => handle(request, response));
  };
}

export function currentRequestId(): string | undefined {
  return requests.getStore()?.requestId;
}

/** The path and query that were asked for. */
export function currentPath(): string {
  return requests.getStore()?.url ?? "/";
}

/** The client's address: IPv6 by its /64, X-Forwarded-For trusted from known proxies only. Null outside a request. */
export function clientAddress(): string | null {
  return requests.getStore()?.clientAddress ?? null;
}

/** Returns a cookie of the request. */
export function requestCookie(name: string): string | undefined {
  const pairs = requests.getStore()?.cookies.split(";") ?? [];
  return pairs
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

/** How long to wait before trying again, as a header (RFC 9110, Retry-After). In seconds. */
export function setRetryAfter(seconds: number): void {
  const response = requests.getStore()?.response;
  if (response && !response.headersSent) response.setHeader("retry-after", String(seconds));
}

/** Next lets neither a page nor an action choose its status, and a rejected form must not have status 200. */
export function setResponseStatus(status: number): void {
  const response = requests.getStore()?.response;
  if (response && !response.headersSent) response.statusCode = status;
}

/** Stores the form that an action rejected until the page, which is rendered in the same request, shows it. */
export function storeActionError(actionError: unknown): void {
  const context = requests.getStore();
  if (context) context.actionError = actionError;
}

export function storedActionError(): unknown {
  return requests.getStore()?.actionError;
}

/** Stores an action's flash until the page, which is rendered in the same request, shows it: once, and in no address. */
export function storeFlash(outcome: unknown): void {
  const context = requests.getStore();
  if (context) context.outcome = outcome;
}

export function storedFlash(): unknown {
  return requests.getStore()?.outcome;
}
