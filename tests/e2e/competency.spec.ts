/** The risk: the competency on the page differs from the source, or anchors are missing. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { BEHAVIORS, expect, LEVELS, type Page, test } from "./fixtures";

const SOURCE = readFileSync(path.join(import.meta.dirname, "../fixtures/product-management.txt"), "utf8");

/** The page draws the bullets, and a heading on its own line has no colon there. */
const LINES = SOURCE.split("\n")
  .map((line) => line.replace(/^[\s•]+/, "").trim())
  .map((line) => line.replace(/:$/, ""))
  .filter((line) => line !== "");

async function visibleText(page: Page): Promise<string> {
  return (await page.getByRole("main").innerText()).replace(/\s+/g, " ");
}

test("every line of the source stands there word for word", async ({ page }) => {
  await page.goto("/model");
  const text = await visibleText(page);
  expect(LINES.length).toBeGreaterThan(25);
  expect(LINES.filter((line) => !text.includes(line))).toEqual([]);
});

test("35 anchors, each of its own, in a grid of behaviors and levels", async ({ page }) => {
  await page.goto("/model");
  const grid = page.getByRole("table", { name: /anchor of each behavior at each level/ });
  await expect(grid.getByRole("columnheader")).toHaveText(["Behavior", ...LEVELS]);
  await expect(grid.getByRole("rowheader")).toHaveText(BEHAVIORS.map(({ name }) => name));
  const anchors = await grid.getByRole("cell").allInnerTexts();
  expect(anchors).toHaveLength(35);
  expect(new Set(anchors).size).toBe(35);
  expect(anchors.filter((anchor) => !/^\p{Lu}.+\.$/u.test(anchor))).toEqual([]);
});

test("the source is named, and told apart from Cairn’s own words", async ({ page }) => {
  await page.goto("/model");
  const main = page.getByRole("main");
  await expect(main.getByRole("link", { name: "Product Owner Growth Wheel" }).first()).toHaveAttribute(
    "href",
    /^https:\/\/productownergrowthwheel\.org/,
  );
  await expect(main).toContainText("productownergrowthwheel.org");
  await expect(main).toContainText("Cairn’s own words");
  await expect(main).toContainText(/Revision \d+, published/);
});
