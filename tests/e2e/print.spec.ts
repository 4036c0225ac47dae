/** The risk: what a person takes to their one-to-one spills onto a second sheet. */
import { button, expect, MIXED, openResults, startAssessment, test } from "./fixtures";

/** A page is an object of type "Page"; the tree of pages is of type "Pages". */
function countPages(pdf: Buffer): number {
  return pdf.toString("latin1").match(/\/Type\s*\/Page(?!s)/g)?.length ?? 0;
}

for (const format of ["A4", "Letter"] as const) {
  test(`the level summary with one focus and a kept plan is one page of ${format}`, async ({ page }) => {
    await startAssessment(page);
    await openResults(page, MIXED);
    await button(page, "Keep this plan").click();
    await expect(page.getByText("Your plan is kept.")).toBeVisible();
    const margin = { top: "10mm", right: "10mm", bottom: "10mm", left: "10mm" };
    expect(countPages(await page.pdf({ format, margin }))).toBe(1);
  });
}
