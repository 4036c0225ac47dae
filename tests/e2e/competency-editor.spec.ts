/** The risks: what an admin typed is lost, overwritten, drawn as markup, or published unseen; or the page cannot be used by keyboard or without a script. */
import { getDatabase } from "@/lib/db/client";
import { fieldsOf } from "@/lib/domain/competency/draft";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { behaviorIds, makeDraft } from "../factories/competency";
import { makeWorkspace } from "../factories/workspace";
import { axe } from "./accessible";
import { expect, type Page, test } from "./fixtures";
import { signInAs } from "./session";

type Given = Awaited<ReturnType<typeof makeWorkspace>>;

const editor = ({ competencyId }: Pick<Given, "competencyId">) => `/admin/model/${competencyId}`;
const anchor = (page: Page) => page.getByRole("textbox", { name: "Value Management at Guide: anchor" });
const saved = (page: Page) => page.getByRole("status").filter({ hasText: /^Saved$/ });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** Each test has its own competency, so no two write in the same draft. */
async function open(page: Page, path = ""): Promise<Given> {
  const workspace = await openWithoutScript(page, path);
  // The buttons for browsers without JavaScript go once the script runs.
  await expect(button(page, "Save")).toHaveCount(0);
  return workspace;
}

async function openWithoutScript(page: Page, path = ""): Promise<Given> {
  const workspace = await makeWorkspace();
  await signInAs(page.context(), workspace.people.admin.userId);
  await page.goto(`${editor(workspace)}${path}`);
  return workspace;
}

async function storedText(draftId: string, path: string): Promise<string | undefined> {
  const row = await getDatabase().draftField.findUnique({ where: { draftId_path: { draftId, path } } });
  return row?.value;
}

test("what is typed is saved as one types, is there again, and can be undone and redone by keys outside of the fields", async ({
  page,
}) => {
  const { draftId } = await open(page);
  const before = productManagement.additions.anchors["value-management"]?.guide ?? "";
  await expect(anchor(page)).toHaveValue(before);
  await anchor(page).fill("Helps others weigh cases.");
  await expect(saved(page)).toBeVisible();
  expect(await storedText(draftId, "anchors.value-management.guide")).toBe("Helps others weigh cases.");
  await page.reload();
  await expect(anchor(page)).toHaveValue("Helps others weigh cases.");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(anchor(page)).toHaveValue(before);
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await expect(anchor(page)).toHaveValue("Helps others weigh cases.");
  await button(page, "Undo").click();
  await expect(anchor(page)).toHaveValue(before);
});

test("undo inside a field is the browser’s: nothing that is off screen is taken back", async ({ page }) => {
  const { draftId } = await open(page);
  await anchor(page).fill("Helps others weigh cases.");
  await expect(saved(page)).toBeVisible();
  const name = page.getByLabel("A new behavior’s name");
  await name.pressSequentially("Curiosity");
  await name.press("ControlOrMeta+z");
  await expect(name).not.toHaveValue("Curiosity");
  await expect(anchor(page)).toHaveValue("Helps others weigh cases.");
  const summary = page.getByRole("textbox", { name: "Summary" });
  const before = await summary.inputValue();
  await summary.press("End");
  await summary.pressSequentially("!");
  await summary.press("ControlOrMeta+z");
  await expect(summary).toHaveValue(before);
  expect(await storedText(draftId, "anchors.value-management.guide")).toBe("Helps others weigh cases.");
});

test("advice stands beside the field while it is written, and goes when it is heeded", async ({ page }) => {
  await open(page);
  await expect(page.getByText("Advice:")).toHaveCount(0);
  await anchor(page).fill("Regularly helps Product Owners weigh cases and coaches the executives.");
  const advice = page
    .getByRole("list")
    .filter({ has: page.getByText("Advice:") })
    .last();
  await expect(advice).toContainText("“Regularly” says how much");
  await expect(advice).toContainText("two ideas here: the second begins at “coaches”");
  await expect(anchor(page)).toHaveAccessibleDescription(/Regularly/);
  await anchor(page).fill("Helps Product Owners weigh cases for a shared budget.");
  await expect(page.getByText("Advice:")).toHaveCount(0);
});

