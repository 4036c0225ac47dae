/** The risk: a person without a pointer cannot rate, cannot see where they are, or picks a level while typing. */
import { tabTo } from "./accessible";
import {
  BEHAVIORS,
  button,
  evidence,
  expect,
  expectStep,
  openResults,
  type Page,
  radio,
  saveStatus,
  startAssessment,
  test,
} from "./fixtures";

const MANY = 60;

/** A card shows the focus of the radio in it. */
function focusOnScreen() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const marked = [element, element.closest("label")].some((each) => {
    if (!each) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
    const ring = boxShadow !== "none" && !/^(rgba\(0, 0, 0, 0\)[^,]*,? ?)+$/.test(boxShadow);
    return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) || ring;
  });
  return { what: element.outerHTML.slice(0, 120), marked, seen: box.width > 1 && box.height > 1 };
}

async function expectEveryStopVisible(page: Page): Promise<void> {
  const stops = [];
  for (let presses = 0; presses < MANY; presses++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(focusOnScreen);
    if (!stop) break;
    stops.push(stop);
  }
  expect(stops.length).toBeGreaterThan(3);
  expect(stops.filter(({ marked, seen }) => !marked || !seen)).toEqual([]);
}

test("keys 1 to 5 pick, Enter goes on, arrow keys move", async ({ page }) => {
  await startAssessment(page);
  await tabTo(page, radio(page, "Beginner"));
  for (const [key, level] of [
    ["1", "Beginner"],
    ["5", "Catalyst"],
    ["3", "Advanced"],
  ] as const) {
    await page.keyboard.press(key);
    await expect(radio(page, level)).toBeChecked();
    await expect(radio(page, level)).toBeFocused();
  }
  await page.keyboard.press("ArrowDown");
  await expect(radio(page, "Guide")).toBeChecked();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(radio(page, "Intermediate")).toBeChecked();
  await page.keyboard.press("Enter");
  await expectStep(page, 2);
  await expect(page.getByRole("heading", { level: 1, name: "Outcome Orientation" })).toBeFocused();
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
  await tabTo(page, radio(page, "Beginner"));
  await page.keyboard.press("4");
  await expect(radio(page, "Guide")).toBeChecked();
  await page.keyboard.press("Control+1");
  await page.keyboard.press("9");
  await expect(radio(page, "Guide")).toBeChecked();
  await page.goBack();
  await expectStep(page, 1);
  await expect(radio(page, "Intermediate")).toBeChecked();
});

test("digits and line breaks that are typed as an example stay text", async ({ page }) => {
  await startAssessment(page);
  await tabTo(page, radio(page, "Beginner"));
  await page.keyboard.press("2");
  await tabTo(page, evidence(page));
  await page.keyboard.type("5 interviews");
  await page.keyboard.press("Enter");
  await page.keyboard.type("1 bet");
  await expectStep(page, 1);
  await expect(evidence(page)).toHaveValue("5 interviews\n1 bet");
  await expect(radio(page, "Intermediate")).toBeChecked();
});

test("digits answer only while the radios have the focus", async ({ page }) => {
  await startAssessment(page);
  await page.keyboard.press("3");
  await tabTo(page, button(page, "Next"));
  await page.keyboard.press("1");
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
  await expect(saveStatus(page)).toHaveText("");
});

test("the whole way to a kept plan by keyboard alone", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
  await tabTo(page, button(page, "Start self-assessment"));
  await page.keyboard.press("Enter");
  for (let number = 1; number <= BEHAVIORS.length; number++) {
    await expectStep(page, number);
    await tabTo(page, radio(page, "Beginner"));
    await page.keyboard.press(number === 4 ? "2" : "3");
    await page.keyboard.press("Enter");
  }
  await page.waitForURL(/\/review$/);
  const mark = page.getByRole("checkbox", { name: "Value Management" });
  await tabTo(page, mark);
  await page.keyboard.press("Space");
  await expect(saveStatus(page)).toHaveText("Saved");
  await tabTo(page, button(page, "See my level summary"));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/results\//);
  await tabTo(page, page.getByText(/^The highest level that more than half/));
  await page.keyboard.press("Enter");
  await expect(page.getByText(/reach Advanced or higher: more than half/)).toBeVisible();
  await tabTo(page, page.getByLabel("If …"));
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("refinement begins");
  await tabTo(page, button(page, "Keep this plan"));
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^If refinement begins, then I /)).toBeVisible();
});

test("the focus is visible at every stop", async ({ page }) => {
  await page.goto("/");
  await expectEveryStopVisible(page);
  await startAssessment(page);
  await expectEveryStopVisible(page);
  await openResults(
    page,
    BEHAVIORS.map(() => "Guide"),
  );
  await expectEveryStopVisible(page);
});
