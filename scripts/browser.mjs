/** Finds a Chromium for tests, size and screenshots, and downloads one where there is none; the system is touched in CI only. */
import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { root, StepFailed } from "./steps.mjs";

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

function playwrightsOwn() {
  return createRequire(import.meta.url)("@playwright/test").chromium.executablePath();
}

function systems() {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  return [...systemNames.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...systemPlaces];
}

/** The path of a browser that runs, or null. A CHROMIUM_PATH that names none is an error, not a reason to guess. */
export function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (isExecutable(named)) return named;
    throw new StepFailed(`CHROMIUM_PATH names ${named}, which is not a program. Correct it or unset it.`);
  }
  return [playwrightsOwn(), ...systems()].find(runs) ?? null;
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

/** The path of a browser, downloaded if need be. */
export function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  console.log("cairn: no browser here yet, downloading one");
  attempt(process.execPath, [createRequire(import.meta.url).resolve("@playwright/test/cli"), "install", "chromium"]);
  const downloaded = findBrowser();
  if (downloaded) return downloaded;
  // What a person's system holds is theirs to decide.
  if (process.env.CI && process.getuid?.() === 0 && isExecutable("/usr/bin/apt-get")) {
    attempt("/usr/bin/apt-get", ["update"]);
    attempt("/usr/bin/apt-get", ["install", "-y", "--no-install-recommends", "chromium"]);
  }
  const packaged = findBrowser();
  if (packaged) return packaged;
  throw new StepFailed(
    "No Chromium could be found or downloaded: run `npx playwright install --with-deps chromium`, or name a Chromium or Chrome in CHROMIUM_PATH.",
  );
}

/** How to launch it: nothing but the pages under test may use the network. */
export function launchOptions(executablePath) {
  const args = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic"];
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  return { executablePath, args };
}
