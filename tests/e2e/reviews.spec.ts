/** The risk: a coach sees a member's answers before their own, words are lost, or a member gets what was not meant for them. */
import { getDatabase } from "@/lib/db/client";
import { makeReviewRow } from "../factories/review-row";
import { makeWorkspace, SECRET_EVIDENCE, type Workspace } from "../factories/workspace";
import { expectAccessible, tabTo } from "./accessible";
import { BEHAVIORS, button, expect, type Page, test } from "./fixtures";
import { signInAs } from "./session";

const memberPage = ({ teamId, people, submittedId }: Workspace) =>
  `/teams/${teamId}/members/${people.owner.userId}?assessment=${submittedId}`;

const fields = (page: Page, behavior: string) => page.getByRole("group", { name: behavior, exact: true });
const rate = (page: Page, behavior: string, level: string) =>
  fields(page, behavior).getByRole("radio", { name: level, exact: true }).check();
const comment = (page: Page, behavior: string) => page.getByLabel(`Comment for Olga Owner on ${behavior}`);

async function rateAll(page: Page, level: string): Promise<void> {
  for (const { name } of BEHAVIORS) await rate(page, name, level);
}

/** Everything that the server sent, with the data for the page's script: every answer is Guide, every example the same. */
async function expectNothingShown(page: Page, url: string): Promise<void> {
  const sent = await (await page.request.get(url)).text();
  expect(sent).not.toContain(SECRET_EVIDENCE);
  expect(sent).not.toMatch(/Their own/);
  // The form itself offers each level once for each behavior.
  expect(sent.match(/value="guide" *\/?>|value="guide"/g)).toHaveLength(BEHAVIORS.length);
  expect(sent).not.toMatch(/checked=""/);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a coach rates blind, sees both side by side, and releases; the member answers, and gets no note", async ({
      page,
      context,
      openBrowser,
    }) => {
      const workspace = await makeWorkspace();
      await signInAs(context, workspace.people.coach.userId);
      await expectNothingShown(page, memberPage(workspace));
      await page.goto(memberPage(workspace));
      await rateAll(page, "Intermediate");
      await comment(page, "Value Management").fill("I saw <b>more</b> than you say.");
      await page.getByLabel("Notes for you alone").fill("Ask about the holidays first.");
      await button(page, "Save draft").click();
      await expect(page.getByText("Your review is kept.")).toBeVisible();
      await expect(fields(page, "Market Awareness").getByRole("radio", { name: "Intermediate", exact: true })).toBeChecked();
      await expect(page.getByRole("main")).not.toContainText(SECRET_EVIDENCE);
      await button(page, "Commit my ratings").click();
      await expect(page.getByText("Your ratings are committed.")).toBeVisible();
      await expect(page.getByText("Blind: you rated before seeing these ratings.")).toBeVisible();
      await expect(page.getByText("Their own: Guide")).toHaveCount(BEHAVIORS.length);
      await expect(page.getByText("Yours: Intermediate")).toHaveCount(BEHAVIORS.length);
      await expect(page.getByText(/^Talking point: /)).toHaveCount(BEHAVIORS.length);
      await expect(page.getByText(SECRET_EVIDENCE)).toHaveCount(BEHAVIORS.length);
      await expect(page.getByRole("main")).not.toContainText(/average|mean of/i);
      await expect(comment(page, "Value Management")).toHaveValue("I saw <b>more</b> than you say.");
      if (javaScriptEnabled) await expectAccessible(page);

      const their = await openBrowser({ javaScriptEnabled });
      await signInAs(their, workspace.people.owner.userId);
      const owners = await their.newPage();
      await owners.goto(`/results/${workspace.submittedId}`);
      await expect(owners.getByRole("heading", { name: "From your coach" })).toHaveCount(0);
      await expect(owners.getByText(/Cora Coach.*on your page in the team/)).toBeVisible();

      await page.getByText("Release to Olga Owner …").click();
      await button(page, "Release to Olga Owner").click();
      await expect(page.getByText("The review is released.")).toBeVisible();
      await owners.goto(`/results/${workspace.submittedId}`);
      await expect(owners.getByRole("heading", { name: "From your coach" })).toBeVisible();
      await expect(owners.getByText("I saw <b>more</b> than you say.")).toBeVisible();
      await expect(owners.getByText("Cora Coach: Intermediate")).toHaveCount(BEHAVIORS.length);
      expect(await owners.content()).not.toContain("Ask about the holidays first.");
      if (javaScriptEnabled) await expectAccessible(owners);
      await owners.locator("summary").filter({ hasText: "Reply on Value Management" }).click();
      await owners.getByLabel("Your reply on Value Management").fill("Tell me where.");
      await owners.locator("details[open]").getByRole("button", { name: "Keep this reply" }).click();
      await expect(owners.getByText("Tell me where.").first()).toBeVisible();

      await page.goto(memberPage(workspace));
      await expect(page.getByText("Tell me where.")).toBeVisible();
      await expect(comment(page, "Value Management")).toHaveCount(0);
      await button(page, "Write a correction").click();
      await expect(page.getByText("You have started a correction")).toBeVisible();
      await rate(page, "Value Management", "Advanced");
      await button(page, "Commit my ratings").click();
      await expect(page.getByText("Not blind: you had seen these ratings by then, as with every correction.")).toBeVisible();
      await page.getByText("Release to Olga Owner …").click();
      await button(page, "Release to Olga Owner").click();
      await expect(page.getByText("The review is released.")).toBeVisible();
      await owners.goto(`/results/${workspace.submittedId}`);
      await expect(owners.getByText(/It corrects the review of/)).toBeVisible();
      await expect(owners.getByText(/^Corrected by the review of/)).toBeVisible();
      await expect(owners.getByText("I saw <b>more</b> than you say.").first()).toBeVisible();
    });

    test("a coach who looks first has it said on the review; what is not answered is asked for, and nothing is lost", async ({
      page,
      context,
      consoleErrors,
    }) => {
      consoleErrors.expect(/status of 422/);
      const workspace = await makeWorkspace();
      await signInAs(context, workspace.people.coach.userId);
      await page.goto(memberPage(workspace));
      await rate(page, "Value Management", "Beginner");
      await page.getByLabel("Notes for you alone").fill("A note");
      await button(page, "Commit my ratings").click();
      const missing = page.getByRole("main").getByRole("alert").getByRole("link");
      await expect(missing).toHaveCount(BEHAVIORS.length - 1);
      if (javaScriptEnabled) {
        await missing.last().click();
        await expect(fields(page, "Risk & Opportunity Management")).toBeFocused();
      }
      await expect(page.getByLabel("Notes for you alone")).toHaveValue("A note");
      await expect(fields(page, "Value Management").getByRole("radio", { name: "Beginner" })).toBeChecked();
      await expect(page.getByRole("main")).not.toContainText(SECRET_EVIDENCE);
      await comment(page, "Value Management").fill("x".repeat(5_000));
      // A form that was refused comes back with all of it open.
      await button(page, "Show them, and mark it as not blind").click();
      await expect(page.getByText("Please keep this comment to 2,000 characters or fewer").first()).toBeVisible();
      await expect(page.getByRole("main")).not.toContainText(SECRET_EVIDENCE);
      await comment(page, "Value Management").fill("Shorter");
      await button(page, "Show them, and mark it as not blind").click();
      await expect(page.getByText("Their ratings are shown. The review is marked as not blind.")).toBeVisible();
      await expect(page.getByText(SECRET_EVIDENCE)).toHaveCount(BEHAVIORS.length);
      await expect(comment(page, "Value Management")).toHaveValue("Shorter");
      await rateAll(page, "Guide");
      await button(page, "Commit my ratings").click();
      await expect(page.getByText("Not blind: you looked first.")).toBeVisible();
      await expect(page.getByText(/^Talking point: /)).toHaveCount(0);
    });

    test("two tabs, and a share that is withdrawn meanwhile: each is told, and what was typed is there to copy", async ({
      page,
      context,
      consoleErrors,
    }) => {
      consoleErrors.expect(/status of (404|409)/);
      const workspace = await makeWorkspace();
      await signInAs(context, workspace.people.coach.userId);
      const other = await context.newPage();
      for (const tab of [page, other]) await tab.goto(memberPage(workspace));
      await page.getByLabel("Notes for you alone").fill("From the first tab");
      await button(page, "Save draft").click();
      await expect(page.getByText("Your review is kept.")).toBeVisible();
      await other.getByLabel("Notes for you alone").fill("From the second tab");
      await rate(other, "Value Management", "Catalyst");
      // With JavaScript it saves itself, and is told without a press.
      if (!javaScriptEnabled) await button(other, "Save draft").click();
      await expect(other.getByText("You saved this review in another tab or on another device meanwhile")).toBeVisible();
      await expect(other.getByLabel("Notes for you alone")).toHaveValue("From the second tab");
      const notes = async () => (await getDatabase().review.findFirstOrThrow({ where: { assessmentId: workspace.submittedId } })).notes;
      expect(await notes()).toBe("From the first tab");
      await button(other, "Save draft").click();
      await expect(other.getByText("Your review is kept.")).toBeVisible();
      expect(await notes()).toBe("From the second tab");

      await page.goto(memberPage(workspace));
      await getDatabase().share.updateMany({ where: { teamId: workspace.teamId }, data: { withdrawnAt: new Date() } });
      await page.getByLabel("Notes for you alone").fill("Typed while it was withdrawn");
      if (!javaScriptEnabled) await button(page, "Save draft").click();
      await expect(page.getByText("This self-assessment is no longer shared with you")).toBeVisible();
      await expect(page.getByRole("textbox", { name: "What you typed" })).toHaveValue("Typed while it was withdrawn");
      expect(await page.content()).not.toContain(SECRET_EVIDENCE);
      await expect(button(page, "Commit my ratings")).toHaveCount(0);
      await page.goto(`/teams/${workspace.teamId}/members/${workspace.people.owner.userId}`);
      await expect(page.getByRole("main")).toContainText(/stopped sharing it on/);
    });

    test("Back after the commit shows the committed review, and committing again says that it is committed", async ({
      page,
      context,
      consoleErrors,
    }) => {
      consoleErrors.expect(/status of 409/);
      const workspace = await makeWorkspace();
      await signInAs(context, workspace.people.coach.userId);
      const stale = await context.newPage();
      for (const tab of [page, stale]) await tab.goto(memberPage(workspace));
      await rateAll(page, "Intermediate");
      await button(page, "Commit my ratings").click();
      await expect(page.getByText("Your ratings are committed.")).toBeVisible();
      await page.goBack();
      await expect(page.getByText("Yours: Intermediate")).toHaveCount(BEHAVIORS.length);
      await expect(button(page, "Commit my ratings")).toHaveCount(0);

      await rate(stale, "Value Management", "Beginner");
      await comment(stale, "Value Management").fill("Typed before it was known");
      if (!javaScriptEnabled) await button(stale, "Commit my ratings").click();
      await expect(stale.getByText("Your ratings are committed already, so they stay as they are.")).toBeVisible();
      await expect(stale.getByRole("textbox", { name: "What you typed" })).toHaveValue("Typed before it was known");
      await expect(stale.getByText("Yours: Intermediate")).toHaveCount(BEHAVIORS.length);
    });
  });
}

