/** The risk: a Product Owner cannot get from the landing page to a next step, or comes back and finds something lost. */
import { getDatabase } from "@/lib/db/client";
import { makeWorkspace } from "../factories/workspace";
import {
  assessmentIdOf,
  BEHAVIORS,
  button,
  evidence,
  expect,
  expectStep,
  LEVELS,
  MIXED,
  NO_OPPORTUNITY,
  openResults,
  profileRow,
  radio,
  rateAll,
  reviewEntry,
  saveStatus,
  startAssessment,
  test,
} from "./fixtures";
import { signInAs } from "./session";

test("a step names its behavior, its levels and how far one is", async ({ page }) => {
  await startAssessment(page);
  await expect(page.getByRole("group", { name: "Vision & Strategy" })).toBeVisible();
  const choices = page.getByRole("radiogroup", { name: "Vision & Strategy" }).getByRole("radio");
  await expect(choices).toHaveCount(LEVELS.length + 1);
  for (const level of LEVELS) {
    await expect(radio(page, level)).toHaveAccessibleDescription(/^\p{Lu}.+\.$/u);
    expect(
      (
        await page
          .locator("label")
          .filter({ has: radio(page, level) })
          .boundingBox()
      )?.height,
    ).toBeGreaterThanOrEqual(44);
  }
  await expect(radio(page, NO_OPPORTUNITY)).toBeVisible();
  await expect(button(page, "Back")).toHaveCount(0);
  await radio(page, "Intermediate").check();
  await expect(page.getByText("What changes at Advanced:")).toBeVisible();
  await radio(page, "Advanced").check();
  await expect(page.getByText("What changes at Guide:")).toBeVisible();
  await expect(page.getByText("What changes at Advanced:")).toHaveCount(0);
  await expect(evidence(page)).toHaveAccessibleDescription(/easier to talk about/);
  await expect(saveStatus(page)).toHaveText("Saved");
});

test("stopping halfway and coming back loses nothing, and ends in a level summary with a plan", async ({ page, context, openBrowser }) => {
  const id = await startAssessment(page);
  for (const [index, answer] of MIXED.slice(0, 3).entries()) {
    await expectStep(page, index + 1);
    await radio(page, answer).check();
    if (index === 2) await evidence(page).fill("Talked to six customers.\nTwo had left us.");
    await expect(saveStatus(page)).toHaveText("Saved");
    await button(page, "Next").click();
  }
  await expectStep(page, 4);
  const { cookies } = await context.storageState();
  await context.close();

  // Only the cookies come back: what was shown as saved must be on the server.
  const again = await (await openBrowser({ storageState: { cookies, origins: [] } })).newPage();
  await again.goto("/");
  await expect(again.getByText("3 of 7 answered")).toBeVisible();
  await expect(again.getByRole("link", { name: "Continue self-assessment" })).toBeVisible();
  await again.goto("/assess");
  await expect(again).toHaveURL(new RegExp(`/assess/${id}/value-management$`));
  await expectStep(again, 4);
  await expect(again.getByRole("radio", { checked: true })).toHaveCount(0);
  await button(again, "Back").click();
  await expectStep(again, 3);
  await expect(radio(again, "Guide")).toBeChecked();
  await expect(evidence(again)).toHaveValue("Talked to six customers.\nTwo had left us.");
  await button(again, "Next").click();
  for (const [index, answer] of MIXED.slice(3).entries()) {
    await expectStep(again, index + 4);
    await radio(again, answer).check();
    await button(again, index === 3 ? "Review answers" : "Next").click();
  }

  await expect(reviewEntry(again, "Market Awareness")).toContainText("Talked to six customers.");
  await expect(reviewEntry(again, "Risk & Opportunity Management")).toContainText("Beginner");
  await again.getByRole("link", { name: "Change Risk & Opportunity Management" }).click();
  await expectStep(again, 7);
  await radio(again, "Intermediate").check();
  await button(again, "Review answers").click();
  await expect(reviewEntry(again, "Risk & Opportunity Management")).toContainText("Intermediate");
  await button(again, "See my level summary").click();

  await expect(again).toHaveURL(new RegExp(`/results/${id}$`));
  await expect(again.getByRole("heading", { level: 1 })).toHaveText("You describe yourself as working at Advanced.");
  await expect(again.getByText("4 reach Advanced or higher: more than half.")).toBeHidden();
  await again.getByText("The highest level that more than half of your rated behaviors reach: 4 of 7 reach Advanced.").click();
  await expect(again.getByText("4 reach Advanced or higher: more than half.")).toBeVisible();
  await expect(again.getByText("1 reach Guide or higher: not more than half.")).toBeVisible();
  await expect(again.getByRole("figure", { name: "Your overall level: Advanced" })).toBeVisible();
  const answers = MIXED.with(6, "Intermediate");
  for (const [index, { name }] of BEHAVIORS.entries()) {
    await expect(profileRow(again, name)).toContainText(answers[index] as string);
  }
  await expect(again.getByRole("heading", { name: "Outcome Orientation: from Intermediate to Advanced" })).toBeVisible();
  await expect(again.getByText(/Three behaviors share your lowest level, Intermediate\./)).toBeVisible();

  await again.getByLabel("If …").fill("the Sprint Review begins");
  await again.getByLabel("then I …").fill("I will show our goal’s current number first");
  await button(again, "Keep this plan").click();
  const sentence = again.getByText("If the Sprint Review begins, then I show our goal’s current number first.");
  await expect(again.getByText("Your plan is kept.")).toBeVisible();
  await expect(sentence).toBeVisible();
  await again.goto(`/results/${id}`);
  await expect(sentence).toBeVisible();
  await again.goto(`/assess/${id}/vision-and-strategy`);
  await expect(again).toHaveURL(new RegExp(`/results/${id}$`));
});

