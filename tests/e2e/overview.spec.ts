/** The risk: a coach cannot see where the team stands, or sees what is not theirs to see. */
import { getDatabase } from "@/lib/db/client";
import { makeOverviewTeam, type Sharer } from "../factories/overview";
import { makeReviewRow } from "../factories/review-row";
import { makeRound } from "../factories/round";
import { daysAgo } from "../factories/time";
import { makeWorkspace } from "../factories/workspace";
import { expectAccessible } from "./accessible";
import { BEHAVIORS, button, expect, type Page, test } from "./fixtures";
import { signInAs } from "./session";

const heatmap = (page: Page) => page.getByRole("region", { name: "Each person’s level in each behavior" });
const row = (page: Page, name: string) =>
  heatmap(page)
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name }) });
const names = async (page: Page) => heatmap(page).getByRole("rowheader").getByRole("link").allTextContents();
const spread = (page: Page, behavior: string) =>
  page.getByRole("table", { name: "How many people gave each answer, by behavior" }).first().getByRole("row").filter({ hasText: behavior });

/** Ada and Bo differ by two levels; Bo had no opportunity in the second behavior. */
const SHARERS: Sharer[] = [
  { name: "Ada Alto", ranks: [2, 2, 2, 2, 2, 2, 0] },
  { name: "Bo Basso", ranks: [4, null, 2, 3, 2, 2, 0], daysAgo: 3 },
  { name: "Cy Coda", ranks: [1], isWithdrawn: true },
];

