/** What belongs to the request being answered: its id, the status of its response, and the form that it refused. */
import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";

type RequestContext = { requestId: string; response: ServerResponse; startedAt: number; refusal: unknown; isReadable: boolean };

/** Next bundles instrumentation and pages apart: the store is shared through the global object. */
const shared = globalThis as unknown as { cairnRequests?: AsyncLocalStorage<RequestContext> };
shared.cairnRequests ??= new AsyncLocalStorage();
const requests = shared.cairnRequests;

const UNREADABLE = "Cairn cannot read what was sent. Please go back, reload the page and try again.";

/**
 * A body that Next cannot decode into an action's argument is the sender's fault, yet Next answers 500. What fails before
 * any action was reached answers 400 here, with a sentence instead of Next's own words.
 */
function refuseUnreadable(context: RequestContext): void {
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

type FinishedRequest = { requestId: string; method: string; path: string; status: number; milliseconds: number };

/**
 * Begins a context with each request that the HTTP server takes. Next hands neither the response nor a request's end to
 * an application; Node publishes both on its diagnostics channels, in the request's own asynchronous context.
 */
export function followRequests(onFinish: (finished: FinishedRequest) => void): void {
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const context: RequestContext = {
      requestId: crypto.randomUUID(),
      response,
      startedAt: performance.now(),
      refusal: undefined,
      isReadable: false,
    };
    response.setHeader("x-request-id", context.requestId);
    if (request.method === "POST") refuseUnreadable(context);
    requests.enterWith(context);
  });
  subscribe("http.server.response.finish", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const context = requests.getStore();
    if (context?.response !== response) return;
    onFinish({
      requestId: context.requestId,
      method: request.method ?? "",
      // The query stays out of the log: it may hold a token.
      path: (request.url ?? "").split("?", 1)[0] ?? "",
      status: response.statusCode,
      milliseconds: Math.round(performance.now() - context.startedAt),
    });
  });
}

export function currentRequestId(): string | undefined {
  return requests.getStore()?.requestId;
}

/** Next lets neither a page nor an action choose its status, and a refused form must not answer 200. */
export function answerWithStatus(status: number): void {
  const response = requests.getStore()?.response;
  if (response && !response.headersSent) response.statusCode = status;
}

/** Keeps what an action refused until the page, which is drawn in the same request, shows it. */
export function keepRefusal(refusal: unknown): void {
  const context = requests.getStore();
  if (context) context.refusal = refusal;
}

export function keptRefusal(): unknown {
  return requests.getStore()?.refusal;
}
