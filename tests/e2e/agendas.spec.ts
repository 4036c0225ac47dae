/** The risk: a coach walks into a conversation unprepared, or an agenda says what nobody agreed to. */
import { randomUUID } from "node:crypto";
import { getDatabase } from "@/lib/db/client";
import { makeReviewRow } from "../factories/review-row";
import { makeRound } from "../factories/round";
import { daysAgo } from "../factories/time";
import { makeWorkspace, type Workspace } from "../factories/workspace";
import { expectAccessible } from "./accessible";
import { expect, type Page, test } from "./fixtures";
import { signInAs } from "./session";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const question = (page: Page, heading: string) =>
  page.getByRole("group", { name: heading, exact: true }).getByRole("textbox", { name: "The question" });
const leaveOut = (page: Page, heading: string) => page.getByRole("group", { name: heading, exact: true }).getByRole("checkbox");
const markdown = (page: Page) => page.getByRole("textbox", { name: "The agenda as Markdown" });

const oneToOne = ({ teamId, people }: Workspace) => `/teams/${teamId}/members/${people.owner.userId}/agenda`;

/** The coach's own committed ratings of what the owner shares: far from theirs in one behavior. */
async function makeReview({ teamId, people, submittedId }: Workspace): Promise<void> {
  const entries = [
    { behaviorId: "value-management", answer: "beginner" },
    { behaviorId: "market-awareness", answer: "guide" },
  ];
  const of = { assessmentId: submittedId, teamId, coachId: people.coach.userId };
  await makeReviewRow(of, { entries, committedAt: new Date(), isBlind: true });
}

/** Two people who share, are two levels apart in the focus of one of them, and agreed to be proposed. */
async function makePair({ teamId, people, submittedId }: Workspace): Promise<void> {
  const database = getDatabase();
  const { revisionId } = await database.assessment.findUniqueOrThrow({ where: { id: submittedId } });
  const theirs = await database.rating.findMany({ where: { assessmentId: submittedId }, select: { behaviorId: true } });
  const ratings = theirs.map(({ behaviorId }) => ({ behaviorId, answer: behaviorId === "value-management" ? "beginner" : "guide" }));
  const id = randomUUID();
  await database.assessment.create({
    data: { id, ownerId: people.member.userId, revisionId, submittedAt: new Date(), ratings: { createMany: { data: ratings } } },
  });
  await database.share.create({ data: { assessmentId: id, teamId, sharedAt: new Date(), withEvidence: false, withPlan: true } });
  const userId = { in: [people.member.userId, people.owner.userId] };
  await database.membership.updateMany({ where: { teamId, userId }, data: { isOpenToPairing: true } });
}

test("a coach makes a one-to-one's agenda, changes it, finds it again, and copies it", async ({ page, context }) => {
  const workspace = await makeWorkspace();
  await makeReview(workspace);
  await signInAs(context, workspace.people.coach.userId);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(oneToOne(workspace));
  await expect(page.getByRole("heading", { level: 1, name: "One-to-one with Olga Owner" })).toBeVisible();
  await expect(page.getByText("Olga Owner: Guide. Cora Coach: Beginner.").first()).toBeVisible();
  await expect(page.getByText("Olga Owner does not share focus and plan with you")).toBeVisible();

  await page.getByText("Edit this agenda").click();
  await question(page, "Value Management").fill("Which of your calls on value surprised you?");
  await leaveOut(page, "Market Awareness: still true?").check();
  await page.getByLabel("Your own points").fill("Thank her for the release\n<b>[Book](https://evil.example)</b> a room");
  await button(page, "Save agenda").click();
  await expect(page.getByText("The agenda is saved.")).toBeVisible();

  await page.goto(oneToOne(workspace));
  const agenda = page.getByRole("article");
  await expect(agenda.getByText("Which of your calls on value surprised you?")).toBeVisible();
  await expect(agenda.getByRole("heading", { name: "Market Awareness: still true?" })).toHaveCount(0);
  await expect(agenda.getByText("Thank her for the release")).toBeVisible();
  await expect(agenda.locator("b, a")).toHaveCount(0);
  await expectAccessible(page);

  await button(page, "Copy as Markdown").click();
  await expect(page.getByRole("status").filter({ hasText: "Copied." })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await markdown(page).inputValue());
  expect(copied).toContain("# One-to-one with Olga Owner\n");
  expect(copied).toContain(
    "### Value Management\n\nOlga Owner: Guide. Cora Coach: Beginner.\n\n> Which of your calls on value surprised you?\n",
  );
  expect(copied).toContain("- Thank her for the release\n");
  expect(copied).toContain("`<b>[Book](https://evil.example)</b>` a room");
  expect(copied).not.toContain("Market Awareness: still true?");

  await page.getByText("Edit this agenda").click();
  await leaveOut(page, "Market Awareness: still true?").uncheck();
  await question(page, "Value Management").fill("");
  await button(page, "Save agenda").click();
  await expect(agenda.getByRole("heading", { name: "Market Awareness: still true?" })).toBeVisible();
  await expect(agenda.getByText("What have you seen that I have not?")).toBeVisible();
});

