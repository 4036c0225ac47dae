/**
 * `npm test`: installs what is missing and runs every stage, a failed one hiding no later one; `--quick` (`npm run
 * validate`) leaves out what needs a database, a build or a browser. The last line counts all suites together.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { prepare, root } from "./steps.mjs";

const require = createRequire(import.meta.url);
const reports = path.join(root, "test-results/reports");

/** Runs a Node program of the project; whether it ended well. */
function node(program, args, environment = {}) {
  const { status } = spawnSync(process.execPath, [program, ...args], {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...environment },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return status === 0;
}

/** The script behind a package's command, started directly: npx may ask the network. */
function command(packageName, name = packageName) {
  const manifest = path.join(root, "node_modules", packageName, "package.json");
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  return path.join(path.dirname(manifest), typeof bin === "string" ? bin : bin[name]);
}

const one = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

function check(packageName, args, name) {
  return () => one(node(command(packageName, name), args));
}

function script(name) {
  return () => one(node(path.join(root, "scripts", name), []));
}

/** A suite that ended badly without a failed test, or that ran none, counts as one failure: it proved nothing. */
function fromReport(file, ok, count) {
  const counts = existsSync(file) ? count(JSON.parse(readFileSync(file, "utf8"))) : { passed: 0, failed: 0, skipped: 0 };
  const ranNothing = counts.passed + counts.failed === 0;
  if (counts.failed === 0 && (!ok || ranNothing)) {
    console.log(ranNothing ? "cairn: no test ran" : "cairn: the suite crashed");
    counts.failed = 1;
  }
  return counts;
}

function vitest(project) {
  return () => {
    const file = path.join(reports, `${project}.json`);
    const ok = node(command("vitest"), ["run", "--project", project, "--reporter=dot", "--reporter=json", `--outputFile.json=${file}`]);
    return fromReport(file, ok, (report) => ({
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    }));
  };
}

function journeys() {
  const file = path.join(reports, "journeys.json");
  const ok = node(require.resolve("@playwright/test/cli"), ["test", "--reporter=list,json"], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  return fromReport(file, ok, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }));
}

/** Route types come from Next, and on a fresh clone nothing has written them yet. */
function types() {
  const generated = node(require.resolve("next/dist/bin/next"), ["typegen"]);
  return one(generated && node(command("typescript", "tsc"), ["--noEmit"]));
}

async function browser() {
  const { ensureBrowser } = await import("./browser.mjs");
  console.log(`cairn: browser ${ensureBrowser()}`);
  return one(true);
}

const quick = [
  ["format", check("@biomejs/biome", ["ci", "--error-on-warnings", "."], "biome")],
  ["lint", check("oxlint", ["--deny-warnings", "--report-unused-disable-directives"])],
  ["types", types],
  ["unit", vitest("unit")],
  ["architecture", vitest("architecture")],
];

const whole = [
  ...quick,
  ["integration on SQLite", vitest("integration-sqlite")],
  ["integration on PostgreSQL", vitest("integration-postgres")],
  ["build", script("build.mjs")],
  ["every page dynamic", script("check-dynamic.mjs")],
  ["browser", browser],
  ["journeys", journeys],
  ["size", script("size.mjs")],
];

async function runStage([name, stage]) {
  const began = Date.now();
  console.log(`\n── ${name}`);
  let counts;
  try {
    counts = await stage();
  } catch (error) {
    console.error(error.message);
    counts = one(false);
  }
  const row = { name, ...counts, seconds: ((Date.now() - began) / 1000).toFixed(1) };
  console.log(`── ${name}: ${row.failed > 0 ? "FAILED" : "passed"} in ${row.seconds} s`);
  return row;
}

const rows = [];
const stages = process.argv.includes("--quick") ? quick : whole;
const install = await runStage([
  "install",
  async () => {
    await prepare();
    return { passed: 0, failed: 0, skipped: 0 };
  },
]);
rows.push(install);
if (install.failed === 0) {
  rmSync(reports, { recursive: true, force: true });
  for (const stage of stages) {
    // Playwright empties test-results when it begins.
    mkdirSync(reports, { recursive: true });
    rows.push(await runStage(stage));
  }
}

console.log("");
for (const row of rows) {
  console.log(
    `${row.name.padEnd(28)}${String(row.passed).padStart(6)} passed${String(row.failed).padStart(5)} failed${String(row.skipped).padStart(5)} skipped${row.seconds.padStart(8)} s`,
  );
}
const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
console.log(`\n${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
process.exitCode = sum("failed") > 0 ? 1 : 0;
