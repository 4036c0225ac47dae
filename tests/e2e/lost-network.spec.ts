/** The risk: an answer that was shown as saved is lost with the network, the tab or the server. */
import { makeWorkspace } from "../factories/workspace";
import {
  BEHAVIORS,
  button,
  evidence,
  expect,
  expectStep,
  MIXED,
  type Page,
  radio,
  rateAll,
  reviewEntry,
  saveStatus,
  startAssessment,
  test,
} from "./fixtures";
import { signInAs } from "./session";

const OFFLINE = "Offline: kept on this device, will be saved";

test.beforeEach(({ consoleErrors }) => {
  consoleErrors.expect(/net::ERR_(INTERNET_DISCONNECTED|FAILED|CONNECTION_RESET)|status of 503/);
});

/** Checks what the server has, by the review page. */
async function expectOnServer(page: Page, id: string, expected: Record<string, string | RegExp>): Promise<void> {
  await page.goto(`/assess/${id}/review`);
  for (const [behavior, text] of Object.entries(expected)) await expect(reviewEntry(page, behavior)).toContainText(text);
}

test("offline in the middle: steps turn on the spot, and the answers come through afterwards", async ({ page, context }) => {
  const id = await startAssessment(page);
  await radio(page, "Beginner").check();
  await expect(saveStatus(page)).toHaveText("Saved");
  await context.setOffline(true);
  await evidence(page).fill("Written on a train");
  await expect(saveStatus(page)).toHaveText(OFFLINE);
  await button(page, "Next").click();
  await expectStep(page, 2);
  await radio(page, "Guide").check();
  await button(page, "Next").click();
  await expectStep(page, 3);
  await radio(page, "Catalyst").check();
  await expect(saveStatus(page)).toHaveText(OFFLINE);
  await button(page, "Back").click();
  await expectStep(page, 2);
  await expect(radio(page, "Guide")).toBeChecked();
  await context.setOffline(false);
  await expect(saveStatus(page)).toHaveText("Saved");
  await page.reload();
  await expectStep(page, 2);
  await expect(radio(page, "Guide")).toBeChecked();
  await expectOnServer(page, id, {
    "Vision & Strategy": "Written on a train",
    "Outcome Orientation": "Guide",
    "Market Awareness": "Catalyst",
  });
});

test("offline at the last step: the review waits, and opens when one is back", async ({ page, context }) => {
  const id = await startAssessment(page);
  await page.goto(`/assess/${id}/${BEHAVIORS[6].id}`);
  await context.setOffline(true);
  await radio(page, "Advanced").check();
  await button(page, "Review answers").click();
  await expect(page.getByText(/^You are offline\. Your answers are kept on this device/)).toBeVisible();
  await expectStep(page, 7);
  await context.setOffline(false);
  await expect(saveStatus(page)).toHaveText("Saved");
  await button(page, "Review answers").click();
  await expect(reviewEntry(page, BEHAVIORS[6].name)).toContainText("Advanced");
});

test("a tab that was closed offline loses nothing when the address is opened again", async ({ page, context, openBrowser }) => {
  const id = await startAssessment(page);
  await context.setOffline(true);
  await radio(page, "Guide").check();
  await evidence(page).fill("Kept through the tunnel");
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(`/assess/${id}/${BEHAVIORS[0].id}`);
  await expect(radio(again, "Guide")).toBeChecked();
  await expect(evidence(again)).toHaveValue("Kept through the tunnel");
  await expect(saveStatus(again)).toHaveText("Saved");
  // Another device shows only what the server has.
  const { cookies } = await context.storageState();
  const elsewhere = await (await openBrowser({ storageState: { cookies, origins: [] } })).newPage();
  await expectOnServer(elsewhere, id, { "Vision & Strategy": /Guide.*Kept through the tunnel/s });
});

