/** The risk: the demo's sign-ins do not work in the demo, or exist anywhere else. */
import { startServer } from "../../scripts/running-server.mjs";
import { axe } from "./accessible";
import { expect, test } from "./fixtures";

test("in the demo, anybody looks around as an admin, a coach or a member", async ({ page }) => {
  const server = await startServer({ environment: { DEMO: "on", AUTH_SECRET: "only-for-the-demo-of-the-journeys-of-tests" } });
  try {
    await page.goto(`${server.origin}/`);
    await expect(page.getByText("This is a demo")).toBeVisible();
    await page.getByRole("link", { name: "Look around as somebody" }).click();
    expect((await axe(page).analyze()).violations).toEqual([]);
    await page.getByRole("button", { name: "Sign in as Amara Okafor" }).click();
    await page.waitForURL("**/growth");
    await expect(page.getByText("Advanced").or(page.getByText("Intermediate")).first()).toBeVisible();
    await page.goto(`${server.origin}/demo`);
    await page.getByRole("button", { name: "Sign in as Noor van Dijk" }).click();
    await page.waitForURL("**/growth");
    await page.goto(`${server.origin}/admin/people`);
    await expect(page.getByText("People: 24")).toBeVisible();
    await expect(page.getByText("This is a demo")).toBeVisible();
  } finally {
    await server.stop();
  }
});

test("anywhere else they are not there", async ({ page, consoleErrors }) => {
  consoleErrors.expect(/404 \(Not Found\)/);
  expect((await page.goto("/demo"))?.status()).toBe(404);
  await page.goto("/");
  await expect(page.getByText("This is a demo")).toHaveCount(0);
});
