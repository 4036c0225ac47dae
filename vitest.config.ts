/** What Vitest runs: the rules, the architecture, and the data layer once on each engine. */
import os from "node:os";
import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = { "@": path.resolve(import.meta.dirname) };

/** The secret that signs sessions in tests. */
const AUTH_SECRET = "only-for-the-integration-tests-of-cairn";

/**
 * These set the environment before anything reads it, replace modules, start or kill processes, or bring databases of their
 * own: each is alone in its process. The others share a worker's modules and its database, which is emptied before each test.
 */
const ALONE = [
  "account-security",
  "accounts",
  "demo",
  "demo-off",
  "demo-sign-in",
  "hostile-fields",
  "huge-fields",
  "invitation-mail",
  "kill",
  "migrations",
  "personal-data",
  "rate-limits",
  "reviews",
  "round-mails",
  "seed-large",
  "statement-counts",
].map((name) => `tests/integration/${name}.test.ts`);

/** What they time comes before any database: once is enough. */
const BEFORE_ANY_DATABASE = ["tests/integration/huge-fields.test.ts"];

const integration = {
  testTimeout: 30_000,
  hookTimeout: 60_000,
  maxWorkers: os.availableParallelism(),
};

function integrationOn(engine: "sqlite" | "postgres") {
  const shared = {
    ...integration,
    env: { CAIRN_TEST_ENGINE: engine, AUTH_SECRET },
    globalSetup: engine === "postgres" ? ["tests/integration/postgres-server.ts"] : [],
  };
  const name = `integration-${engine}`;
  return [
    { resolve: { alias }, test: { ...shared, name, include: ["tests/integration/**/*.test.ts"], exclude: ALONE, isolate: false } },
    {
      resolve: { alias },
      test: { ...shared, name: `${name}-alone`, include: ALONE, exclude: engine === "postgres" ? BEFORE_ANY_DATABASE : [] },
    },
  ];
}

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      // What they test is pure, so that the files of a worker can share its modules.
      {
        resolve: { alias },
        test: { name: "unit", include: ["lib/**/*.test.ts", "components/**/*.test.{ts,tsx}", "app/**/*.test.ts"], isolate: false },
      },
      // These tests lint a planted tree in a separate process.
      {
        resolve: { alias },
        test: { name: "architecture", include: ["tests/architecture/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 },
      },
      ...integrationOn("sqlite"),
      ...integrationOn("postgres"),
    ],
  },
});