test("two tabs lose nothing of each other, and the last answer to a behavior stands", async ({ page, context }) => {
  const id = await startAssessment(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await radio(page, "Beginner").check();
  await expect(saveStatus(page)).toHaveText("Saved");
  await evidence(other).fill("From the other tab");
  await expect(saveStatus(other)).toHaveText("Saved");
  await button(other, "Next").click();
  await radio(other, "Guide").check();
  await expect(saveStatus(other)).toHaveText("Saved");
  await button(page, "Next").click();
  await button(page, "Next").click();
  await expectStep(page, 3);
  await radio(page, "Catalyst").check();
  await expect(saveStatus(page)).toHaveText("Saved");
  await button(other, "Back").click();
  await radio(other, "Advanced").check();
  await expect(saveStatus(other)).toHaveText("Saved");
  await expectOnServer(page, id, {
    "Vision & Strategy": /Advanced.*From the other tab/s,
    "Outcome Orientation": "Guide",
    "Market Awareness": "Catalyst",
  });
});

test("two tabs that are offline at once lose nothing of each other", async ({ page, context }) => {
  const id = await startAssessment(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await context.setOffline(true);
  await radio(page, "Intermediate").check();
  await evidence(other).fill("Two tabs, no network");
  await button(other, "Next").click();
  await radio(other, "Guide").check();
  await expect(saveStatus(page)).toHaveText(OFFLINE);
  await expect(saveStatus(other)).toHaveText(OFFLINE);
  await context.setOffline(false);
  await expect(saveStatus(page)).toHaveText("Saved");
  await expect(saveStatus(other)).toHaveText("Saved");
  await expectOnServer(page, id, { "Vision & Strategy": /Intermediate.*Two tabs, no network/s, "Outcome Orientation": "Guide" });
});

for (const [how, refuse] of [
  [
    "cuts every save off",
    (page: Page) => page.route("**/assess/**", (route) => (route.request().method() === "POST" ? route.abort() : route.fallback())),
  ],
  [
    "answers every save with 503",
    (page: Page) =>
      page.route("**/assess/**", (route) =>
        route.request().method() === "POST" ? route.fulfill({ status: 503, body: "" }) : route.fallback(),
      ),
  ],
] as const) {
  test(`a server that ${how} gets the answers once it works again`, async ({ page }) => {
    const id = await startAssessment(page);
    await refuse(page);
    await radio(page, "Guide").check();
    await expect(saveStatus(page)).toHaveText(OFFLINE);
    await button(page, "Next").click();
    await radio(page, "Beginner").check();
    await expect(saveStatus(page)).toHaveText(OFFLINE);
    await page.reload();
    await expect(radio(page, "Beginner")).toBeChecked();
    await page.unroute("**/assess/**");
    await expect(saveStatus(page)).toHaveText("Saved");
    await expectOnServer(page, id, { "Vision & Strategy": "Guide", "Outcome Orientation": "Beginner" });
  });
}

test("an example that grew too long stays in the field, is not sent, and does not hold up the level", async ({ page }) => {
  const id = await startAssessment(page);
  await radio(page, "Guide").check();
  await evidence(page).fill("y".repeat(2001));
  await expect(page.getByRole("main").getByRole("alert")).toContainText("2,000 characters or fewer: it has 2,001.");
  await button(page, "Next").click();
  await expectStep(page, 1);
  await expect(evidence(page)).toBeFocused();
  await page.reload();
  await expect(evidence(page)).toHaveValue("y".repeat(2001));
  await expectOnServer(page, id, { "Vision & Strategy": "Guide" });
  await page.goto(`/assess/${id}/${BEHAVIORS[0].id}`);
  await evidence(page).fill("Shorter");
  await expect(saveStatus(page)).toHaveText("Saved");
  await expectOnServer(page, id, { "Vision & Strategy": "Shorter" });
});

test("where the device stores nothing, the step says so and asks before its tab closes", async ({ page, context }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await startAssessment(page);
  await context.setOffline(true);
  await evidence(page).fill("Only in this tab");
  await expect(saveStatus(page)).toContainText("Kept until you close this tab");
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await context.setOffline(false);
  await expect(saveStatus(page)).toHaveText("Saved");
});

test("a session that ended while rating is said, and the answers come through after signing in", async ({
  page,
  context,
  consoleErrors,
}) => {
  consoleErrors.expect(/status of 401/);
  const { people, openId } = await makeWorkspace();
  await signInAs(context, people.owner.userId);
  await page.goto(`/assess/${openId}/${BEHAVIORS[0].id}`);
  await context.clearCookies();
  await radio(page, "Catalyst").check();
  await expect(saveStatus(page)).toContainText("You have been signed out.");
  await expect(saveStatus(page)).toContainText("your answers are kept on this device");
  await expect(page.getByRole("main").getByRole("link", { name: "Sign in" })).toHaveAttribute("href", /^\/sign-in\?next=%2Fassess/);
  await signInAs(context, people.owner.userId);
  await page.reload();
  await expect(radio(page, "Catalyst")).toBeChecked();
  await expect(saveStatus(page)).toHaveText("Saved");
});

test("where cookies are refused, the first step says what Cairn needs", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "cookieEnabled", { get: () => false }));
  await startAssessment(page);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Cairn needs a cookie to keep your answers");
});

test("a cookie that does not come back is said at the first answer", async ({ page, context, consoleErrors }) => {
  consoleErrors.expect(/status of 401/);
  await startAssessment(page);
  await context.clearCookies();
  await radio(page, "Guide").check();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Cairn needs a cookie to keep your answers");
});

test("an answer that the device keeps reaches the review, and nothing is submitted before it does", async ({ page }) => {
  const id = await startAssessment(page);
  await rateAll(page, MIXED);
  await page.goto(`/assess/${id}/${BEHAVIORS[0].id}`);
  await page.route("**/*", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await radio(page, "Catalyst").check();
  await expect(saveStatus(page)).toHaveText(OFFLINE);
  await page.goto(`/assess/${id}/review`);
  await expect(page.getByText("This device keeps answers that are not saved yet.")).toBeVisible();
  await button(page, "See my level summary").click();
  await expect(page.getByText("This device keeps answers that are not saved yet.")).toBeVisible();
  await page.unroute("**/*");
  await expect(reviewEntry(page, BEHAVIORS[0].name)).toContainText("Catalyst");
  await button(page, "See my level summary").click();
  await page.waitForURL(/\/results\//);
});
