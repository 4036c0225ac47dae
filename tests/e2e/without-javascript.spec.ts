/** The risk: without JavaScript a person cannot finish, or loses what they typed when something is wrong with it. */
import {
  BEHAVIORS,
  button,
  evidence,
  expect,
  expectStep,
  MIXED,
  openResults,
  type Page,
  profileRow,
  radio,
  reviewEntry,
  startAssessment,
  test,
} from "./fixtures";

test.use({ javaScriptEnabled: false });

/** Presses a button and returns the status of the response. */
async function press(page: Page, name: string): Promise<number> {
  const [response] = await Promise.all([page.waitForResponse((each) => each.request().method() === "POST"), button(page, name).click()]);
  return response.status();
}

test("the whole way to a kept plan", async ({ page }) => {
  const id = await startAssessment(page);
  await openResults(page, MIXED);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You describe yourself as working at Advanced.");
  await page.getByText(/^The highest level that more than half/).click();
  await expect(page.getByText("4 reach Advanced or higher: more than half.")).toBeVisible();
  for (const [index, { name }] of BEHAVIORS.entries()) await expect(profileRow(page, name)).toContainText(MIXED[index] as string);
  await page.getByLabel("If …").fill("planning begins");
  await page.getByLabel("then I …").fill("name the goal first");
  await button(page, "Keep this plan").click();
  await expect(page.getByText("If planning begins, then I name the goal first.")).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/results/${id}`));
  await page.goto("/growth");
  await expect(page.getByText("Working at Advanced")).toBeVisible();
  await button(page, "Retake self-assessment").click();
  await openResults(page, MIXED);
  await page.getByRole("link", { name: "Compare with the one before" }).click();
  await expect(page.getByText(/Compared with the earlier self-assessment/)).toBeVisible();
});

test("Back keeps what was picked and typed", async ({ page }) => {
  await startAssessment(page);
  await radio(page, "Guide").check();
  await button(page, "Next").click();
  await expectStep(page, 2);
  await radio(page, "Beginner").check();
  await evidence(page).fill("First line\nsecond “line”");
  await button(page, "Back").click();
  await expectStep(page, 1);
  await expect(radio(page, "Guide")).toBeChecked();
  await button(page, "Next").click();
  await expectStep(page, 2);
  await expect(radio(page, "Beginner")).toBeChecked();
  await expect(evidence(page)).toHaveValue("First line\nsecond “line”");
});

test("an example that is too long is refused with a sentence, kept in the field, and nothing is changed", async ({
  page,
  consoleErrors,
}) => {
  consoleErrors.expect(/status of 422/);
  const id = await startAssessment(page);
  await radio(page, "Beginner").check();
  await evidence(page).fill("short");
  await button(page, "Next").click();
  await button(page, "Back").click();
  await radio(page, "Catalyst").check();
  await evidence(page).fill("x".repeat(2001));
  expect(await press(page, "Next")).toBe(422);
  await expectStep(page, 1);
  await expect(page.getByRole("alert")).toHaveText("Please keep your example to 2,000 characters or fewer: it has 2,001.");
  await expect(evidence(page)).toHaveAttribute("aria-invalid", "true");
  await expect(evidence(page)).toHaveValue("x".repeat(2001));
  await expect(radio(page, "Catalyst")).toBeChecked();

  await page.goto(`/assess/${id}/vision-and-strategy`);
  await expect(radio(page, "Beginner")).toBeChecked();
  await expect(evidence(page)).toHaveValue("short");
  // Lines of a form end in two characters and count as one.
  await evidence(page).fill("\n".repeat(1999).padStart(2000, "a"));
  await button(page, "Next").click();
  await expectStep(page, 2);
});

test("submitting with answers missing is refused with a sentence, and what was marked stays marked", async ({ page, consoleErrors }) => {
  consoleErrors.expect(/status of 422/);
  const id = await startAssessment(page);
  await radio(page, "Guide").check();
  await button(page, "Next").click();
  await page.goto(`/assess/${id}/review`);
  await page.getByRole("checkbox", { name: "Value Management" }).check();
  expect(await press(page, "See my level summary")).toBe(422);
  await expect(page.getByRole("alert").getByRole("link")).toHaveText(BEHAVIORS.slice(1).map(({ name }) => `${name} has no answer yet.`));
  await expect(page.getByRole("checkbox", { name: "Value Management" })).toBeChecked();
  await expect(reviewEntry(page, "Outcome Orientation")).toContainText("Not answered yet");
  await page.getByRole("link", { name: "Answer Outcome Orientation" }).click();
  await expectStep(page, 2);
});

test("three behaviors marked as mattering most are refused, and stay marked to choose from", async ({ page, consoleErrors }) => {
  consoleErrors.expect(/status of 422/);
  const id = await startAssessment(page);
  await page.goto(`/assess/${id}/review`);
  const marked = BEHAVIORS.slice(2, 5);
  for (const { name } of marked) await page.getByRole("checkbox", { name }).check();
  expect(await press(page, "See my level summary")).toBe(422);
  await expect(page.getByRole("alert").first()).toContainText("Please choose at most two behaviors that matter most in your role now.");
  for (const { name } of marked) await expect(page.getByRole("checkbox", { name })).toBeChecked();
});

test("a plan with a half missing is refused, and the other half is kept in its field", async ({ page, consoleErrors }) => {
  consoleErrors.expect(/status of 422/);
  await startAssessment(page);
  await openResults(page, MIXED);
  await page.getByLabel("If …").fill("  ");
  await page.getByLabel("then I …").fill("ask one more why");
  expect(await press(page, "Keep this plan")).toBe(422);
  await expect(page.getByLabel("If …")).toHaveAccessibleDescription(/Say when: the moment that will remind you/);
  await expect(page.getByLabel("then I …")).toHaveValue("ask one more why");
  await page.reload();
  await expect(page.getByText("Your plan", { exact: true })).toHaveCount(0);
});

test("without its cookie a step says what it needs, and not that there is nothing", async ({ page, context, consoleErrors }) => {
  consoleErrors.expect(/status of 401/);
  await startAssessment(page);
  await context.clearCookies();
  await page.reload();
  await expect(page.getByRole("alert")).toContainText("Cairn needs a cookie to keep your answers");
});

test("a session that ended loses no example", async ({ page, context, consoleErrors }) => {
  consoleErrors.expect(/status of 401/);
  await startAssessment(page);
  await evidence(page).fill("Words to copy from here");
  await context.clearCookies();
  expect(await press(page, "Next")).toBe(401);
  await expect(page.getByRole("alert")).toContainText("You have been signed out");
  await expect(page.getByLabel("What you typed, 1")).toHaveValue("Words to copy from here");
});

test("the theme can be switched, and stays on the next page", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/model");
  const paper = () => page.locator("html").evaluate((html) => getComputedStyle(html).backgroundColor);
  const light = await paper();
  await button(page, "Dark").click();
  await expect(page).toHaveURL("/model");
  await expect(button(page, "Dark")).toHaveAttribute("aria-pressed", "true");
  expect(await paper()).not.toBe(light);
  await page.goto("/growth");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await button(page, "System").click();
  await expect(page.locator("html")).not.toHaveAttribute("data-theme");
  expect(await paper()).toBe(light);
});

test("a tab that was opened earlier does not take back what another one saved", async ({ page, context }) => {
  const id = await startAssessment(page);
  const earlier = await context.newPage();
  await earlier.goto(`/assess/${id}/${BEHAVIORS[0].id}`);
  await radio(page, "Guide").check();
  await evidence(page).fill("Typed in the other tab");
  await button(page, "Next").click();
  await expectStep(page, 2);
  await radio(earlier, "Advanced").check();
  await button(earlier, "Next").click();
  await expectStep(earlier, 2);
  await page.goto(`/assess/${id}/${BEHAVIORS[0].id}`);
  await expect(radio(page, "Advanced")).toBeChecked();
  await expect(evidence(page)).toHaveValue("Typed in the other tab");
});
