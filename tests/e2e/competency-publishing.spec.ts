/** The risks: readers are not told what is new, results are compared though their meaning changed, or an import changes what nobody looked at. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { openClient } from "@/lib/db/client";
import { startServer } from "../../scripts/running-server.mjs";
import { expect, type Page, test } from "./fixtures";
import { signedCookie } from "./session";

const SOURCE = readFileSync(path.join(import.meta.dirname, "../fixtures/product-management.txt"), "utf8");

/** A published revision is for everybody, so this does not use the server of the other journeys. */
test("an admin edits, imports, compares, publishes and restores; readers see what is new", async ({ browser, page: _, consoleErrors }) => {
  test.setTimeout(180_000);
  consoleErrors.expect(/422 \(Unprocessable/);
  const folder = mkdtempSync(path.join(os.tmpdir(), "cairn-publishing-"));
  const url = `file:${path.join(folder, "cairn.db")}`;
  const secret = "only-for-the-publishing-of-the-tests";
  const server = await startServer({ environment: { DATABASE_URL: url, AUTH_SECRET: secret, LOG_LEVEL: "error" } });
  try {
    const { client } = await openClient(url);
    const userId = randomUUID();
    await client.user.create({ data: { id: userId, name: "Ada", email: "ada@example.org", emailVerified: true, isAdmin: true } });
    const context = await browser.newContext({ baseURL: server.origin, reducedMotion: "reduce" });
    consoleErrors.watch(context);
    await context.addCookies([{ ...(await signedCookie(client, userId, secret)), url: server.origin }]);
    const page = await context.newPage();
    await publishReworded(page);
    await importDocument(page);
    await restoreFirst(page);
    await context.close();
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

const saved = (page: Page) => page.getByRole("status").filter({ hasText: /^Saved$/ });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

async function publishReworded(page: Page): Promise<void> {
  await page.goto("/admin/model");
  await button(page, "Begin a draft").click();
  await page.getByRole("textbox", { name: "Value Management at Guide: anchor" }).fill("Helps others weigh cases for a shared budget.");
  await page
    .getByRole("textbox", { name: "Value Management at Catalyst: anchor" })
    .fill("Persuades executives to fund what returns value.");
  await expect(saved(page)).toBeVisible();

  await page.getByRole("link", { name: "Compare" }).last().click();
  await expect(page.getByRole("heading", { name: "Value Management", exact: true })).toBeVisible();
  await expect(page.locator("del").filter({ hasText: "Product" }).first()).toBeVisible();
  await expect(page.locator("ins").filter({ hasText: "others" }).first()).toBeVisible();

  await page.getByRole("link", { name: "Publish", exact: true }).click();
  const guide = page.getByRole("group", { name: /anchor at Guide/ });
  await expect(page).toHaveTitle(/^Product Management · Publish/);
  await guide.getByRole("radio", { name: /Meaning changed/ }).check();
  await page.getByLabel("What is new").fill("A first thought.");
  await button(page, "Save what the changes mean").click();
  await expect(page.getByRole("group", { name: /anchor at Guide/ }).getByRole("radio", { name: /Meaning changed/ })).toBeChecked();
  await expect(page.getByRole("heading", { name: "Trends that will show a break" }).locator("xpath=following-sibling::*[1]")).toContainText(
    "Value Management",
  );
  await expect(page.getByLabel("What is new")).toHaveValue("A first thought.");
  await page.reload();
  await expect(page.getByLabel("What is new")).toHaveValue("A first thought.");
  await page.getByLabel("What is new").fill("");
  await button(page, "Publish revision 2").click();
  await page
    .getByRole("alert")
    .getByRole("link", { name: /Say in a sentence what is new/ })
    .click();
  await expect(page.getByLabel("What is new")).toBeFocused();
  await page.getByLabel("What is new").fill("Plainer words for Value Management.");
  await button(page, "Publish revision 2").dblclick();
  await expect(page.getByText("Revision 2 is published.")).toBeVisible();
  await expect(page.getByRole("heading", { name: /^Revision \d/ })).toHaveCount(2);

  await page.goto("/model");
  await expect(page.getByRole("heading", { name: "New in revision 2" })).toBeVisible();
  await expect(page.getByText("Plainer words for Value Management.").first()).toBeVisible();
  await page.getByText("What changed", { exact: true }).click();
  await expect(page.getByText("Value Management: reworded at Guide (its meaning changed)")).toBeVisible();
  await expect(page.getByText("Value Management: reworded at Catalyst (wording only)")).toBeVisible();
  await expect(page.getByRole("cell").getByText("Helps others weigh cases for a shared budget.")).toBeVisible();
  await page.getByRole("link", { name: "Revision 1" }).click();
  await expect(page.getByText("This is an earlier revision.")).toBeVisible();
  await expect(page.getByRole("cell").getByText("Helps others weigh cases for a shared budget.")).toHaveCount(0);
}

async function importDocument(page: Page): Promise<void> {
  await page.goto("/admin/model/product-management/import");
  await page.getByLabel("Paste its text").fill(SOURCE.replace("Monitoring customer needs", "Watching customer needs"));
  await button(page, "Read it").click();
  const read = page.getByRole("table", { name: "What was read, and what was understood" });
  await expect(read.getByRole("row", { name: /Watching customer needs/ }).last()).toContainText("Definition:");
  await expect(page.locator("ins").filter({ hasText: "Watching" }).first()).toBeVisible();
  await button(page, "Take it into the draft").click();
  await expect(page.getByRole("textbox", { name: "Market Awareness: definition" })).toHaveValue(/^Watching customer needs/);
  await button(page, "Undo").click();
  await expect(page.getByRole("textbox", { name: "Market Awareness: definition" })).toHaveValue(/^Monitoring customer needs/);

  await importIntoChanged(page);
  await page.goto("/admin/model/product-management/import");
  await page.getByLabel("Paste its text").fill("{ not json");
  await button(page, "Read it").click();
  await expect(page.getByText("Nothing was saved.")).toBeVisible();
  await expect(button(page, "Take it into the draft")).toHaveCount(0);

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download JSON" }).click()]);
  expect(download.suggestedFilename()).toBe("product-management-revision-2.json");
}

/** What was read stays, and need not be chosen again, where the draft changes before it is taken. */
async function importIntoChanged(page: Page): Promise<void> {
  await page.goto("/admin/model/product-management/import");
  await page.getByLabel("Or choose a file").setInputFiles({
    name: "words.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(SOURCE.replace("Monitoring customer needs", "Observing customer needs")),
  });
  await button(page, "Read it").click();
  await expect(page.getByRole("region", { name: "What was understood" }).first()).toBeFocused();
  const editor = await page.context().newPage();
  await editor.goto("/admin/model/product-management");
  await expect(button(editor, "Save")).toHaveCount(0);
  await editor.getByRole("textbox", { name: "Value Management at Guide: anchor" }).fill("Changed meanwhile.");
  await expect(saved(editor)).toBeVisible();
  await editor.close();
  await button(page, "Take it into the draft").click();
  await expect(page.getByText("Nothing was imported: the draft has changed since you read this")).toBeVisible();
  await expect(page.locator("ins").filter({ hasText: "Observing" }).first()).toBeVisible();
  await button(page, "Take it into the draft").click();
  await expect(page.getByRole("textbox", { name: "Market Awareness: definition" })).toHaveValue(/^Observing customer needs/);
  await expect(page.getByRole("textbox", { name: "Value Management at Guide: anchor" })).toHaveValue("Changed meanwhile.");

  await page.goto("/admin/model/product-management/import");
  await page
    .getByLabel("Or choose a file")
    .setInputFiles({ name: "large.txt", mimeType: "text/plain", buffer: Buffer.alloc(1_060_000, "a") });
  await button(page, "Read it").click();
  await expect(page.getByRole("alert").filter({ hasText: "This is more than Cairn takes at once" })).toBeVisible();
}

async function restoreFirst(page: Page): Promise<void> {
  await page.goto("/admin/model/product-management/revisions");
  await page.getByText("Restore as a draft").click();
  await button(page, "Restore revision 1").click();
  await expect(page.getByRole("heading", { name: "Compare" }).or(page.getByText("From revision 2 to the draft"))).toBeVisible();
  await expect(page.locator("ins").filter({ hasText: "Product" }).first()).toBeVisible();
  await page.getByText("Discard the draft").click();
  await button(page, "Discard it for good").click();
  await expect(button(page, "Begin a draft")).toBeVisible();
}
