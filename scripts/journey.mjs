/** A Product Owner's way through a self-assessment, for the size check and the screenshots. */

const levels = ["Beginner", "Intermediate", "Advanced", "Guide", "Catalyst"];

/** A control by its text, whether it is a button or a link. */
function control(page, name) {
  return page
    .getByRole("button", { name, exact: true })
    .or(page.getByRole("link", { name, exact: true }))
    .first();
}

/** From the landing page to the first step. */
export async function beginAssessment(page, origin) {
  await page.goto(`${origin}/`);
  await control(page, "Start self-assessment").click();
  await page.waitForURL(/\/assess\/[^/]+\/[^/]+/);
  await page.getByRole("radio", { name: levels[0] }).first().waitFor({ state: "attached" });
}

/** Fills in this step, and goes on to the next. @param {{ level: string, evidence?: string }} answer */
export async function answerStep(page, { level, evidence }) {
  await page
    .getByRole("radio", { name: new RegExp(`^${level}\\b`) })
    .first()
    .check();
  if (evidence) await page.getByRole("textbox").first().fill(evidence);
}

/** From the first step to the level summary, with one answer for each step. */
export async function finishAssessment(page, answers) {
  for (const [index, answer] of answers.entries()) {
    await answerStep(page, answer);
    // The address changes before the page does.
    const before = await page.locator("h1").innerText();
    await control(page, index === answers.length - 1 ? "Review answers" : "Next").click();
    await page.waitForFunction((name) => document.querySelector("h1")?.innerText !== name, before);
  }
  await control(page, "See my level summary").click();
  await page.waitForURL(/\/results\/[^/]+/);
}
