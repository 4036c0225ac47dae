/** The risk: the process that reads the server's output ends, and the server is busy forever with reporting that it cannot report. */
import { spawn } from "node:child_process";
import path from "node:path";
import { freePort } from "../../scripts/free-port.mjs";
import { temporaryFolder } from "../../scripts/running-server.mjs";
import { root } from "../../scripts/steps.mjs";
import { expect, test } from "./fixtures";

test("the server answers on when nobody reads its output any more", async ({ request }) => {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const server = spawn(process.execPath, [path.join(root, "server.mjs")], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      APP_URL: origin,
      DATABASE_URL: `file:${path.join(temporaryFolder(), "cairn.db")}`,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  try {
    const isReady = () =>
      request.get(`${origin}/api/health/ready`).then(
        (response) => response.ok(),
        () => false,
      );
    await expect.poll(isReady, { timeout: 30_000 }).toBe(true);
    server.stdout.destroy();
    server.stderr.destroy();
    // Next prints what it thinks of this one.
    for (let round = 0; round < 3; round++) {
      await request.post(`${origin}/`, { multipart: { $ACTION_ID_0: "" }, headers: { origin: "http://elsewhere.example" } });
    }
    const live = await request.get(`${origin}/api/health/live`, { timeout: 5_000 });
    expect(live.status()).toBe(200);
    expect(server.exitCode).toBeNull();
  } finally {
    server.kill("SIGKILL");
  }
});
