/**
 * The steps from a fresh clone to a build: each looks whether its work is done already and does only what is missing.
 * Node's own modules only, since the first step is what installs the others.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const oldestNode = [20, 19];
const clientsStamp = path.join(root, "lib/db/generated/.stamp");
const buildStamp = path.join(root, ".next/cairn-stamp");

/** The native half of better-sqlite3. */
export const driver = path.join(root, "node_modules/better-sqlite3/build/Release/better_sqlite3.node");

/** What a step could not do, in a sentence for the person at the terminal. */
export class StepFailed extends Error {}

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    throw new StepFailed(`Cairn needs Node.js ${oldestNode.join(".")} or newer, and this is ${process.versions.node}.`);
  }
}

/** Runs a program with this terminal, and with no input that could make it wait for an answer. */
function run(what, command, args, environment = process.env) {
  const { status, signal, error } = spawnSync(command, args, {
    cwd: root,
    env: environment,
    stdio: ["ignore", "inherit", "inherit"],
    // npm is a .cmd file on Windows, which only a shell can start.
    shell: process.platform === "win32" && command === "npm",
  });
  if (error || status !== 0) {
    throw new StepFailed(`${what} failed (${error?.message ?? signal ?? `exit code ${status}`}). See the lines above.`);
  }
}

function say(words) {
  console.log(`cairn: ${words}`);
}

/**
 * Whether the SQLite driver was compiled with the headers of a Node.js that would abort when it collects a statement
 * (docs/decisions/0029). Read from the file: a driver that was loaded once could not be exchanged in this process.
 */
export function isDriverUnsafe() {
  return existsSync(driver) && readFileSync(driver).includes("RemoveEnvironmentCleanupHook");
}

/** npm's environment where the driver may be compiled; the path is seen from the folder that it is compiled in. */
function compilerEnvironment() {
  if (process.platform === "win32") return process.env;
  const flags = [process.env.CXXFLAGS, "-include ../../../scripts/without-cleanup-hooks.h"].filter(Boolean).join(" ");
  return { ...process.env, CXXFLAGS: flags };
}

function mendDriver() {
  if (!isDriverUnsafe()) return;
  say("compiling the SQLite driver again, since it would abort on this Node.js (a minute)");
  run("npm rebuild", "npm", ["rebuild", "better-sqlite3"], compilerEnvironment());
  if (isDriverUnsafe()) {
    throw new StepFailed("The SQLite driver does not fit this Node.js. Use Node.js 22, or install where a prebuilt driver can be fetched.");
  }
}

/** Whether node_modules holds what the lock names, and the native driver fits this Node.js. */
export function isInstalled() {
  try {
    const locked = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")).packages;
    const present = JSON.parse(readFileSync(path.join(root, "node_modules/.package-lock.json"), "utf8")).packages;
    const complete = Object.entries(locked).every(([name, wanted]) => {
      const found = present[name];
      return name === "" || (found ? found.version === wanted.version && found.integrity === wanted.integrity : wanted.optional);
    });
    if (!complete) return false;
    const Sqlite = createRequire(import.meta.url)("better-sqlite3");
    new Sqlite(":memory:").close();
    return true;
  } catch {
    return false;
  }
}

function install() {
  mendDriver();
  if (isInstalled()) return;
  say("installing the locked dependencies (the first time takes a minute or two)");
  // The build needs the development dependencies, also where NODE_ENV says production.
  run("npm ci", "npm", ["ci", "--include=dev", "--no-audit", "--no-fund"], compilerEnvironment());
  mendDriver();
}

/** A digest of the files below these paths, names and contents, in a fixed order. */
function digest(paths, extra = "") {
  const hash = createHash("sha256").update(extra);
  const visit = (relative) => {
    const absolute = path.join(root, relative);
    if (!existsSync(absolute)) return;
    if (relative === "lib/db/generated" || /\.test\.tsx?$/.test(relative)) return;
    let entries;
    try {
      entries = readdirSync(absolute).sort();
    } catch {
      hash.update(`${relative}\0`).update(readFileSync(absolute)).update("\0");
      return;
    }
    for (const entry of entries) visit(`${relative}/${entry}`);
  };
  for (const relative of paths) visit(relative);
  return hash.digest("hex");
}

function isFresh(stamp, wanted) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
}

async function generate() {
  const wanted = digest(["prisma", "package-lock.json", "scripts/generate-clients.mjs"]);
  if (isFresh(clientsStamp, wanted)) return;
  say("generating the database clients");
  const { generateClients } = await import("./generate-clients.mjs");
  generateClients();
  writeFileSync(clientsStamp, wanted);
}

function buildInputs() {
  const configuration = readdirSync(root).filter((name) =>
    /^(next\.config|postcss\.config|proxy|instrumentation.*)\.(ts|mjs|js)$/.test(name),
  );
  const publicVariables = Object.entries(process.env).filter(([name]) => name.startsWith("NEXT_PUBLIC_"));
  return digest(
    ["app", "components", "lib", "prisma", "public", "tsconfig.json", "package.json", "package-lock.json", ...configuration.sort()],
    JSON.stringify(publicVariables.sort()),
  );
}

function build() {
  const wanted = buildInputs();
  if (isFresh(buildStamp, wanted)) return;
  say("building");
  rmSync(buildStamp, { force: true });
  run("next build", process.execPath, [path.join(root, "node_modules/next/dist/bin/next"), "build"], {
    NEXT_TELEMETRY_DISABLED: "1",
    ...process.env,
  });
  // Taken before the build, so that a file saved while it ran makes the next start build again.
  writeFileSync(buildStamp, wanted);
}

const lock = path.join(root, ".preparing");
const longestWait = 15 * 60_000;

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** One preparation at a time: a second start waits for the first and then finds its work done. */
async function alone(work) {
  const giveUp = Date.now() + longestWait;
  let told = false;
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const holder = existsSync(lock) ? Number(readFileSync(lock, "utf8")) : 0;
    if (holder && !isRunning(holder)) {
      rmSync(lock, { force: true });
      continue;
    }
    if (Date.now() > giveUp) throw new StepFailed(`Process ${holder} has held ${lock} for too long. Delete that file and try again.`);
    if (!told) say(`waiting for process ${holder}, which is preparing the same folder`);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const release = () => rmSync(lock, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    release();
    process.off("exit", release);
  }
}

/** From whatever is here to installed dependencies and generated clients. */
export function prepare() {
  checkNode();
  return alone(async () => {
    install();
    await generate();
  });
}

/** From whatever is here to a production build of exactly these files. */
export function prepareBuild() {
  checkNode();
  return alone(async () => {
    install();
    await generate();
    build();
  });
}

/** Ends the program with the sentence of an expected failure; an unexpected one keeps its stack. */
export function explain(error) {
  console.error(error instanceof StepFailed ? `cairn: ${error.message}` : error);
  process.exit(1);
}