test("of two admins who write the same text, the second sees both and chooses; other texts go together", async ({ page, openBrowser }) => {
  const workspace = await open(page);
  const { draftId } = workspace;
  const other = await (await openBrowser()).newPage();
  const bea = await makeWorkspace();
  const database = getDatabase();
  await database.user.update({ where: { id: bea.people.admin.userId }, data: { name: "Bea" } });
  await signInAs(other.context(), bea.people.admin.userId);
  await other.goto(editor(workspace));
  await expect(button(other, "Save")).toHaveCount(0);

  await anchor(other).fill("Bea’s words.");
  await expect(saved(other)).toBeVisible();
  await page.getByRole("textbox", { name: "Summary" }).fill("My summary.");
  await anchor(page).fill("My words.");
  await expect(page.getByText("Bea saved this meanwhile")).toBeVisible();
  await expect(page.getByText("Bea’s words.", { exact: true })).toBeVisible();
  await expect(anchor(page)).toHaveValue("My words.");
  expect(await storedText(draftId, "anchors.value-management.guide")).toBe("Bea’s words.");
  expect(await storedText(draftId, "summary")).toBe("My summary.");

  await button(page, "Keep mine").click();
  await expect(saved(page)).toBeVisible();
  expect(await storedText(draftId, "anchors.value-management.guide")).toBe("My words.");

  await anchor(other).fill("Bea’s second words.");
  await expect(other.getByText("saved this meanwhile")).toBeVisible();
  await button(other, "Take theirs").click();
  await expect(anchor(other)).toHaveValue("My words.");
  expect(await storedText(draftId, "anchors.value-management.guide")).toBe("My words.");
});

test("behaviors are moved, retired, brought back and added by keyboard alone", async ({ page }) => {
  await open(page);
  const names = page.getByRole("textbox", { name: /: name$/ });
  const order = () => names.evaluateAll((fields) => (fields as HTMLTextAreaElement[]).map(({ value }) => value).slice(0, 7));
  await expect.poll(order).toEqual(productManagement.source.behaviors.map(({ name }) => name));
  const down = button(page, "Move down Vision & Strategy");
  await down.focus();
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await order()).slice(0, 2)).toEqual(["Outcome Orientation", "Vision & Strategy"]);
  // The focus stays with the button that was pressed: pressed again, it moves on.
  await expect(down).toBeFocused();
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await order())[2]).toBe("Vision & Strategy");

  await button(page, "Retire Market Awareness").focus();
  await page.keyboard.press("Enter");
  await expect(button(page, "Bring back Market Awareness")).toBeVisible();
  await button(page, "Bring back Market Awareness").focus();
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await order())[6]).toBe("Market Awareness");

  await page.getByLabel("A new behavior’s name").fill("Curiosity");
  await page.getByLabel("A new behavior’s name").press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Curiosity: name" })).toHaveValue("Curiosity");
  await expect(page.getByText(/places are incomplete/)).toBeVisible();
});

test("what is typed goes first when a button or a link is pressed right after it", async ({ page }) => {
  const { draftId } = await open(page);
  await anchor(page).fill("Typed just now.");
  await button(page, "Move down Vision & Strategy").click();
  await expect.poll(() => storedText(draftId, "order.behaviors")).toMatch(/^outcome-orientation/);
  expect(await storedText(draftId, "anchors.value-management.guide")).toBe("Typed just now.");
  await anchor(page).fill("Typed at last.");
  await page.getByRole("link", { name: "Publish…" }).click();
  await expect(page).toHaveURL(/\/publish$/);
  expect(await storedText(draftId, "anchors.value-management.guide")).toBe("Typed at last.");
});