async function makeTeam(sharers: readonly Sharer[] = SHARERS, silent: readonly string[] = ["Di Dolce"]) {
  const { people } = await makeWorkspace();
  return {
    coachId: people.coach.userId,
    memberId: people.member.userId,
    ...(await makeOverviewTeam(people.coach.userId, sharers, silent)),
  };
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a coach reads each level by its name, sorts by any column, and tells what is missing apart", async ({ page, context }) => {
      const { coachId, teamId } = await makeTeam();
      await signInAs(context, coachId);
      await page.goto(`/teams/${teamId}`);
      await expect(row(page, "Ada Alto").getByRole("cell")).toHaveText([...Array.from({ length: 6 }, () => "Advanced"), "Beginner"]);
      await expect(row(page, "Bo Basso").getByRole("cell").nth(1)).toHaveText("No opportunity yet");
      await expect(row(page, "Cy Coda")).toContainText(/Stopped sharing on/);
      await expect(row(page, "Di Dolce")).toContainText("Not shared");
      expect(await names(page)).toEqual(["Ada Alto", "Bo Basso", "Cy Coda", "Di Dolce"]);

      await heatmap(page)
        .getByRole("link", { name: /^Vision/ })
        .click();
      await expect(heatmap(page).getByRole("columnheader", { name: /^Vision/ })).toHaveAttribute("aria-sort", "ascending");
      await heatmap(page)
        .getByRole("link", { name: /^Vision/ })
        .click();
      await expect(heatmap(page).getByRole("columnheader", { name: /^Vision/ })).toHaveAttribute("aria-sort", "descending");
      expect((await names(page)).slice(0, 2)).toEqual(["Bo Basso", "Ada Alto"]);
      await heatmap(page).getByRole("link", { name: "Day" }).click();
      await expect(page).toHaveURL(/sort=submitted_on/);
      expect((await names(page)).slice(0, 2)).toEqual(["Bo Basso", "Ada Alto"]);
      await heatmap(page).getByRole("link", { name: "Name" }).click();
      await expect(heatmap(page).getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");
      expect((await names(page)).slice(0, 2)).toEqual(["Ada Alto", "Bo Basso"]);

      await expect(spread(page, "Vision & Strategy")).toContainText("1 Advanced, 1 Catalyst. Median: Advanced.");
      await expect(spread(page, "Outcome Orientation")).toContainText("1 Advanced, 1 no opportunity yet. Median: Advanced.");
      await expect(page.getByText("Risk & Opportunity Management: one or both who rated it are at Beginner.")).toBeVisible();
      await expect(
        page.getByText(/Vision & Strategy: of the two who rated it, one is at Advanced or lower and one at Catalyst/),
      ).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
    });

    test("rounds filter it, and what moved between two is told only by more than one person", async ({ page, context }) => {
      const up = ["Ada Alto", "Bo Basso", "Cy Coda"].flatMap((name): Sharer[] => [
        { name, ranks: [1, 1, 1, 1, 1, 1, 1], daysAgo: 40 },
        { name, ranks: [2, name === "Ada Alto" ? 2 : 1, 1, 1, 1, 1, 1], daysAgo: 2 },
      ]);
      const { coachId, teamId } = await makeTeam(up, []);
      await makeRound(teamId, { name: "First", openedAt: daysAgo(50), dueAt: daysAgo(30) });
      await makeRound(teamId, { name: "Second", openedAt: daysAgo(5), dueAt: daysAgo(-5) });
      await signInAs(context, coachId);
      await page.goto(`/teams/${teamId}`);
      await expect(page.getByRole("heading", { name: "What moved from First to Second" })).toBeVisible();
      await expect(page.getByText("3 of 3 rate it higher than in First, none lower.")).toHaveCount(1);
      await expect(page.getByRole("listitem").filter({ hasText: "Outcome Orientation:" })).toHaveCount(0);
      await page.getByLabel("Which self-assessments").selectOption({ label: "Round: First" });
      await button(page, "Show").click();
      await expect(page).toHaveURL(/round=/);
      await expect(row(page, "Ada Alto").getByRole("cell").first()).toHaveText("Intermediate");
      await expect(page.getByText("shared from First")).toBeVisible();
      await expect(page.getByRole("heading", { name: /^What moved/ })).toHaveCount(0);
    });

    test("a blind round hides a member until the coach's own review, everywhere on the page and in its files", async ({
      page,
      context,
    }) => {
      const { coachId, teamId, ids } = await makeTeam();
      await makeRound(teamId, { name: "Blind", openedAt: daysAgo(5), dueAt: daysAgo(-5), blindReviews: true });
      const database = getDatabase();
      await signInAs(context, coachId);
      await page.goto(`/teams/${teamId}`);
      await expect(row(page, "Ada Alto")).toContainText("Hidden until your review");
      await expect(page.getByText("Everything that is shared here is hidden until your review.")).toBeVisible();
      const sent = await (await page.request.get(`/teams/${teamId}`)).text();
      expect(sent).not.toMatch(/Catalyst|no opportunity yet/i);
      expect(await (await page.request.get(`/api/teams/${teamId}/export?format=json`)).json()).toMatchObject({ rows: [] });

      const { id: assessmentId } = await database.assessment.findFirstOrThrow({ where: { ownerId: ids.get("Ada Alto") ?? "" } });
      await makeReviewRow({ assessmentId, teamId, coachId }, { skippedAt: new Date(), isBlind: false });
      await page.goto(`/teams/${teamId}`);
      await expect(row(page, "Ada Alto").getByRole("cell").first()).toHaveText("Advanced");
      await expect(row(page, "Bo Basso")).toContainText("Hidden until your review");
      await expect(spread(page, "Vision & Strategy")).toContainText("1 Advanced. Median: Advanced.");
      expect(await (await page.request.get(`/teams/${teamId}`)).text()).not.toContain("Catalyst");
    });
  });
}

test("files hold what the page shows, say what their columns mean, and run no formula", async ({ page, context }) => {
  const { coachId, teamId } = await makeTeam([...SHARERS, { name: '=HYPERLINK("https://evil.example";"x")', ranks: [1] }], []);
  await signInAs(context, coachId);
  await page.goto(`/teams/${teamId}`);
  const file = async (link: string) => {
    const href = (await page.getByRole("link", { name: link, exact: true }).getAttribute("href")) ?? "";
    const response = await page.request.get(href);
    return { type: response.headers()["content-type"], how: response.headers()["content-disposition"], text: await response.text() };
  };
  const csv = await file("CSV, for a spreadsheet");
  expect(csv.type).toMatch(/^text\/csv/);
  expect(csv.how).toMatch(/^attachment; filename="[\w.-]+\.csv"$/);
  const lines = csv.text.split("\r\n");
  expect(lines[0]).toMatch(/^\uFEFF"person","person_id","round"/);
  expect(lines.filter((line) => line.startsWith('"Ada Alto"'))).toHaveLength(BEHAVIORS.length);
  expect(csv.text).toContain(`"'=HYPERLINK(""https://evil.example"";""x"")"`);
  expect(csv.text).not.toContain("Cy Coda");
  const json = JSON.parse((await file("JSON")).text) as { rows: { person: string }[]; revisions: unknown[]; columns: unknown[] };
  expect(json.rows.filter(({ person }) => person === "Bo Basso")).toHaveLength(BEHAVIORS.length);
  expect(json.revisions).toHaveLength(1);
  expect((await file("What the columns mean")).text).toContain('"rank"');
  const owners = getDatabase().shareView.findMany({ where: { teamId, place: "export" }, select: { viewerId: true } });
  expect(await owners).toHaveLength(3);
});