test("an agenda is shown unseen only when asked for; where the browser does not let it copy, the text is selected and the page says what to press", async ({
  page,
  context,
}) => {
  const workspace = await makeWorkspace();
  await signInAs(context, workspace.people.coach.userId);
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.goto(oneToOne(workspace));
  await expect(page.getByText("You have not seen what Olga Owner shares yet.")).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText(/Guide|the owner’s own example/);
  await page.getByRole("link", { name: "Show the agenda now" }).click();
  await button(page, "Copy as Markdown").click();
  await expect(page.getByRole("status").filter({ hasText: "press Ctrl+C" })).toBeVisible();
  const selected = await page.evaluate(() => {
    const field = document.activeElement as HTMLTextAreaElement;
    return field.value.slice(field.selectionStart, field.selectionEnd);
  });
  expect(selected).toBe(await markdown(page).inputValue());
});

test("an agenda saves itself while it is written, and what is shown and copied follows", async ({ page, context }) => {
  const workspace = await makeWorkspace();
  await signInAs(context, workspace.people.coach.userId);
  await page.goto(`/teams/${workspace.teamId}/agenda`);
  await expect(page).toHaveTitle("Orion · Workshop agenda · Cairn");
  await page.getByText("Edit this agenda").click();
  await page.getByLabel("Your own points").fill("Bring stones");
  await expect(page.getByRole("article").getByText("Bring stones")).toBeVisible();
  await expect(markdown(page)).toHaveValue(/- Bring stones\n$/);
  await page.getByLabel("Your own points").fill("Bring stones\nAnd tea");
  await expect(markdown(page)).toHaveValue(/- Bring stones\n- And tea\n$/);
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("article").getByText("And tea")).toBeVisible();
});

test("on paper there is the agenda with room to write, and nothing else", async ({ page, context }) => {
  const workspace = await makeWorkspace();
  await makeReview(workspace);
  await signInAs(context, workspace.people.coach.userId);
  await page.goto(oneToOne(workspace));
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("What have you seen that I have not?").first()).toBeVisible();
  for (const hidden of [page.getByText("Edit this agenda"), markdown(page), page.getByText("does not share focus")])
    await expect(hidden).toBeHidden();
  for (const format of ["A4", "Letter"] as const) {
    const pdf = await page.pdf({ format, margin: { top: "10mm", right: "10mm", bottom: "10mm", left: "10mm" } });
    expect(pdf.toString("latin1").match(/\/Type\s*\/Page(?!s)/g)?.length).toBeLessThanOrEqual(2);
  }
});

