/** A server of the build on a free port, with the database that it is given, for measuring and for screenshots. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { freePort } from "./free-port.mjs";
import { root, StepFailed } from "./steps.mjs";

const startTime = 60_000;

/** A new folder in the system's temporary one, deleted when this process ends. */
export function temporaryFolder() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "cairn-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function untilReady(url, server) {
  const giveUp = Date.now() + startTime;
  while (Date.now() < giveUp && server.exitCode === null) {
    const answered = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new StepFailed(`The server at ${url} did not answer.`);
}

/**
 * @typedef {{ folder?: string, readyPath?: string, port?: number, environment?: Record<string, string>, onOutput?: (text: string) => void }} Served
 */

/** Serves the build in `folder` until `stop` is called; ready once `path` answers. `onOutput` gets what it prints. */
export async function startServer(/** @type {Served} */ served = {}) {
  const { folder = root, readyPath = "/api/health/ready", environment = {}, onOutput } = served;
  const port = served.port ?? (await freePort());
  const origin = `http://localhost:${port}`;
  // Another folder holds no server of ours: it is served as Next serves by itself.
  const command =
    folder === root ? [path.join(root, "server.mjs")] : [path.join(root, "node_modules/next/dist/bin/next"), "start", "-p", String(port)];
  const server = spawn(process.execPath, command, {
    cwd: folder,
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      LOG_LEVEL: "warn",
      PORT: String(port),
      APP_URL: origin,
      DATABASE_URL: `file:${path.join(temporaryFolder(), "cairn.db")}`,
      ...environment,
    },
    stdio: ["ignore", onOutput ? "pipe" : "ignore", "inherit"],
  });
  server.stdout?.setEncoding("utf8").on("data", onOutput);
  process.once("exit", () => server.kill("SIGKILL"));
  await untilReady(`${origin}${readyPath}`, server);
  return {
    origin,
    async stop() {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      await ended;
    },
  };
}