test("a review with answers missing leads to each of them", async ({ page, consoleErrors }) => {
  consoleErrors.expect(/status of 422/);
  const id = await startAssessment(page);
  await radio(page, "Guide").check();
  await expect(saveStatus(page)).toHaveText("Saved");
  await page.goto(`/assess/${id}/review`);
  await button(page, "See my level summary").click();
  const summary = page.getByRole("main").getByRole("alert");
  await expect(summary).toBeInViewport();
  await expect(summary.getByRole("link")).toHaveText(BEHAVIORS.slice(1).map(({ name }) => `${name} has no answer yet.`));
  await summary.getByRole("link", { name: "Value Management" }).click();
  await expect(reviewEntry(page, "Value Management")).toBeFocused();
});

test("a translated step leaves nothing of the last one", async ({ page }) => {
  await startAssessment(page);
  // As browsers translate: each text node is moved into an element of its own.
  const translate = () =>
    page.evaluate(() => {
      const walker = document.createTreeWalker(document.querySelector("main form") as Node, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts) {
        const font = document.createElement("font");
        text.replaceWith(font);
        font.append(text.data);
      }
    });
  await radio(page, "Beginner").check();
  await expect(page.getByText("What changes at Intermediate:")).toBeVisible();
  await translate();
  await radio(page, "Guide").check();
  await expect(page.getByText("What changes at Catalyst:")).toBeVisible();
  await expect(page.getByText("What changes at Intermediate:")).toHaveCount(0);
  await translate();
  await button(page, "Next").click();
  await expectStep(page, 2);
  await expect(page.getByText("1 of 7")).toHaveCount(0);
  await expect(page.getByText("What changes at")).toHaveCount(0);
});

test("words of another direction read in it, in the field and on the review", async ({ page }) => {
  const id = await startAssessment(page);
  await evidence(page).fill("أطلقنا API في 2026!\nزاد الاستخدام 30%");
  await expect(saveStatus(page)).toHaveText("Saved");
  const direction = (words: Element) => getComputedStyle(words).direction;
  expect(await evidence(page).evaluate(direction)).toBe("rtl");
  await page.goto(`/assess/${id}/review`);
  expect(await page.getByText("زاد الاستخدام").evaluate(direction)).toBe("rtl");
});

test("what is ticked on the share page is what is shown and shared", async ({ page, context }) => {
  const { people, submittedId, teamId } = await makeWorkspace();
  await getDatabase().share.deleteMany({ where: { assessmentId: submittedId } });
  await signInAs(context, people.owner.userId);
  await page.goto(`/results/${submittedId}/share`);
  await expect(button(page, "Share with Orion: ratings only")).toBeVisible();
  await page.getByRole("checkbox", { name: "My examples" }).check();
  await expect(page.getByText("Examples are shared too.")).toBeVisible();
  await page.getByRole("checkbox", { name: "My focus and plan" }).check();
  await button(page, "Share with Orion: ratings, examples, focus and plan").click();
  await expect(page.getByText("This is what you share now.")).toBeVisible();
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(2);
  expect(await getDatabase().share.findFirst({ where: { assessmentId: submittedId, teamId } })).toMatchObject({
    withEvidence: true,
    withPlan: true,
  });
});

