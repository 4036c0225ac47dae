/** `npm run screenshots`: the README's screenshots, taken from the running app on a separate database. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { ensureBrowser, launchOptions } from "./browser.mjs";
import { answerStep, beginAssessment, finishAssessment } from "./journey.mjs";
import { startServer } from "./running-server.mjs";
import { explain, prepareBuild, root } from "./steps.mjs";

const folder = path.join(root, "docs/screenshots");

/** A Product Owner of a booking product: at home with the market and the backlog, newer to risk and to endings. */
const answers = [
  { level: "Advanced", evidence: "Rewrote our vision after the pricing interviews; sales and support now open their reviews with it." },
  { level: "Advanced", evidence: "Our Sprint Goals name the change in booking completion that we expect, and the review starts with it." },
  { level: "Advanced", evidence: "Talked to eleven customers who left; two of the three reasons were new to us." },
  { level: "Intermediate" },
  { level: "Advanced", evidence: "Legal and operations agreed on one order for the year." },
  { level: "Intermediate" },
  { level: "Beginner" },
];

async function takeScreenshots() {
  await prepareBuild();
  mkdirSync(folder, { recursive: true });
  const { chromium } = await import("@playwright/test");
  const server = await startServer();
  const browser = await chromium.launch(launchOptions(ensureBrowser()));
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 915 }, colorScheme: "light", reducedMotion: "reduce" });
    const page = await context.newPage();
    const take = async (name, fullPage) => {
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: path.join(folder, name), fullPage, animations: "disabled" });
      console.log(`cairn: docs/screenshots/${name}`);
    };
    await beginAssessment(page, server.origin);
    await answerStep(page, answers[0]);
    await page.waitForLoadState("networkidle");
    await take("rating-step.png", true);
    await finishAssessment(page, answers);
    await page.waitForLoadState("networkidle");
    await take("level-summary.png", false);
  } finally {
    await browser.close();
    await server.stop();
  }
}

await takeScreenshots().catch(explain);