const status = (page: Page) => page.getByRole("form", { name: "Your review" }).getByRole("status");

test("a review saves itself while it is written, offline on the device first, and no tab undoes another's", async ({
  page,
  context,
  consoleErrors,
}) => {
  consoleErrors.expect(/net::ERR_INTERNET_DISCONNECTED/);
  const workspace = await makeWorkspace();
  const stored = () =>
    getDatabase().review.findFirst({ where: { assessmentId: workspace.submittedId }, select: { notes: true, comment: true } });
  await signInAs(context, workspace.people.coach.userId);
  await page.goto(memberPage(workspace));
  await expect(page).toHaveTitle("Olga Owner · Orion · Cairn");
  await rate(page, "Value Management", "Catalyst");
  await page.getByLabel("Notes for you alone").fill("Ask about the release.");
  await expect(status(page)).toHaveText("Saved");
  expect(await stored()).toEqual({ notes: "Ask about the release.", comment: "" });
  await page.getByLabel("Notes for you alone").pressSequentially(" And the plan.");
  await expect.poll(stored).toEqual({ notes: "Ask about the release. And the plan.", comment: "" });

  await context.setOffline(true);
  await page.getByLabel("Comment for Olga Owner on the whole").fill("Written in a tunnel");
  await expect(status(page)).toHaveText("Offline: kept on this device, will be saved");
  await page.close();
  await context.setOffline(false);
  const later = await context.newPage();
  await later.goto(memberPage(workspace));
  await expect(later.getByLabel("Comment for Olga Owner on the whole")).toHaveValue("Written in a tunnel");
  await expect(status(later)).toHaveText("Saved");
  expect(await stored()).toEqual({ notes: "Ask about the release. And the plan.", comment: "Written in a tunnel" });

  // The buttons go on from what was saved by itself.
  await later.getByLabel("Notes for you alone").fill("Less.");
  await expect(status(later)).toHaveText("Saved");
  await button(later, "Save draft").click();
  await expect(later.getByText("Your review is kept.")).toBeVisible();
  await expect(later.getByLabel("Notes for you alone")).toHaveValue("Less.");
  await later.reload();
  await expect(later.getByLabel("Comment for Olga Owner on the whole")).toHaveValue("Written in a tunnel");
  await expect(fields(later, "Value Management").getByRole("radio", { name: "Catalyst" })).toBeChecked();
});

