/**
 * The server: Next's documented custom server, in this process, with Cairn's own port, signals and requests. `node server.mjs`
 * serves the build.
 */
import { createServer, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { explain, root, StepFailed } from "./scripts/steps.mjs";

const require = createRequire(import.meta.url);

const UNREADABLE = "Cairn cannot read what was sent. Please go back, reload the page and try again.";

/**
 * A body that Next cannot decode into an action's argument is the client's error, yet Next responds with 500. What fails before
 * any action was reached gets 400 here, with a sentence instead of Next's own text.
 */
class CairnResponse extends ServerResponse {
  /** Set by the pipeline of actions. */
  isActionReached = false;
  /** Set by the application: what to say, and how, to this request. */
  explain = null;
  #isUnreadable = false;

  writeHead(status, ...rest) {
    this.#isUnreadable = status === 500 && this.req.method === "POST" && !this.isActionReached;
    if (!this.#isUnreadable) return super.writeHead(status, ...rest);
    for (const header of ["content-length", "content-encoding", "etag"]) this.removeHeader(header);
    const { headers } = this.#explanation();
    for (const [name, value] of Object.entries(headers)) this.setHeader(name, value);
    return super.writeHead(400);
  }

  #explanation() {
    return this.explain?.(UNREADABLE) ?? { body: UNREADABLE, headers: { "content-type": "text/plain; charset=utf-8" } };
  }

  write(...parameters) {
    if (!this.headersSent) this.writeHead(this.statusCode);
    return this.#isUnreadable || super.write(...parameters);
  }

  end(...parameters) {
    if (!this.headersSent && this.statusCode === 500) this.writeHead(500);
    return this.#isUnreadable ? super.end(this.#explanation().body) : super.end(...parameters);
  }
}

/** PORT as Next reads variables: the environment first, then the .env files. */
function readPort(isDevelopment) {
  // Next's own reader, which later sees that it has read them.
  const { loadEnvConfig } = createRequire(require.resolve("next/package.json"))("@next/env");
  loadEnvConfig(root, isDevelopment, { info() {}, error: console.error });
  const port = process.env.PORT || "3000";
  if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65535) {
    throw new StepFailed("PORT is not a port number. Choose one from 1 to 65535.");
  }
  return Number(port);
}

/** Comes first, so that a second server in the same folder ends here. */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      const reason = error.code === "EADDRINUSE" ? "is in use" : `cannot be opened (${error.code})`;
      reject(new StepFailed(`Port ${port} ${reason}. Set PORT to another, for example PORT=3001.`));
    });
    server.listen(port, resolve);
  });
}

/** Resolves with what lib/server/start.ts hands over once it has started: Next prepares on, and does not wait for it. */
function waitForApplication() {
  return new Promise((resolve) => {
    globalThis[Symbol.for("cairn.server")] = resolve;
  });
}

export async function serve({ isDevelopment = false } = {}) {
  process.chdir(root);
  process.env.NODE_ENV = isDevelopment ? "development" : "production";
  process.env.NEXT_TELEMETRY_DISABLED ??= "1";
  const port = readPort(isDevelopment);
  const { default: next } = await import("next");

  let application;
  let isStopping = false;
  const server = createServer({ ServerResponse: CairnResponse });
  const app = next({ dev: isDevelopment, dir: root, port, httpServer: server });
  const handle = app.getRequestHandler();

  // Requests before Next is ready wait for it.
  const prepared = listen(server, port).then(async () => {
    const started = waitForApplication();
    await app.prepare();
    return started;
  });
  server.on("request", async (request, response) => {
    response.once("close", () => {
      // An open connection would delay the end.
      if (isStopping) setImmediate(() => server.closeIdleConnections());
    });
    const { answer } = await prepared;
    answer(request, response, handle);
  });

  /** Finishes open requests and their background work; new ones are not accepted. */
  async function stop() {
    if (isStopping) return;
    isStopping = true;
    if (!application) process.exit(0);
    const closed = new Promise((resolve) => server.close(resolve));
    // A page that waits for changes would delay the end.
    if (isDevelopment) server.closeAllConnections();
    else await closed;
    await application.waitForBackgroundTasks();
    await app.close();
    process.exit(0);
  }
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);

  application = await prepared;
  console.log(`cairn: open http://localhost:${port}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serve().catch(explain);
