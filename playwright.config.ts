/** Journeys in a real browser against the production build, on a database of their own. */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { defineConfig } from "@playwright/test";
import { findBrowser, launchOptions } from "./scripts/browser.mjs";
import { freePort } from "./scripts/free-port.mjs";

/** Chosen once, and handed on: each worker reads this file anew and must come to the same server and browser. */
process.env.CAIRN_JOURNEY_PORT ??= String(await freePort());
if (!process.env.CAIRN_JOURNEY_FOLDER) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "cairn-journeys-"));
  process.env.CAIRN_JOURNEY_FOLDER = folder;
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
}
/** PostgreSQL where scripts/suite.mjs started one. */
process.env.CAIRN_JOURNEY_DATABASE_URL ??= `file:${path.join(process.env.CAIRN_JOURNEY_FOLDER, "cairn.db")}`;
const isPostgres = process.env.CAIRN_JOURNEY_DATABASE_URL.startsWith("postgres");
const browser = findBrowser();
if (!browser) throw new Error("No Chromium here. `npm run test:e2e` downloads one; or name one in CHROMIUM_PATH.");
process.env.CHROMIUM_PATH = browser;

const origin = `http://localhost:${process.env.CAIRN_JOURNEY_PORT}`;

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: isPostgres ? "test-results/journeys-postgres" : "test-results/journeys",
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  // Each has a browser, and shares the server: a worker less than the cores, but two on two.
  workers: Math.max(2, os.availableParallelism() - 1),
  timeout: 60_000,
  use: {
    baseURL: origin,
    launchOptions: launchOptions(browser),
    // A trace costs each test a sixth of its time: ask for it by --trace=retain-on-failure.
    trace: "off",
    screenshot: "only-on-failure",
  },
  webServer: {
    command: "node scripts/start.mjs",
    url: `${origin}/api/health/ready`,
    timeout: 5 * 60_000,
    stdout: "ignore",
    stderr: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    env: {
      PORT: process.env.CAIRN_JOURNEY_PORT,
      APP_URL: origin,
      DATABASE_URL: process.env.CAIRN_JOURNEY_DATABASE_URL,
      AUTH_SECRET: "only-for-the-journeys-of-the-tests",
      LOG_LEVEL: "error",
    },
  },
});