test("what was typed offline is not saved over what was saved elsewhere since", async ({ page, context, consoleErrors }) => {
  consoleErrors.expect(/net::ERR_INTERNET_DISCONNECTED/);
  const workspace = await makeWorkspace();
  await signInAs(context, workspace.people.coach.userId);
  await page.goto(memberPage(workspace));
  await page.getByLabel("Notes for you alone").fill("On the train");
  await expect(status(page)).toHaveText("Saved");
  await context.setOffline(true);
  await page.getByLabel("Notes for you alone").fill("On the train, in a tunnel");
  await expect(status(page)).toHaveText(/^Offline/);
  await page.close();
  await getDatabase().review.updateMany({
    where: { assessmentId: workspace.submittedId },
    data: { notes: "At the desk", version: { increment: 1 } },
  });
  await context.setOffline(false);
  const later = await context.newPage();
  await later.goto(memberPage(workspace));
  await expect(later.getByLabel("Notes for you alone")).toHaveValue("On the train, in a tunnel");
  await expect(status(later).filter({ hasText: "Not saved: it was changed in another tab or on another device" })).toBeVisible();
  await button(later, "Discard it").click();
  await expect(later.getByLabel("Notes for you alone")).toHaveValue("At the desk");
});

test("a review that is written is not saved in somebody else's session", async ({ page, context, consoleErrors }) => {
  consoleErrors.expect(/status of 403/);
  const workspace = await makeWorkspace();
  await getDatabase().membership.updateMany({ where: { userId: workspace.people.member.userId }, data: { role: "coach" } });
  await signInAs(context, workspace.people.coach.userId);
  await page.goto(memberPage(workspace));
  await context.clearCookies();
  await signInAs(context, workspace.people.member.userId);
  await page.getByLabel("Notes for you alone").fill("Not for Mia to see");
  await expect(status(page)).toHaveText(/^Not saved: This page was opened as Cora Coach; you are Mia Member now\./);
  expect(await getDatabase().review.count({ where: { assessmentId: workspace.submittedId } })).toBe(0);
});