test("without a network the text is kept on the device and saved when there is one", async ({ page, context, consoleErrors }) => {
  consoleErrors.expect(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
  const { draftId } = await open(page);
  await context.setOffline(true);
  await anchor(page).fill("Written on a train.");
  await expect(page.getByRole("status").filter({ hasText: "Offline: kept on this device, will be saved" })).toBeVisible();
  await context.setOffline(false);
  await expect(saved(page)).toBeVisible({ timeout: 15_000 });
  expect(await storedText(draftId, "anchors.value-management.guide")).toBe("Written on a train.");
});

test("what was typed offline, and between what nobody chose, is there again after the tab was closed", async ({
  page,
  context,
  consoleErrors,
}) => {
  consoleErrors.expect(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
  const workspace = await open(page);
  const { draftId } = workspace;
  await context.setOffline(true);
  await anchor(page).fill("Written on a train.");
  await page.getByRole("textbox", { name: "Summary" }).fill("My summary.");
  await page.getByLabel("A new behavior’s name").fill("Curiosity");
  await expect(page.getByRole("status").filter({ hasText: "Offline: kept on this device, will be saved" })).toBeVisible();
  await page.close();
  await context.setOffline(false);
  const by = { draftId, version: 1, editedBy: "nobody", editedAt: new Date() };
  await getDatabase().draftField.create({ data: { ...by, path: "summary", value: "Somebody else’s summary." } });

  for (const visit of ["first", "second"]) {
    const again = await context.newPage();
    await again.goto(editor(workspace));
    await expect(anchor(again), visit).toHaveValue("Written on a train.");
    await expect(again.getByText("saved this meanwhile"), visit).toBeVisible();
    await expect(again.getByText("Somebody else’s summary.", { exact: true })).toBeVisible();
    await expect(again.getByRole("textbox", { name: "Summary" })).toHaveValue("My summary.");
    await expect(again.getByLabel("A new behavior’s name")).toHaveValue("Curiosity");
    expect(await storedText(draftId, "anchors.value-management.guide")).toBe("Written on a train.");
    expect(await storedText(draftId, "summary")).toBe("Somebody else’s summary.");
    await again.close();
  }
});

test("where the session has ended the text is kept, and saved after signing in again; another person’s session saves nothing", async ({
  page,
  context,
  consoleErrors,
}) => {
  consoleErrors.expect(/40[13] \(/);
  const workspace = await open(page);
  const { draftId, people } = workspace;
  await context.clearCookies();
  await anchor(page).fill("Written before lunch.");
  await expect(
    page.getByRole("status").filter({ hasText: "You have been signed out. What you typed is kept on this device" }),
  ).toBeVisible();
  await expect(page.getByRole("link", { name: "Sign in", exact: true }).last()).toHaveAttribute("href", /^\/sign-in\?next=%2Fadmin/);
  const other = await makeWorkspace();
  await signInAs(context, other.people.admin.userId);
  await anchor(page).fill("Written after lunch.");
  await expect(page.getByRole("status").filter({ hasText: "This page was opened as" })).toBeVisible();
  expect(await storedText(draftId, "anchors.value-management.guide")).toBeUndefined();
  await signInAs(context, people.admin.userId);
  await page.reload();
  await expect(anchor(page)).toHaveValue("Written after lunch.");
  await expect.poll(() => storedText(draftId, "anchors.value-management.guide")).toBe("Written after lunch.");
});

test("where the device stores nothing the page says so, and asks before it closes", async ({ page, context, consoleErrors }) => {
  consoleErrors.expect(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await open(page);
  await context.setOffline(true);
  await anchor(page).fill("Written on a train.");
  await expect(page.getByRole("status").filter({ hasText: "Offline: kept until you close this tab" })).toBeVisible();
  const asked = page.waitForEvent("dialog");
  void page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await context.setOffline(false);
  await expect(saved(page)).toBeVisible({ timeout: 15_000 });
});

test("a text of a behavior that somebody else retired is saved once a button beside it brings the behavior back", async ({ page }) => {
  const { draftId } = await open(page);
  const value = behaviorIds.filter((id) => id !== "value-management").join("\n");
  const by = { draftId, version: 1, editedBy: "nobody", editedAt: new Date() };
  await getDatabase().draftField.create({ data: { ...by, path: "order.behaviors", value } });
  await page.getByRole("textbox", { name: "Value Management: definition" }).fill("Other words.");
  // Beside the text, or in the list of what is retired where the page is drawn anew.
  await page
    .getByRole("button", { name: /^Bring (?:this behavior back|back Value Management)$/ })
    .first()
    .click();
  await expect.poll(() => storedText(draftId, "behaviors.value-management.definition")).toBe("Other words.");
});

test("guidance is written on a page for each behavior", async ({ page }) => {
  const { draftId } = await open(page, "/guidance/value-management");
  await page.getByRole("textbox", { name: "Guide: question to reflect on" }).fill("Who decides without you?");
  await expect(saved(page)).toBeVisible();
  expect(await storedText(draftId, "guidance.value-management.guide.question")).toBe("Who decides without you?");
});

const HOSTILE = `<script>alert(1)</script><img src=x onerror=alert(2)> "quoted" & 'single'`;

test("markup in every field is text on every page", async ({ page }) => {
  const workspace = await makeWorkspace();
  const hostile = Object.fromEntries(
    Object.entries(fieldsOf(productManagement)).map(([path, value]) => [
      path,
      path.startsWith("order.") || path === "attribution.url" ? value : path.endsWith("shortName") ? "<b>x</b>" : HOSTILE,
    ]),
  );
  const { competencyId } = await makeDraft(workspace.people.admin.userId, hostile);
  await signInAs(page.context(), workspace.people.admin.userId);
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  for (const path of ["", "/guidance/value-management", "/compare", "/publish", "/revisions"]) {
    await page.goto(`/admin/model/${competencyId}${path}`);
    await expect(page.getByRole("main")).toContainText("<script>alert(1)</script>");
    expect(await page.locator("main img[src=x], main script:not([src]):has-text('alert(1)')").count()).toBe(0);
  }
  await page.goto("/admin/model?list");
  await expect(page.getByRole("link", { name: HOSTILE })).toBeVisible();
  expect(dialogs).toEqual([]);
});

test("an incomplete draft says where, and cannot be published", async ({ page }) => {
  const workspace = await makeWorkspace();
  const { competencyId } = await makeDraft(workspace.people.admin.userId, { ...fieldsOf(productManagement), "levels.guide.name": "" });
  await signInAs(page.context(), workspace.people.admin.userId);
  await page.goto(`/admin/model/${competencyId}/publish`);
  await expect(button(page, "Publish revision 1")).toHaveCount(0);
  await page.getByRole("link", { name: /level without a name/i }).click();
  await expect(page).toHaveURL(/#field-levels-guide-name$/);
});

test("axe finds no error on the editor's pages, at 320 px, light or dark", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  const workspace = await open(page);
  await anchor(page).fill("Regularly helps Product Owners weigh cases and coaches the executives.");
  await expect(page.getByText("Advice:").first()).toBeVisible();
  for (const path of ["", "/guidance/value-management", "/compare", "/publish", "/revisions"]) {
    if (path !== "") await page.goto(`${editor(workspace)}${path}`);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const { violations } = await axe(page).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
      expect(violations.map(({ id, nodes }) => [colorScheme, id, nodes[0]?.target])).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${path}, ${colorScheme}`).toBeLessThanOrEqual(320);
    }
  }
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("texts are saved by the Save button, and a button that changes the order saves them too", async ({ page }) => {
    const { draftId } = await openWithoutScript(page);
    await anchor(page).fill("Saved by a button.");
    await button(page, "Save").last().click();
    await expect(anchor(page)).toHaveValue("Saved by a button.");
    expect(await storedText(draftId, "anchors.value-management.guide")).toBe("Saved by a button.");
    await anchor(page).fill("Saved on the way.");
    await button(page, "Move down Vision & Strategy").click();
    await expect(page.getByRole("textbox", { name: /: name$/ }).first()).toHaveValue("Outcome Orientation");
    await expect(anchor(page)).toHaveValue("Saved on the way.");
    await button(page, "Undo").click();
    await expect(page.getByRole("textbox", { name: /: name$/ }).first()).toHaveValue("Vision & Strategy");
  });

  test("the second to save a text sees both and chooses", async ({ page, consoleErrors }) => {
    consoleErrors.expect(/409 \(Conflict\)/);
    const { draftId } = await openWithoutScript(page);
    await getDatabase().draftField.create({
      data: {
        draftId,
        path: "anchors.value-management.guide",
        value: "Somebody else’s words.",
        version: 1,
        editedBy: "nobody",
        editedAt: new Date(),
      },
    });
    await page.getByRole("textbox", { name: "Summary" }).fill("My summary.");
    await anchor(page).fill("My words.");
    await button(page, "Save").last().click();
    await expect(page.getByText("Somebody else’s words.")).toBeVisible();
    await expect(anchor(page)).toHaveValue("My words.");
    expect(await storedText(draftId, "summary")).toBe("My summary.");
    expect(await storedText(draftId, "anchors.value-management.guide")).toBe("Somebody else’s words.");
    await button(page, "Keep mine").click();
    await expect(page.getByText("Somebody else’s words.")).toHaveCount(0);
    expect(await storedText(draftId, "anchors.value-management.guide")).toBe("My words.");
  });
});
