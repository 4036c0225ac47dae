/** What Vitest runs: the rules, the architecture, and the data layer once on each engine. */
import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = { "@": path.resolve(import.meta.dirname) };

/** The secret that signs sessions in tests. */
const AUTH_SECRET = "only-for-the-integration-tests-of-cairn";

const integration = {
  include: ["tests/integration/**/*.test.ts"],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // Two cores are enough for two databases at a time.
  maxWorkers: 2,
};

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      { resolve: { alias }, test: { name: "unit", include: ["lib/**/*.test.ts", "components/**/*.test.{ts,tsx}", "app/**/*.test.ts"] } },
      // These tests lint a planted tree in a separate process.
      {
        resolve: { alias },
        test: { name: "architecture", include: ["tests/architecture/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 },
      },
      { resolve: { alias }, test: { name: "integration-sqlite", ...integration, env: { CAIRN_TEST_ENGINE: "sqlite", AUTH_SECRET } } },
      {
        resolve: { alias },
        test: {
          name: "integration-postgres",
          ...integration,
          env: { CAIRN_TEST_ENGINE: "postgres", AUTH_SECRET },
          globalSetup: ["tests/integration/postgres-server.ts"],
        },
      },
    ],
  },
});