test("a word that every object has in an address says nothing", async ({ page, context }) => {
  const workspace = await makeWorkspace();
  await signInAs(context, workspace.people.coach.userId);
  expect((await page.goto(`${memberPage(workspace)}&done=constructor`))?.status()).toBe(200);
});

test("a lost network loses nothing that was typed", async ({ page, context, consoleErrors }) => {
  consoleErrors.expect(/net::ERR_INTERNET_DISCONNECTED/);
  const workspace = await makeWorkspace();
  await signInAs(context, workspace.people.coach.userId);
  await page.goto(memberPage(workspace));
  await rate(page, "Value Management", "Catalyst");
  await comment(page, "Value Management").fill("Written in a tunnel");
  await context.setOffline(true);
  await button(page, "Save draft").click();
  await expect(page.getByRole("alert").filter({ hasText: "You are offline" })).toBeVisible();
  await expect(comment(page, "Value Management")).toHaveValue("Written in a tunnel");
  await expect(fields(page, "Value Management").getByRole("radio", { name: "Catalyst" })).toBeChecked();
  await context.setOffline(false);
  await button(page, "Save draft").click();
  await expect(page.getByText("Your review is kept.")).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "You are offline" })).toHaveCount(0);
  await page.reload();
  await expect(comment(page, "Value Management")).toHaveValue("Written in a tunnel");
});

test("by the keyboard alone, a review is given and committed", async ({ page, context }) => {
  const workspace = await makeWorkspace();
  await signInAs(context, workspace.people.coach.userId);
  await page.goto(memberPage(workspace));
  await expectAccessible(page);
  for (const { name } of BEHAVIORS) {
    await tabTo(page, fields(page, name).getByRole("radio", { name: "Beginner" }));
    await page.keyboard.press("ArrowDown");
    await expect(fields(page, name).getByRole("radio", { name: "Intermediate", exact: true })).toBeChecked();
  }
  await tabTo(page, button(page, "Commit my ratings"));
  await page.keyboard.press("Enter");
  await expect(page.getByText("Blind: you rated before seeing these ratings.")).toBeVisible();
});