test.describe("with smooth scrolling", () => {
  test.use({ contextOptions: { reducedMotion: "no-preference" } });

  test("the level summary begins at its top", async ({ page }) => {
    await startAssessment(page);
    await openResults(page, MIXED);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("You describe yourself as working at Advanced.");
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
  });
});

test("a retake stands beside the one before, and a correction leaves the original as it was", async ({ page }) => {
  await startAssessment(page);
  const first = await openResults(page, MIXED);
  await page.getByRole("link", { name: "My growth" }).click();
  await expect(page.getByText("Working at Advanced")).toHaveCount(1);
  await button(page, "Retake self-assessment").click();
  await expectStep(page, 1);
  const second = await openResults(page, MIXED.with(0, "Guide").with(2, "Intermediate"));
  expect(second).not.toBe(first);

  await page.getByRole("link", { name: "Compare with the one before" }).click();
  await expect(page).toHaveURL(`/growth/compare?earlier=${first}&later=${second}`);
  await expect(page.getByText(/you rated Vision & Strategy higher; Market Awareness lower; /)).toBeVisible();
  await expect(page.getByText(/A lower rating may be a sign of learning/)).toBeVisible();
  await expect(profileRow(page, "Vision & Strategy")).toContainText(/Later: Guide.*Earlier: Advanced/s);

  await page.getByRole("link", { name: "The later level summary" }).click();
  await button(page, "Correct an answer").click();
  await expect(page.getByRole("heading", { level: 1, name: "Review answers" })).toBeVisible();
  const correction = assessmentIdOf(page);
  expect(correction).not.toBe(second);
  await expect(page.getByRole("link", { name: /^Change / })).toHaveCount(BEHAVIORS.length);
  await expect(reviewEntry(page, "Vision & Strategy")).toContainText("Guide");
  await page.getByRole("link", { name: "Change Vision & Strategy" }).click();
  await radio(page, "Catalyst").check();
  await expect(saveStatus(page)).toHaveText("Saved");
  await page.goto(`/assess/${correction}/review`);
  await button(page, "See my level summary").click();
  await page.waitForURL(`/results/${correction}`);
  await expect(profileRow(page, "Vision & Strategy")).toContainText("Catalyst");
  await page.goto(`/results/${second}`);
  await expect(profileRow(page, "Vision & Strategy")).toContainText("Guide");
  await page.goto("/growth");
  await expect(page.getByText("a correction")).toHaveCount(1);
  await expect(page.getByRole("link", { name: /^Level summary/ })).toHaveCount(3);
});

test("with fewer than four rated behaviors there is no overall level, and the page says why", async ({ page }) => {
  await startAssessment(page);
  await openResults(page, ["Guide", "Guide", "Beginner", NO_OPPORTUNITY, NO_OPPORTUNITY, NO_OPPORTUNITY, NO_OPPORTUNITY]);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You rated 3 of 7 behaviors.");
  await expect(page.getByText(/There is no overall level: it takes at least four rated behaviors/)).toBeVisible();
  await expect(profileRow(page, "Value Management")).toContainText(NO_OPPORTUNITY);
});

test("an assessment in progress can be discarded, and only after it was asked for", async ({ page }) => {
  const id = await startAssessment(page);
  await page.goto("/growth");
  await expect(button(page, "Discard this self-assessment")).toBeHidden();
  await page.getByText("Discard …").click();
  await button(page, "Discard this self-assessment").click();
  // The sentence below stands there also while one is in progress.
  await expect(page.getByText("Discard …")).toHaveCount(0);
  await expect(page.getByText(/Your self-assessments will be here/)).toBeVisible();
  await page.goto("/");
  await expect(button(page, "Start self-assessment")).toBeVisible();
  expect((await page.request.get(`/assess/${id}/review`)).status()).toBe(404);
});

test("two behaviors marked as mattering most are the two focuses", async ({ page }) => {
  await startAssessment(page);
  const all = BEHAVIORS.map(() => "Intermediate" as const);
  await rateAll(page, all);
  for (const name of ["Value Management", "Market Awareness"]) await page.getByRole("checkbox", { name }).check();
  await expect(saveStatus(page)).toHaveText("Saved");
  await page.reload();
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(2);
  await button(page, "See my level summary").click();
  await expect(page.getByRole("heading", { name: "Your two focuses" })).toBeVisible();
  await expect(page.getByRole("article").getByRole("heading", { level: 3 })).toHaveText([
    "Market Awareness: from Intermediate to Advanced",
    "Value Management: from Intermediate to Advanced",
  ]);
});
