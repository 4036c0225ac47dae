/** The risk: a coach cannot call a team to assess itself by a day, or a round shows an answer before it is shared. */

import { getDatabase } from "@/lib/db/client";
import { makeRound } from "../factories/round";
import { DAY, daysAgo } from "../factories/time";
import { makeWorkspace, SECRET_EVIDENCE, type Workspace } from "../factories/workspace";
import { expectAccessible, tabTo } from "./accessible";
import { button, expect, type Page, test } from "./fixtures";
import { signInAs } from "./session";

/** In the format of a browser's date field. */
const dayIn = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

const inWords = (day: string) => new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));

const rounds = ({ teamId }: Workspace) => `/teams/${teamId}/rounds`;

async function openRound(page: Page, name: string, day: string): Promise<void> {
  await page.getByLabel("Name of the round").fill(name);
  await page.getByLabel("Due day", { exact: true }).fill(day);
  await page.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await button(page, "Open the round").click();
  await expect(page.getByText("The round is open.")).toBeVisible();
}

const group = (page: Page, name: string) =>
  page.locator("section:has(> h3)").filter({ has: page.getByRole("heading", { level: 3, name }) });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a coach opens a round, a member finds it and takes part, and the coach sees how far each is and no answer", async ({
      page,
      context,
      openBrowser,
    }) => {
      const workspace = await makeWorkspace();
      const { people } = workspace;
      await signInAs(context, people.coach.userId);
      await page.goto(`/teams/${workspace.teamId}`);
      await page.getByRole("link", { name: "Open a round" }).click();
      await openRound(page, "Winter <b>2027</b>", dayIn(14));
      const due = `${inWords(dayIn(14))} (Asia/Tokyo time)`;
      await expect(page.getByRole("heading", { level: 2, name: "Winter <b>2027</b>" })).toBeVisible();
      await expect(page.getByText(`until the end of ${due}`)).toBeVisible();
      await expect(group(page, "Not begun")).toContainText("Mia Member");
      await expect(group(page, "In progress")).toContainText("Olga Owner");

      const their = await openBrowser({ javaScriptEnabled });
      await signInAs(their, people.owner.userId);
      const owners = await their.newPage();
      await owners.goto("/");
      const card = owners.getByRole("article").filter({ has: owners.getByRole("heading", { name: "Winter <b>2027</b>" }) });
      await expect(card).toContainText(`Due by the end of ${due}`);
      await expect(card).toContainText("You have started, and not submitted yet.");
      await expect(card).toContainText("only after giving, or skipping, their own view of you");
      await card.getByRole("link", { name: "Continue self-assessment" }).click();
      await button(owners, "See my level summary").click();
      await owners.waitForURL(/\/results\//);

      await page.goto(rounds(workspace));
      await expect(group(page, "Submitted, not shared")).toContainText("Olga Owner");
      await expect(page.getByRole("main").getByRole("link", { name: "Olga Owner" })).toHaveCount(0);
      expect(await page.content()).not.toContain(SECRET_EVIDENCE);
      await expect(page.getByRole("main")).not.toContainText(/Guide|Advanced/);

      await owners.goto("/");
      await owners.getByRole("link", { name: /^Share with Orion/ }).click();
      await owners.getByRole("button", { name: "Share with Orion: ratings" }).click();
      await expect(owners.getByText("Shared with Orion.")).toBeVisible();
      await page.goto(rounds(workspace));
      await page.getByRole("link", { name: "Olga Owner" }).click();
      await expect(page.getByText("are hidden until you have committed your own")).toBeVisible();
      expect(await page.content()).not.toContain(SECRET_EVIDENCE);
    });

    test("a day that is over, that there is none, and a zone that is none are refused, with what was typed", async ({
      page,
      context,
      consoleErrors,
    }) => {
      consoleErrors.expect(/status of (409|422)/);
      const workspace = await makeWorkspace();
      await signInAs(context, workspace.people.coach.userId);
      await page.goto(rounds(workspace));
      await page.getByLabel("Name of the round").fill("Too late");
      await page.getByLabel("Due day", { exact: true }).fill(dayIn(-2));
      await page.getByLabel("Time zone").selectOption("Europe/Oslo");
      await page.getByRole("checkbox", { name: "Ask for blind reviews" }).uncheck();
      await button(page, "Open the round").click();
      await expect(page.getByLabel("Due day", { exact: true })).toHaveAttribute("aria-invalid", "true");
      await expect(page.getByLabel("Name of the round")).toHaveValue("Too late");
      await expect(page.getByLabel("Due day", { exact: true })).toHaveValue(dayIn(-2));
      await expect(page.getByLabel("Time zone")).toHaveValue("Europe/Oslo");
      await expect(page.getByRole("checkbox", { name: "Ask for blind reviews" })).not.toBeChecked();
      if (javaScriptEnabled) await expectAccessible(page);
      await page.getByLabel("Name of the round").fill("");
      await button(page, "Open the round").click();
      await expect(page.getByLabel("Name of the round")).toHaveAttribute("aria-invalid", "true");
      expect(await getDatabase().round.count({ where: { teamId: workspace.teamId } })).toBe(1);
    });

    test("a round is extended, closed and opened again; what came late says so until then", async ({ page, context, openBrowser }) => {
      const workspace = await makeWorkspace();
      const { people } = workspace;
      await signInAs(context, people.coach.userId);
      await page.goto(rounds(workspace));
      await openRound(page, "Winter", dayIn(3));
      await page.getByText("Extend", { exact: true }).click();
      await page.getByLabel("New due day").fill(dayIn(9));
      await button(page, "Extend the round").click();
      await expect(page.getByText("The round has its new day.")).toBeVisible();
      await expect(page.getByText(`until the end of ${inWords(dayIn(9))}`).first()).toBeVisible();
      await page.getByText("Close now", { exact: true }).click();
      await button(page, "Close the round").click();
      await expect(page.getByText("The round is closed.")).toBeVisible();

      const their = await openBrowser({ javaScriptEnabled });
      await signInAs(their, people.owner.userId);
      const owners = await their.newPage();
      await owners.goto(`/assess/${workspace.openId}/review`);
      await expect(owners.getByText("What you submit now goes into your own history, and not into that round.")).toBeVisible();
      await button(owners, "See my level summary").click();
      await owners.waitForURL(/\/results\//);
      await expect(owners.getByText(/The round “Winter” of Orion was closed on/)).toBeVisible();
      await expect(owners.getByText("So this is in your own history, and not in that round.")).toBeVisible();
      const late = owners.url();

      await page.goto(rounds(workspace));
      const row = page.getByRole("row").filter({ hasText: "Winter" });
      await expect(row).toContainText("0 of 2");
      await page.getByText("Open “Winter” again", { exact: true }).click();
      await page.getByLabel("New due day").fill(dayIn(5));
      await button(page, "Open it again").click();
      await expect(page.getByText("The round is open again.")).toBeVisible();
      await expect(group(page, "Submitted, not shared")).toContainText("Olga Owner");
      await owners.goto(late);
      await expect(owners.getByText("So this is in your own history")).toHaveCount(0);
    });
  });
}