test("two coaches rate at once, and neither sees the other's before they have rated", async ({ page, context, openBrowser }) => {
  const workspace = await makeWorkspace();
  const database = getDatabase();
  await database.membership.update({
    where: { teamId_userId: { teamId: workspace.teamId, userId: workspace.people.member.userId } },
    data: { role: "coach" },
  });
  await signInAs(context, workspace.people.coach.userId);
  const their = await openBrowser();
  await signInAs(their, workspace.people.member.userId);
  const second = await their.newPage();
  for (const tab of [page, second]) await tab.goto(memberPage(workspace));
  await rateAll(page, "Beginner");
  await comment(page, "Value Management").fill("Said by Cora");
  await button(page, "Commit my ratings").click();
  await page.getByText("Release to Olga Owner …").click();
  await button(page, "Release to Olga Owner").click();
  await expect(page.getByText("The review is released.")).toBeVisible();
  expect(await (await second.request.get(memberPage(workspace))).text()).not.toContain("Said by Cora");
  await rateAll(second, "Guide");
  await button(second, "Commit my ratings").click();
  await expect(second.getByText("Blind: you rated before seeing these ratings.")).toBeVisible();
  await second.getByText("Cora Coach").first().click();
  await expect(second.getByText("Said by Cora")).toBeVisible();
});

test("who leaves is told what coaches then see, and they see that", async ({ page, context, openBrowser, consoleErrors }) => {
  consoleErrors.expect(/status of 404/);
  const workspace = await makeWorkspace();
  await signInAs(context, workspace.people.owner.userId);
  await page.goto(`/teams/${workspace.teamId}`);
  await page.getByText("Leave this team").click();
  await expect(page.getByText("What the coaches of Orion then still see")).toBeVisible();
  await expect(page.getByText("Of your ratings, examples, focuses and plans: nothing.")).toBeVisible();
  await button(page, "Leave Orion").click();
  await expect(page.getByText("You left the team.")).toBeVisible();
  await page.goto(`/results/${workspace.earlierId}`);
  await expect(page.getByText("Tell me more about it.")).toBeVisible();
  await expect(page.getByText("we both saw it").first()).toBeVisible();

  const their = await openBrowser();
  await signInAs(their, workspace.people.coach.userId);
  const coachs = await their.newPage();
  await coachs.goto(memberPage(workspace));
  await expect(coachs.getByText("Olga Owner")).toHaveCount(0);
  await coachs.goto(`/teams/${workspace.teamId}`);
  await expect(coachs.getByText("Olga Owner")).toHaveCount(0);
  expect(await (await coachs.request.get(`/api/teams/${workspace.teamId}/export?format=csv`)).text()).not.toContain("Olga Owner");
});

test("member and coach agree on a level, which stands beside both and in the history, and changes neither", async ({
  page,
  context,
  openBrowser,
}) => {
  const workspace = await makeWorkspace();
  const database = getDatabase();
  const entries = BEHAVIORS.map(({ id: behaviorId }) => ({ behaviorId, answer: "intermediate" }));
  const of = { assessmentId: workspace.submittedId, teamId: workspace.teamId, coachId: workspace.people.coach.userId };
  await makeReviewRow(of, { entries, committedAt: new Date(), releasedAt: new Date(), isBlind: true });
  const ratings = () => database.rating.findMany({ where: { assessmentId: workspace.submittedId }, orderBy: { behaviorId: "asc" } });
  const before = await ratings();

  await signInAs(context, workspace.people.coach.userId);
  await page.goto(memberPage(workspace));
  await page.getByLabel("We agree on").selectOption({ label: "Market Awareness" });
  await page.getByLabel("at", { exact: true }).selectOption({ label: "Advanced" });
  await page.getByLabel("Why").fill("Because of the win–loss calls");
  await button(page, "Propose it").click();
  await expect(page.getByText(/You proposed to Olga Owner on .*Market Awareness at Advanced/)).toBeVisible();

  const their = await openBrowser();
  await signInAs(their, workspace.people.owner.userId);
  const owners = await their.newPage();
  await owners.goto(`/results/${workspace.submittedId}`);
  await expect(owners.getByText(/Cora Coach proposes on/)).toBeVisible();
  await owners.getByRole("button", { name: "Agree on Market Awareness at Advanced" }).click();
  await expect(owners.getByText("Agreed: Advanced")).toBeVisible();
  await expectAccessible(owners);
  await owners.goto("/growth");
  await expect(
    owners.getByText(/Agreed with Cora Coach on .*: Market Awareness at Advanced. Why: Because of the win–loss calls/),
  ).toBeVisible();
  await page.goto(memberPage(workspace));
  await expect(page.getByText("Agreed: Advanced")).toBeVisible();
  await expect(page.getByText("Their own: Guide")).toHaveCount(BEHAVIORS.length);
  expect(await ratings()).toEqual(before);
});
