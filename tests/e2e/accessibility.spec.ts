/** The risk: a page that some people cannot read, hear or reach. */
import { axe } from "./accessible";
import {
  BEHAVIORS,
  button,
  evidence,
  expect,
  MIXED,
  NO_OPPORTUNITY,
  openResults,
  type Page,
  radio,
  rateAll,
  saveStatus,
  startAssessment,
  test,
} from "./fixtures";

type Check = (page: Page, name: string) => Promise<void>;

/** Brings up every page in every state that looks different, and checks each. */
async function visitEveryPage(page: Page, check: Check): Promise<void> {
  for (const [name, path] of [
    ["landing", "/"],
    ["model", "/model"],
    ["before the start", "/assess"],
    ["growth, empty", "/growth"],
    ["not found", "/nowhere"],
  ] as const) {
    await page.goto(path);
    await check(page, name);
  }
  const id = await startAssessment(page);
  await check(page, "step, empty");
  await radio(page, "Advanced").check();
  await evidence(page).fill("z".repeat(2001));
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await check(page, "step, example too long");
  await evidence(page).fill("A recent example with averyveryveryveryveryveryveryverylongwordinit");
  await expect(saveStatus(page)).toHaveText("Saved");
  await check(page, "step, answered");
  await page.goto(`/assess/${id}/review`);
  await check(page, "review, answers missing");
  await page.goto("/");
  await check(page, "landing, in progress");
  await page.goto("/growth");
  await page.getByText("Discard …").click();
  await check(page, "growth, in progress");
  await page.goto(`/assess/${id}/${BEHAVIORS[0].id}`);
  await rateAll(page, MIXED);
  await check(page, "review, complete");
  await button(page, "See my level summary").click();
  await page.waitForURL(/\/results\//);
  await page.getByText(/^The highest level that more than half/).click();
  await check(page, "results, one focus");
  await button(page, "Keep this plan").click();
  await expect(page.getByText("Your plan is kept.")).toBeVisible();
  await check(page, "results, plan kept");
  await button(page, "Retake self-assessment").click();
  await openResults(
    page,
    BEHAVIORS.map(() => "Guide"),
    ["Market Awareness", "Lifecycle Stewardship"],
  );
  await check(page, "results, two focuses");
  await page.getByRole("link", { name: "Compare with the one before" }).click();
  await expect(page.getByText(/Compared with the earlier/)).toBeVisible();
  await check(page, "compare");
  await page.goto("/growth");
  await check(page, "growth, full");
  await button(page, "Retake self-assessment").click();
  await openResults(
    page,
    BEHAVIORS.map(() => NO_OPPORTUNITY),
  );
  await check(page, "results, nothing rated");
}

test.beforeEach(({ consoleErrors }) => {
  consoleErrors.expect(/status of 404.*\/nowhere/);
  test.setTimeout(120_000);
});

test("axe finds nothing on any page, light or dark", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await visitEveryPage(page, async (shown, name) => {
    for (const colorScheme of ["light", "dark"] as const) {
      await shown.emulateMedia({ colorScheme });
      const { violations } = await axe(shown).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`);
      expect.soft(found, `${name}, ${colorScheme}`).toEqual([]);
    }
  });
});

test("at 320 px nothing scrolls sideways, and headings are in order on every page", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await visitEveryPage(page, async (shown, name) => {
    expect.soft(await shown.evaluate(() => document.documentElement.scrollWidth), `${name}: width`).toBeLessThanOrEqual(320);
    const levels = await shown
      .locator("h1, h2, h3, h4, h5, h6")
      .evaluateAll((headings) => headings.map(({ tagName }) => Number(tagName[1])));
    expect
      .soft(
        levels.filter((level) => level === 1),
        `${name}: one first heading`,
      )
      .toHaveLength(1);
    expect.soft(levels[0], `${name}: begins with it`).toBe(1);
    const skipped = levels.filter((level, index) => index > 0 && level > (levels[index - 1] as number) + 1);
    expect.soft(skipped, `${name}: headings skipped`).toEqual([]);
    for (const landmark of ["banner", "main", "contentinfo"] as const)
      await expect.soft(shown.getByRole(landmark), `${name}: ${landmark}`).toHaveCount(1);
  });
});
