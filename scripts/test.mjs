/**
 * `npm test`: installs what is missing and runs every stage, a failed one hiding no later one, in two lanes beside each
 * other and then the journeys; `--quick` (`npm run validate`) leaves out what needs a database, a build or a browser. The
 * last line counts all suites together.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { binary, runNode } from "./programs.mjs";
import { prepare, root } from "./steps.mjs";

const require = createRequire(import.meta.url);
const reports = path.join(root, "test-results/reports");

/** Whether it ended well. */
const node = async (out, program, args, environment = {}) => (await runNode(program, args, { environment, out })) === 0;

const one = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

function check(packageName, args, name) {
  return async (out) => one(await node(out, binary(packageName, name), args));
}

function script(name) {
  return async (out) => one(await node(out, path.join(root, "scripts", name), []));
}

/** A suite that ended badly without a failed test, or that ran none, counts as one failure: it proved nothing. */
function fromReport(out, file, ok, count) {
  const counts = existsSync(file) ? count(JSON.parse(readFileSync(file, "utf8"))) : { passed: 0, failed: 0, skipped: 0 };
  const ranNothing = counts.passed + counts.failed === 0;
  if (counts.failed === 0 && (!ok || ranNothing)) {
    out.write(ranNothing ? "cairn: no test ran\n" : "cairn: the suite crashed\n");
    counts.failed = 1;
  }
  return counts;
}

/** Playwright empties test-results when it begins. */
function reportFile(name) {
  mkdirSync(reports, { recursive: true });
  return path.join(reports, `${name}.json`);
}

function vitest(...projects) {
  return async (out) => {
    const file = reportFile(projects[0]);
    const named = projects.flatMap((project) => ["--project", project]);
    const ok = await node(out, binary("vitest"), ["run", ...named, "--reporter=dot", "--reporter=json", `--outputFile.json=${file}`]);
    return fromReport(out, file, ok, (report) => ({
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    }));
  };
}

function journeys(name, args = []) {
  return async (out) => {
    const file = reportFile(name);
    const suite = ["e2e", ...args, "--reporter=list,json"];
    const ok = await node(out, path.join(root, "scripts/suite.mjs"), suite, { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
    return fromReport(out, file, ok, ({ stats }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
    }));
  };
}

/** Route types come from Next, and on a fresh clone nothing has written them yet. */
async function types(out) {
  const generated = await node(out, require.resolve("next/dist/bin/next"), ["typegen"]);
  return one(generated && (await node(out, binary("typescript", "tsc"), ["--noEmit"])));
}

const quick = [
  ["format", check("@biomejs/biome", ["ci", "--error-on-warnings", "."], "biome")],
  ["lint", check("oxlint", ["--deny-warnings", "--report-unused-disable-directives"])],
  ["unused code", check("knip", ["--no-progress"], "knip")],
  ["types", types],
  ["unit", vitest("unit")],
  ["architecture", vitest("architecture")],
];

/** Most of it waits for one core, and so does each file of the integration tests: side by side no core is idle. */
const build = [
  ["build", script("build.mjs")],
  ["every page dynamic", script("check-dynamic.mjs")],
  ["size", script("size.mjs")],
];

const integration = ["sqlite", "postgres"].map((engine) => [
  `integration on ${engine === "sqlite" ? "SQLite" : "PostgreSQL"}`,
  vitest(`integration-${engine}`, `integration-${engine}-alone`),
]);

/** What each role does, once on the other engine too: guest, admin, member and coach. */
const onPostgres = ["journey", "guest-session", "admin", "rounds", "reviews", "teams", "agendas"].map(
  (name) => `tests/e2e/${name}.spec.ts`,
);

const browsers = [
  ["journeys", journeys("journeys")],
  ...(process.env.CI ? [["journeys on PostgreSQL", journeys("journeys-postgres", ["--postgres", ...onPostgres])]] : []),
];

/** A stage's output, printed whole when it ends where another stage runs beside it. */
function output(isBuffered) {
  if (!isBuffered) return { write: (text) => process.stdout.write(text), end: () => undefined };
  const parts = [];
  return { write: (text) => parts.push(text), end: () => process.stdout.write(parts.join("")) };
}

async function runStage([name, stage], isBuffered) {
  const began = Date.now();
  const out = output(isBuffered);
  out.write(`\n── ${name}\n`);
  let counts;
  try {
    counts = await stage(out);
  } catch (error) {
    out.write(`${error.message}\n`);
    counts = one(false);
  }
  const row = { name, ...counts, seconds: ((Date.now() - began) / 1000).toFixed(1) };
  out.write(`── ${name}: ${row.failed > 0 ? "FAILED" : "passed"} in ${row.seconds} s\n`);
  out.end();
  return row;
}

/** One after another; lanes run beside each other. */
async function runLane(stages, isBuffered) {
  const rows = [];
  for (const stage of stages) rows.push(await runStage(stage, isBuffered));
  return rows;
}

const isQuick = process.argv.includes("--quick");
const began = Date.now();
const install = await runStage([
  "install",
  async () => {
    await prepare();
    return { passed: 0, failed: 0, skipped: 0 };
  },
]);
const rows = [install];
if (install.failed === 0) {
  rmSync(reports, { recursive: true, force: true });
  if (isQuick) {
    rows.push(...(await runLane(quick, false)));
  } else {
    const lanes = await Promise.all([runLane([...quick, ...build], true), runLane(integration, true)]);
    rows.push(...lanes.flat(), ...(await runLane(browsers, false)));
  }
}

console.log("");
for (const row of rows) {
  console.log(
    `${row.name.padEnd(28)}${String(row.passed).padStart(6)} passed${String(row.failed).padStart(5)} failed${String(row.skipped).padStart(5)} skipped${row.seconds.padStart(8)} s`,
  );
}
console.log(`in ${((Date.now() - began) / 1000).toFixed(1)} s`);
const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
console.log(`\n${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
process.exitCode = sum("failed") > 0 ? 1 : 0;
