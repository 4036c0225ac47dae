/**
 * Finds a Chromium for tests, size and screenshots, and downloads one where there is none; the system is touched in CI only.
 * Chromium's headless shell comes first: the same engine without the browser around it, which takes a third of the CPU time.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { root, StepFailed } from "./steps.mjs";

const shellName = "chromium-headless-shell";
const systemNames = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const systemPlaces = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
const installTime = 4 * 60_000;

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A browser may be there and still lack the libraries that it needs. */
function runs(file) {
  if (!isExecutable(file)) return false;
  if (process.platform === "win32") return true;
  try {
    execFileSync(file, ["--version"], { stdio: "ignore", timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}

/** Playwright tells where its whole Chromium is, or would be; its shell has the same revision, beside it. */
function playwrightsOwn() {
  const whole = createRequire(import.meta.url)("@playwright/test").chromium.executablePath();
  const program = process.platform === "win32" ? "chrome-headless-shell.exe" : "chrome-headless-shell";
  const shell = whole.replace(
    /chromium-(\d+)([\\/])chrome-([\w-]+).*$/,
    `chromium_headless_shell-$1$2chrome-headless-shell-$3$2${program}`,
  );
  return { shell, whole };
}

function inPath(name) {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  return folders.map((folder) => path.join(folder, name));
}

function findShell() {
  return [playwrightsOwn().shell, ...inPath(shellName)].find(runs) ?? null;
}

function findWhole() {
  return [playwrightsOwn().whole, ...systemNames.flatMap(inPath), ...systemPlaces].find(runs) ?? null;
}

/** The path of a browser that runs, or null. A CHROMIUM_PATH that names none is an error, not a reason to guess. */
export function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (isExecutable(named)) return named;
    throw new StepFailed(`CHROMIUM_PATH names ${named}, which is not a program. Correct it or unset it.`);
  }
  return findShell() ?? findWhole();
}

function attempt(command, args) {
  console.log(`cairn: ${path.basename(command)} ${args.map((arg) => path.basename(arg)).join(" ")}`);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    timeout: installTime,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  return status === 0;
}

/** What a person's system holds is theirs to decide; a machine of CI gets the package. */
function installPackage() {
  if (!process.env.CI || process.getuid?.() !== 0 || !isExecutable("/usr/bin/apt-get")) return;
  attempt("/usr/bin/apt-get", ["update"]);
  attempt("/usr/bin/apt-get", ["install", "-y", "--no-install-recommends", shellName]);
}

/** The path of a browser, downloaded if need be. */
export function ensureBrowser() {
  const found = findBrowser();
  if (process.env.CHROMIUM_PATH || findShell()) return found;
  if (found && !process.env.CI) {
    console.log("cairn: a headless shell would need a third of the time: npx playwright install --with-deps --only-shell chromium");
    return found;
  }
  console.log("cairn: no headless shell of Chromium here yet, downloading one");
  attempt(process.execPath, [createRequire(import.meta.url).resolve("@playwright/test/cli"), "install", "--only-shell", "chromium"]);
  if (!findShell()) installPackage();
  const downloaded = findBrowser();
  if (downloaded) return downloaded;
  throw new StepFailed(
    "No Chromium could be found or downloaded: run `npx playwright install --with-deps --only-shell chromium`, or name a Chromium or Chrome in CHROMIUM_PATH.",
  );
}

/** How to launch it: nothing but the pages under test may use the network. */
export function launchOptions(executablePath) {
  const args = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic"];
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  return { executablePath, args };
}