test("a round is extended and closed once by a double click", async ({ page, context }) => {
  const workspace = await makeWorkspace();
  await signInAs(context, workspace.people.coach.userId);
  await page.goto(rounds(workspace));
  await expect(page).toHaveTitle("Orion · Rounds · Cairn");
  await openRound(page, "Winter", dayIn(3));
  await page.getByText("Extend", { exact: true }).click();
  await page.getByLabel("New due day").fill(dayIn(9));
  await button(page, "Extend the round").dblclick();
  await expect(page.getByText("The round has its new day.")).toBeVisible();
  await page.getByText("Close now", { exact: true }).click();
  await button(page, "Close the round").dblclick();
  await expect(page.getByText("The round is closed.")).toBeVisible();
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
});

test("a round is opened by the keyboard alone", async ({ page, context }) => {
  const workspace = await makeWorkspace();
  await signInAs(context, workspace.people.coach.userId);
  await page.goto(rounds(workspace));
  await expectAccessible(page);
  await tabTo(page, page.getByLabel("Name of the round"));
  await page.keyboard.type("By keys");
  await page.keyboard.press("Tab");
  await page.keyboard.type(`01012${String(new Date().getUTCFullYear() + 1).slice(1)}`);
  await tabTo(page, page.getByRole("checkbox", { name: "Ask for blind reviews" }));
  await page.keyboard.press("Space");
  await tabTo(page, button(page, "Open the round"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 2, name: "By keys" })).toBeVisible();
  await expect(page.getByText("Reviews are not blind")).toBeVisible();
  await expectAccessible(page);
});

test("two coaches at once, and tabs that were left open, lose nothing and are told", async ({ page, context, consoleErrors }) => {
  consoleErrors.expect(/status of (404|409)/);
  const workspace = await makeWorkspace();
  const database = getDatabase();
  await signInAs(context, workspace.people.coach.userId);
  const other = await context.newPage();
  for (const tab of [page, other]) await tab.goto(rounds(workspace));
  await openRound(other, "The other one", dayIn(8));
  await page.getByLabel("Name of the round").fill("Mine");
  await page.getByLabel("Due day", { exact: true }).fill(dayIn(9));
  await button(page, "Open the round").click();
  await expect(page.getByRole("alert").filter({ hasText: "The other one" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "The other one" })).toBeVisible();

  await other.getByText("Close now", { exact: true }).click();
  await database.round.updateMany({ where: { teamId: workspace.teamId, name: "The other one" }, data: { closedAt: new Date() } });
  await button(other, "Close the round").click();
  await expect(other.getByText("The round is closed.")).toBeVisible();
  await expect(other.getByRole("heading", { level: 2, name: "Open the next round" })).toBeVisible();

  await other.getByLabel("Name of the round").fill("For nobody");
  await other.getByLabel("Due day", { exact: true }).fill(dayIn(9));
  await database.team.delete({ where: { id: workspace.teamId } });
  await button(other, "Open the round").click();
  await expect(other.getByRole("main").getByRole("alert")).toContainText("There is nothing here, or it belongs to somebody else.");
  await expect(other.getByLabel("Name of the round")).toHaveValue("For nobody");
  expect(await database.round.count({ where: { name: "For nobody" } })).toBe(0);
});

test("a team without members has rounds that ask nobody, and the longest names fit", async ({ page, context }) => {
  const workspace = await makeWorkspace();
  const database = getDatabase();
  await database.membership.deleteMany({ where: { teamId: workspace.teamId, role: "member" } });
  await makeRound(workspace.teamId, { name: "First round", openedAt: daysAgo(1), dueAt: daysAgo(-1) });
  await database.round.updateMany({ where: { teamId: workspace.teamId }, data: { name: "W".repeat(80) } });
  await signInAs(context, workspace.people.coach.userId);
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(rounds(workspace));
    await expect(page.getByText("This team has no members now.")).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.goto(`/teams/${workspace.teamId}`);
    await expect(page.getByText("0 of 0 have submitted")).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});
