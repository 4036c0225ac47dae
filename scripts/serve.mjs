/** Serves what is built (or develops it) on PORT in this very process, so that its signals and its end are the server's. */

import { createRequire } from "node:module";
import net from "node:net";
import { fileURLToPath } from "node:url";
import { explain, root, StepFailed } from "./steps.mjs";

const require = createRequire(import.meta.url);

/** PORT as Next reads variables: the environment first, then the .env files. */
function readPort(isDevelopment) {
  const { loadEnvConfig } = createRequire(require.resolve("next/package.json"))("@next/env");
  const before = { ...process.env };
  const silent = { info() {}, error: console.error };
  const port = loadEnvConfig(root, isDevelopment, silent).combinedEnv.PORT || "3000";
  // Next reads the files itself; what was read here must not pass for the real environment.
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65535) {
    throw new StepFailed(`PORT is not a port number. Choose one from 1 to 65535.`);
  }
  return port;
}

/** Asked beforehand, so that the address of somebody else's server is never printed as Cairn's. */
function checkFree(port) {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", (error) => {
      const reason = error.code === "EADDRINUSE" ? "is in use" : `cannot be opened (${error.code})`;
      reject(new StepFailed(`Port ${port} ${reason}. Set PORT to another, for example PORT=3001.`));
    });
    probe.listen(Number(port), () => probe.close(resolve));
  });
}

/** Says the address once the server answers. */
async function announce(port) {
  const address = `http://localhost:${port}`;
  for (;;) {
    const answered = await fetch(`http://127.0.0.1:${port}/api/health/live`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) {
      console.log(`cairn: open ${address}`);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100).unref());
  }
}

/** @param {"start" | "dev"} command */
export async function serve(command) {
  process.chdir(root);
  const port = readPort(command === "dev");
  await checkFree(port);
  process.env.NEXT_TELEMETRY_DISABLED ??= "1";
  // Next reports a graceful end as death by signal; requests in flight were finished, so here it is success.
  process.on("exit", (code) => {
    if (code === 130 || code === 143) process.exitCode = 0;
  });
  const next = require.resolve("next/dist/bin/next");
  process.argv = [process.execPath, next, command, "-p", port];
  require(next);
  void announce(port);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  serve("start").catch(explain);
}