test("it reads well for two hundred, at any width, and goes on paper", async ({ page, context }) => {
  const many = Array.from(
    { length: 200 },
    (_, index): Sharer => ({
      name: `Person ${String(index).padStart(3, "0")}${index === 7 ? ` ${"W".repeat(60)}` : ""}`,
      ranks: [index % 5, (index + 1) % 5, null, 2, 2, 2, 2],
    }),
  );
  const { coachId, teamId } = await makeTeam(many, []);
  await signInAs(context, coachId);
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`/teams/${teamId}`);
    await expect(heatmap(page).getByRole("row")).toHaveCount(201);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    // The heads stay in sight while the frame scrolls.
    await heatmap(page).evaluate((frame) => {
      frame.scrollIntoView({ block: "start" });
      frame.scrollTop = frame.scrollHeight;
    });
    await expect(heatmap(page).getByRole("rowheader", { name: "Person 199" })).toBeInViewport();
    await expect(heatmap(page).getByRole("columnheader", { name: /^Name/ })).toBeInViewport();
  }
  await expectAccessible(page);
  await page.emulateMedia({ media: "print" });
  for (const hidden of [button(page, "Show"), page.getByText("Download these results"), page.getByText("Leave this team")]) {
    await expect(hidden).toBeHidden();
  }
  await expect(heatmap(page).getByRole("rowheader", { name: "Person 199" })).toBeVisible();
  expect(await heatmap(page).evaluate((frame) => frame.scrollHeight - frame.clientHeight)).toBe(0);
});

test("it reads well for one who has shared nothing, and for nobody at all", async ({ page, context }) => {
  const { coachId, teamId } = await makeTeam([], ["Di Dolce"]);
  await signInAs(context, coachId);
  await page.goto(`/teams/${teamId}`);
  await expect(page.getByText("Nobody’s answers are here yet")).toBeVisible();
  await expect(row(page, "Di Dolce")).toContainText("Not shared");
  await expectAccessible(page);
  await getDatabase().membership.deleteMany({ where: { teamId, role: "member" } });
  await page.reload();
  await expect(page.getByText("Nobody has joined the team yet.")).toBeVisible();
  await expect(heatmap(page)).toHaveCount(0);
});

test("addresses that ask for what is not there show what is; members and other teams' coaches see nothing of it", async ({
  page,
  context,
  openBrowser,
}) => {
  const { coachId, memberId, teamId, ids } = await makeTeam();
  await signInAs(context, coachId);
  for (const query of [
    "?round=none&sort=none&order=up",
    `?round=${encodeURIComponent("\u0000")}`,
    "?sort=a&sort=b",
    `?competency=${"x".repeat(5_000)}`,
  ]) {
    const response = await page.goto(`/teams/${teamId}${query}`);
    expect([query, response?.status()]).toEqual([query, 200]);
    await expect(row(page, "Ada Alto")).toContainText("Advanced");
  }
  for (const userId of [ids.get("Ada Alto") ?? "", memberId]) {
    const their = await openBrowser();
    await signInAs(their, userId);
    const sent = await (await their.request.get(`/teams/${teamId}`)).text();
    expect(sent).not.toMatch(/At a glance|Catalyst/);
    for (const format of ["csv", "json", "columns"]) {
      expect((await their.request.get(`/api/teams/${teamId}/export?format=${format}`)).status()).toBe(404);
    }
  }
  expect((await page.request.get(`/api/teams/${teamId}/export?format=exe`)).status()).toBe(422);
});
