/**
 * `npm run size`: the JavaScript that a browser really downloads for each page, beside that of an empty page of the same
 * Next version, which is built once and remembered. Every body is compressed alike (gzip -9), so that the server's own compression
 * doesn't matter; scripts written into the page itself are part of its HTML and not counted.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { ensureBrowser, launchOptions } from "./browser.mjs";
import { beginAssessment, finishAssessment } from "./journey.mjs";
import { startServer, temporaryFolder } from "./running-server.mjs";
import { explain, prepareBuild, root, StepFailed } from "./steps.mjs";

/** How many times the floor a page may weigh. */
const budgets = { page: 1.02, form: 1.045, step: 1.05 };

const floorCache = path.join(root, "node_modules/.cache/cairn/floor.json");

const floorFiles = {
  "package.json": JSON.stringify({ name: "floor", private: true, type: "module" }),
  "next.config.mjs": `export default { reactStrictMode: true, turbopack: { root: ${JSON.stringify(path.parse(root).root)} } };\n`,
  "app/layout.jsx": 'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }\n',
  "app/page.jsx": 'export const dynamic = "force-dynamic";\nexport default function Page() { return <main />; }\n',
};

/** Outside of the project, whose instrumentation it would take for its own; so its root is what holds both. */
function buildFloor(floorFolder) {
  symlinkSync(path.join(root, "node_modules"), path.join(floorFolder, "node_modules"), "junction");
  for (const [name, text] of Object.entries(floorFiles)) {
    mkdirSync(path.dirname(path.join(floorFolder, name)), { recursive: true });
    writeFileSync(path.join(floorFolder, name), text);
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, "node_modules/next/dist/bin/next"), "build"], {
    cwd: floorFolder,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    encoding: "utf8",
  });
  if (status !== 0) throw new StepFailed(`The empty page could not be built.\n${stdout}${stderr}`);
}

/** The gzipped bytes of all scripts that a browser with an empty cache downloads for a page. */
async function weigh(browser, url, storageState) {
  const context = await browser.newContext({ storageState });
  const page = await context.newPage();
  const scripts = new Map();
  page.on("response", (response) => {
    const type = response.headers()["content-type"] ?? "";
    if (/javascript/.test(type) && response.ok()) scripts.set(response.url(), response.body());
  });
  const answer = await page.goto(url, { waitUntil: "networkidle" });
  if (!answer?.ok()) throw new StepFailed(`${url} answered ${answer?.status()}.`);
  const bodies = await Promise.all(scripts.values());
  await context.close();
  if (bodies.length === 0) throw new StepFailed(`${url} downloaded no JavaScript at all, which cannot be right.`);
  return { files: bodies.length, bytes: bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0) };
}

/** What the empty page's weight depends on: its own files, and the packages that are bundled into it or bundle it. */
function floorKey() {
  const version = (name) => JSON.parse(readFileSync(path.join(root, "node_modules", name, "package.json"), "utf8")).version;
  const depends = { files: floorFiles, node: process.versions.node, packages: ["next", "react", "react-dom"].map(version) };
  return createHash("sha256").update(JSON.stringify(depends)).digest("hex");
}

/** Built and weighed once for each version of what it depends on. */
async function weighFloor(browser) {
  const key = floorKey();
  if (existsSync(floorCache)) {
    const cached = JSON.parse(readFileSync(floorCache, "utf8"));
    if (cached.key === key) return cached.floor;
  }
  const floor = await buildAndWeighFloor(browser);
  mkdirSync(path.dirname(floorCache), { recursive: true });
  writeFileSync(floorCache, JSON.stringify({ key, floor }));
  return floor;
}

async function buildAndWeighFloor(browser) {
  const floorFolder = temporaryFolder();
  buildFloor(floorFolder);
  const server = await startServer({ folder: floorFolder, readyPath: "/" });
  try {
    return await weigh(browser, `${server.origin}/`);
  } finally {
    await server.stop();
  }
}

async function weighPages(browser) {
  const server = await startServer();
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    await beginAssessment(page, server.origin);
    const step = page.url();
    const whileRating = await context.storageState();
    const stepWeight = await weigh(browser, step, whileRating);
    await finishAssessment(
      page,
      Array.from({ length: 7 }, () => ({ level: "Intermediate" })),
    );
    const results = page.url();
    const finished = await context.storageState();
    await context.close();
    return [
      { name: "/", budget: budgets.form, ...(await weigh(browser, `${server.origin}/`)) },
      { name: "/model", budget: budgets.page, ...(await weigh(browser, `${server.origin}/model`)) },
      { name: "an assess step", budget: budgets.step, ...stepWeight },
      { name: "a results page", budget: budgets.form, ...(await weigh(browser, results, finished)) },
    ];
  } finally {
    await server.stop();
  }
}

async function size() {
  await prepareBuild();
  const { chromium } = await import("@playwright/test");
  const browser = await chromium.launch(launchOptions(ensureBrowser()));
  try {
    const floor = await weighFloor(browser);
    const pages = await weighPages(browser);
    const line = (...cells) =>
      console.log(
        `${cells[0].padEnd(18)}${cells
          .slice(1)
          .map((cell) => String(cell).padStart(10))
          .join("")}`,
      );
    line("page", "files", "gzip -9", "x floor", "allowed");
    line("an empty page", floor.files, floor.bytes, "1.000", "");
    for (const { name, files, bytes, budget } of pages) {
      const ratio = bytes / floor.bytes;
      line(name, files, bytes, ratio.toFixed(3), `${budget}${ratio > budget ? " OVER" : ""}`);
    }
    const over = pages.filter(({ bytes, budget }) => bytes / floor.bytes > budget);
    if (over.length > 0) throw new StepFailed(`Too much JavaScript: ${over.map(({ name }) => name).join(", ")}.`);
  } finally {
    await browser.close();
  }
}

await size().catch(explain);
