/**
 * `npm run test:unit`, `test:integration` and `test:e2e`: one suite, after whatever it needs and is missing. What follows
 * the command goes to the runner, so that naming a file runs just that. `--postgres` runs journeys on PostgreSQL.
 */
import { binary, runNode } from "./programs.mjs";
import { explain, prepare, prepareBuild } from "./steps.mjs";

/** The projects of vitest.config.ts that each suite runs. */
const projects = {
  unit: ["unit"],
  integration: ["integration-sqlite", "integration-sqlite-alone", "integration-postgres", "integration-postgres-alone"],
};

function vitest(names, args) {
  return runNode(binary("vitest"), ["run", ...names.flatMap((name) => ["--project", name]), ...args]);
}

function playwright(files, environment) {
  return runNode(binary("@playwright/test", "playwright"), ["test", ...files], { environment });
}

async function journeys(args) {
  const { ensureBrowser } = await import("./browser.mjs");
  console.log(`cairn: browser ${ensureBrowser()}`);
  const files = args.filter((arg) => arg !== "--postgres");
  if (files.length === args.length) return playwright(files);
  const { startPostgres } = await import("./postgres-server.mjs");
  const server = await startPostgres({ isDurable: false });
  try {
    const url = await server.createDatabase("cairn_journeys");
    return await playwright(files, { CAIRN_JOURNEY_DATABASE_URL: url });
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
