/**
 * `npm run test:unit`, `test:integration` and `test:e2e`: one suite, after whatever it needs and is missing. What follows
 * the command goes to the runner, so that naming a file runs just that. `--postgres` runs journeys on PostgreSQL.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { explain, prepare, prepareBuild, root } from "./steps.mjs";

/** The projects of vitest.config.ts that each suite runs. */
const projects = {
  unit: ["unit"],
  integration: ["integration-sqlite", "integration-sqlite-alone", "integration-postgres", "integration-postgres-alone"],
};

/** Runs a program of a package with this terminal; its exit code. */
function run(packageFile, args, environment = {}) {
  const program = createRequire(import.meta.url).resolve(packageFile);
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...environment },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((resolve) => {
    child.once("close", (code) => resolve(code ?? 1));
  });
}

function vitest(names, args) {
  const manifest = path.join(root, "node_modules/vitest/package.json");
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  return run(path.join(path.dirname(manifest), bin.vitest), ["run", ...names.flatMap((name) => ["--project", name]), ...args]);
}

async function journeys(args) {
  const { ensureBrowser } = await import("./browser.mjs");
  console.log(`cairn: browser ${ensureBrowser()}`);
  const files = args.filter((arg) => arg !== "--postgres");
  if (files.length === args.length) return run("@playwright/test/cli", ["test", ...files]);
  const { startPostgres } = await import("./postgres-server.mjs");
  const server = await startPostgres({ isDurable: false });
  try {
    const url = await server.createDatabase("cairn_journeys");
    return await run("@playwright/test/cli", ["test", ...files], { CAIRN_JOURNEY_DATABASE_URL: url });
  } finally {
    await server.stop();
  }
}

const [suite, ...args] = process.argv.slice(2);
try {
  if (suite === "e2e") {
    await prepareBuild();
    process.exitCode = await journeys(args);
  } else {
    await prepare();
    process.exitCode = await vitest(projects[suite], args);
  }
} catch (error) {
  explain(error);
}