test("a coach makes a workshop's agenda; only who agreed is named in it", async ({ page, context }) => {
  const workspace = await makeWorkspace();
  await makePair(workspace);
  await signInAs(context, workspace.people.coach.userId);
  await page.goto(`/teams/${workspace.teamId}/agenda`);
  await expect(page.getByRole("heading", { level: 1, name: "Workshop with Orion" })).toBeVisible();
  await expect(page.getByRole("article").getByText("from what 2 people share")).toBeVisible();
  const agenda = page.getByRole("article");
  await expect(agenda.getByRole("heading", { name: "Mia Member and Olga Owner: Value Management" })).toBeVisible();
  await expectAccessible(page);
  await page.getByText("Edit this agenda").click();
  await leaveOut(page, "Value Management: seen differently").check();
  await page.getByLabel("Your own points").fill("Bring stones");
  await button(page, "Save agenda").click();
  await expect(agenda.getByText("Bring stones")).toBeVisible();
  await expect(agenda.getByText("seen differently")).toHaveCount(0);
  await expect(markdown(page)).toHaveValue(/- Bring stones\n$/);

  const database = getDatabase();
  const teamId_userId = { teamId: workspace.teamId, userId: workspace.people.owner.userId };
  await database.membership.update({ where: { teamId_userId }, data: { isOpenToPairing: false } });
  await page.goto(`/teams/${workspace.teamId}/agenda`);
  await expect(agenda.getByText("Bring stones")).toBeVisible();
  await expect(page.getByText("There are no pairings now.")).toBeVisible();
  await expect(agenda.getByText(/Mia|Olga/)).toHaveCount(0);

  await expect(page.getByText("Off: my coach does not propose me for pairings.")).toBeVisible();
  await button(page, "My coach may propose me for pairings").click();
  await expect(page.getByText("On: my coach may propose me for pairings.")).toBeVisible();
  await button(page, "Do not propose me for pairings").click();
  await expect(page.getByText("Off: my coach does not propose me for pairings.")).toBeVisible();
});

test("what is withdrawn is in no agenda, and what was typed meanwhile is kept to copy", async ({ page, context, consoleErrors }) => {
  consoleErrors.expect(/status of 409/);
  const workspace = await makeWorkspace();
  await makeReview(workspace);
  await signInAs(context, workspace.people.coach.userId);
  await page.goto(`${oneToOne(workspace)}?edit`);
  await question(page, "Value Management").fill("Which of your calls surprised you?");
  await page.getByLabel("Your own points").fill("Thank her");
  await getDatabase().share.updateMany({ where: { teamId: workspace.teamId }, data: { withdrawnAt: new Date() } });
  await button(page, "Save agenda").click();
  await expect(page.getByText("There is nothing to prepare from anymore")).toBeVisible();
  const kept = page.getByRole("textbox", { name: "What you typed" });
  await expect(kept).toHaveCount(2);
  await expect(kept.first()).toHaveValue("Which of your calls surprised you?");
  await expect(kept.last()).toHaveValue("Thank her");
  await expect(page.getByText(/Olga Owner stopped sharing with you on/)).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText(/Guide|Beginner|the owner’s own example/);
  await expect(markdown(page)).toHaveCount(0);
});

