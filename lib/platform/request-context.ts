/** What belongs to the request being answered: its id, the status of its response, and the form that it refused. */
import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";

type RequestContext = { requestId: string; response: ServerResponse; startedAt: number; refusal: unknown };

/** Next bundles instrumentation and pages apart: the store is shared through the global object. */
const shared = globalThis as unknown as { cairnRequests?: AsyncLocalStorage<RequestContext> };
shared.cairnRequests ??= new AsyncLocalStorage();
const requests = shared.cairnRequests;

type FinishedRequest = { requestId: string; method: string; path: string; status: number; milliseconds: number };

/**
 * Begins a context with each request that the HTTP server takes. Next hands neither the response nor a request's end to
 * an application; Node publishes both on its diagnostics channels, in the request's own asynchronous context.
 */
export function followRequests(onFinish: (finished: FinishedRequest) => void): void {
  subscribe("http.server.request.start", (message) => {
    const { response } = message as { response: ServerResponse };
    const context: RequestContext = {
      requestId: crypto.randomUUID(),
      response,
      startedAt: performance.now(),
      refusal: undefined,
    };
    response.setHeader("x-request-id", context.requestId);
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
