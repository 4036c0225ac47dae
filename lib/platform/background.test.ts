import { createServer, get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import { runInBackground, waitForBackgroundTasks } from "./background";
import { getLogger } from "./logger";
import { currentRequestId, followRequests } from "./request-context";

const answer = followRequests({ trustedProxies: [], onFinish: () => undefined, onUnnamedProxy: () => undefined });
let server: Server | undefined;

afterEach(() => {
  server?.close();
  vi.restoreAllMocks();
});

it("begins once the response is over, with the request's id, and is waited for", async () => {
  const order: string[] = [];
  let requestId: string | undefined;
  server = createServer((incoming, outgoing) =>
    answer(incoming, outgoing, async (_request, response) => {
      runInBackground("a look", async () => {
        order.push(response.writableFinished ? "after" : "before");
        requestId = currentRequestId();
      });
      response.write("first");
      await new Promise<void>((resolve) => setImmediate(resolve));
      order.push("answered");
      response.end("last");
    }),
  );
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const answered = await new Promise<string>((resolve, reject) => {
    get({ port, host: "127.0.0.1", agent: false }, (response) => {
      response.resume().once("end", () => resolve(String(response.headers["x-request-id"])));
    }).once("error", reject);
  });
  await waitForBackgroundTasks();
  expect(order).toEqual(["answered", "after"]);
  expect(requestId).toBe(answered);
});

it("begins in the next turn outside a request, and leaves a failure to the log", async () => {
  const log = vi.spyOn(getLogger(), "error").mockImplementation(() => undefined);
  const work = vi.fn<() => Promise<number>>(() => Promise.reject(new Error("no")));
  runInBackground("a failure", work);
  expect(work).not.toHaveBeenCalled();
  await waitForBackgroundTasks();
  expect(work).toHaveBeenCalledTimes(1);
  expect(log).toHaveBeenCalledWith({ err: expect.any(Error), what: "a failure" }, "work in the background failed");
});