test("a blind round hides the agenda until the coach's review, and leads there", async ({ page, context }) => {
  const workspace = await makeWorkspace();
  await makeRound(workspace.teamId, { name: "Q4", openedAt: daysAgo(1), dueAt: daysAgo(-1), blindReviews: true });
  await signInAs(context, workspace.people.coach.userId);
  await page.goto(oneToOne(workspace));
  await expect(page.getByText("What Olga Owner shared is hidden until your review")).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText(/Guide|the owner’s own example/);
  await expect(page.getByRole("link", { name: "Review first" })).toHaveAttribute(
    "href",
    `/teams/${workspace.teamId}/members/${workspace.people.owner.userId}`,
  );
  await page.goto(`/teams/${workspace.teamId}/agenda`);
  await expect(page.getByText("An agenda for the team will be here once")).toBeVisible();
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("two tabs lose nothing, and what is too long comes back as it was typed", async ({ page, context, consoleErrors }) => {
      consoleErrors.expect(/status of (409|422)/);
      const workspace = await makeWorkspace();
      await makeReview(workspace);
      await signInAs(context, workspace.people.coach.userId);
      const other = await context.newPage();
      for (const tab of [page, other]) await tab.goto(`${oneToOne(workspace)}?edit`);
      await page.getByLabel("Your own points").fill("From the first tab");
      await button(page, "Save agenda").click();
      await expect(page.getByText("The agenda is saved.")).toBeVisible();

      await other.getByLabel("Your own points").fill("From the second tab");
      await leaveOut(other, "Value Management").check();
      // With JavaScript it saves itself, and is told without a press.
      if (!javaScriptEnabled) await button(other, "Save agenda").click();
      await expect(other.getByText("You saved this agenda in another tab or on another device meanwhile.")).toBeVisible();
      await expect(other.getByLabel("Your own points")).toHaveValue("From the second tab");
      await expect(leaveOut(other, "Value Management")).toBeChecked();
      await expect(other.getByRole("article").getByText("From the first tab")).toBeVisible();

      await question(other, "Value Management").fill("x".repeat(1_001));
      await button(other, "Save agenda").click();
      await expect(other.getByText("Please keep each question to 1,000 characters or fewer: this has 1,001.").first()).toBeVisible();
      await expect(question(other, "Value Management")).toHaveValue("x".repeat(1_001));
      await expect(other.getByLabel("Your own points")).toHaveValue("From the second tab");
      await expect(leaveOut(other, "Value Management")).toBeChecked();
      await question(other, "Value Management").fill("What did it take?");
      await leaveOut(other, "Value Management").uncheck();
      await button(other, "Save agenda").click();
      await expect(other.getByText("The agenda is saved.")).toBeVisible();
      await expect(other.getByRole("article").getByText("From the second tab")).toBeVisible();
      await expect(other.getByRole("article").getByText("What did it take?")).toBeVisible();
      await expect(markdown(other)).toHaveValue(/> What did it take\?/);
      await expect(button(other, "Copy as Markdown")).toHaveCount(javaScriptEnabled ? 1 : 0);
    });

    test("an owner shares focus and plan by a decision of its own, and sees before what their coach will see", async ({
      page,
      context,
      openBrowser,
    }) => {
      const workspace = await makeWorkspace();
      const { people, teamId, submittedId } = workspace;
      const plan = { when: "planning begins", then: "name the goal first" };
      await getDatabase().plan.create({ data: { assessmentId: submittedId, behaviorId: "vision-and-strategy", ...plan } });
      await signInAs(context, people.owner.userId);
      await page.goto(`/results/${submittedId}/share`);
      await expect(page.getByText("see your ratings and your examples, and not your focus and plan.")).toBeVisible();
      await page.getByRole("checkbox", { name: "My examples" }).uncheck();
      await page.getByRole("checkbox", { name: "My focus and plan" }).check();
      if (!javaScriptEnabled) await button(page, "Show the preview").click();
      await expect(page.getByText("If planning begins, then I name the goal first.")).toBeVisible();
      await expect(page.getByText("the owner’s own example")).toHaveCount(0);
      await expect(page.getByRole("checkbox", { name: "My focus and plan" })).toBeChecked();
      await button(page, "Change it: ratings, focus and plan").click();
      await expect(page.getByText("This is what you share now.")).toBeVisible();
      await expect(page.getByText("see your ratings and your focus and plan, and none of your examples.")).toBeVisible();

      const their = await openBrowser({ javaScriptEnabled });
      await signInAs(their, people.coach.userId);
      const coachs = await their.newPage();
      await coachs.goto(`/teams/${teamId}/members/${people.owner.userId}/agenda?view=yes`);
      await expect(coachs.getByText("If planning begins, then I name the goal first.").first()).toBeVisible();
      await expect(coachs.getByText("still true?")).toHaveCount(0);
    });
  });
}
