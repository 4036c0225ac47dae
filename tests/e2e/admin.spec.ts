/**
 * The risk: an admin cannot find a person among many, changes more than intended, or meets a page that some people cannot read or
 * reach.
 */
import { getDatabase } from "@/lib/db/client";
import { makeWorkspace } from "../factories/workspace";
import { axe } from "./accessible";
import { button, expect, type Page, test } from "./fixtures";
import { signInAs } from "./session";

async function expectReadable(page: Page): Promise<void> {
  for (const width of [1280, 390, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const { scrollWidth, innerWidth } = await page.evaluate(() => ({
      scrollWidth: document.documentElement.scrollWidth,
      innerWidth: window.innerWidth,
    }));
    expect.soft(scrollWidth, `${page.url()} at ${width}`).toBeLessThanOrEqual(innerWidth);
    const { violations } = await axe(page).analyze();
    expect
      .soft(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        `${page.url()} at ${width}`,
      )
      .toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

function personRow(page: Page, name: string) {
  return page.getByRole("row").filter({ has: page.getByRole("rowheader").filter({ hasText: name }) });
}

test("an admin finds somebody, makes them an admin, and their session is dead on the next request", async ({ page, context, browser }) => {
  const { people } = await makeWorkspace();
  const database = getDatabase();
  const name = `Ünal ${"Verylongname".repeat(8)} ${Date.now()}`;
  await database.user.update({ where: { id: people.member.userId }, data: { name } });
  const theirs = await browser.newContext();
  await signInAs(theirs, people.member.userId);
  const theirPage = await theirs.newPage();
  expect((await theirPage.goto("/admin"))?.status()).toBe(404);

  await signInAs(context, people.admin.userId);
  await page.goto("/admin");
  await expect(page).toHaveURL(/\/admin\/people$/);
  await page.getByRole("searchbox", { name: "Name or address" }).fill(name.toUpperCase().slice(0, 60));
  await button(page, "Search").click();
  await expect(personRow(page, name)).toContainText("Orion");
  await expectReadable(page);
  await page.getByRole("columnheader", { name: "Last here" }).getByRole("link").click();
  await expect(page.getByRole("columnheader", { name: "Last here" })).toHaveAttribute("aria-sort", "ascending");
  await page.getByRole("columnheader", { name: "Last here" }).getByRole("link").click();
  await expect(page.getByRole("columnheader", { name: "Last here" })).toHaveAttribute("aria-sort", "descending");

  await personRow(page, name).getByRole("link").click();
  await page.getByText("Make an admin", { exact: true }).click();
  await expectReadable(page);
  await button(page, `Make ${name} an admin`).click();
  await expect(page.getByRole("status")).toContainText("is an admin now");
  expect(await database.session.count({ where: { userId: people.member.userId } })).toBe(0);
  await theirPage.goto("/admin");
  expect(new URL(theirPage.url()).pathname).toBe("/sign-in");
  await theirs.close();

  await page.getByRole("link", { name: "See this person in the audit" }).click();
  await expect(personRow(page, "made an admin of")).toContainText("Ada Admin");
  await expectReadable(page);
});

test("an admin disables and enables, without JavaScript", async ({ browser }) => {
  const { people } = await makeWorkspace();
  const context = await browser.newContext({ javaScriptEnabled: false });
  await signInAs(context, people.admin.userId);
  const page = await context.newPage();
  await page.goto(`/admin/people/${people.coach.userId}`);
  await page.locator("summary", { hasText: "Disable this account" }).click();
  await button(page, "Disable this account").click();
  await expect(page.getByRole("status")).toContainText("is disabled");
  await button(page, "Enable this account").click();
  await expect(page.getByRole("status")).toContainText("is enabled");
  await context.close();
});

test("a search that finds nobody, teams without a coach, and the audit as a file", async ({ page, context }) => {
  const { people } = await makeWorkspace();
  await signInAs(context, people.admin.userId);
  await page.goto("/admin/people?q=nobody-of-this-name&sort=nonsense&page=-1");
  await expect(page.getByText("Nobody matches.")).toBeVisible();
  await expectReadable(page);
  await page.goto("/admin/teams?page=99999");
  await expect(page.getByText("There are no teams on this page.")).toBeVisible();
  const database = getDatabase();
  const name = `Castor ${Date.now()}`;
  await database.team.create({ data: { id: name, name } });
  await page.goto("/admin/teams");
  await page.getByRole("link", { name: /ha(s|ve) no coach$/ }).click();
  await page.getByRole("searchbox", { name: "Name of the team" }).fill(name);
  await button(page, "Search").click();
  await expect(personRow(page, name)).toContainText("No coach");
  await expectReadable(page);

  await database.auditEntry.create({
    data: { id: `${name}-1`, at: new Date(), action: "team.created", teamId: name, detail: { team: name } },
  });
  await page.goto(`/admin/audit?teamId=${encodeURIComponent(name)}`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Save these entries as CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^cairn-audit-\d{4}-\d\d-\d\d\.csv$/);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const lines = Buffer.concat(chunks).toString("utf8").trimEnd().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(`"created a team","","${name}"`);
});
