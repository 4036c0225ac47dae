/** The risks: the meaning of a person's answers changes without notice, or results with different meanings are compared. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Database, openClient } from "@/lib/db/client";
import { competencyOf, type DraftFields, fieldsOf } from "@/lib/domain/competency/draft";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { startServer } from "../../scripts/running-server.mjs";
import { axe } from "./accessible";
import { BEHAVIORS, expect, type Page, test } from "./fixtures";

const CHANGED = BEHAVIORS[0];

/** As if an admin had published it. */
async function publish(client: Database, competencyId: string, number: number, texts: DraftFields, changes: object[] = []): Promise<void> {
  const competency = competencyOf(competencyId, { ...fieldsOf(productManagement), ...texts });
  await client.revision.create({
    data: {
      id: randomUUID(),
      competencyId,
      number,
      content: competency,
      changes,
      note: "Beginners are somebody else now.",
    },
  });
}

async function answerAll(client: Database, answer: string): Promise<string> {
  const { id } = await client.assessment.findFirstOrThrow({ where: { submittedAt: null } });
  await client.rating.deleteMany({ where: { assessmentId: id } });
  await client.rating.createMany({
    data: BEHAVIORS.map((behavior) => ({ assessmentId: id, behaviorId: behavior.id, answer, answeredAt: 1n })),
  });
  return id;
}

async function submit(page: Page, id: string): Promise<void> {
  await page.goto(`/assess/${id}/review`);
  await page.getByRole("button", { name: "See my level summary" }).click();
  await page.waitForURL(`**/results/${id}`);
}

test("the model changes: one finishes or moves, results keep their words, and what means something else is not compared", async ({
  browser,
  page: _,
  consoleErrors,
}) => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(path.join(os.tmpdir(), "cairn-revisions-"));
  const url = `file:${path.join(folder, "cairn.db")}`;
  const server = await startServer({ environment: { DATABASE_URL: url, AUTH_SECRET: "only-for-the-revisions-of-the-tests" } });
  try {
    const { client } = await openClient(url);
    const context = await browser.newContext({ baseURL: server.origin, reducedMotion: "reduce" });
    consoleErrors.watch(context);
    const page = await context.newPage();

    await page.goto("/assess");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Rate yourself on seven behaviors");
    await page.getByRole("button", { name: "Start self-assessment" }).click();
    await page.waitForURL(`**/${CHANGED.id}`);
    const first = await answerAll(client, "beginner");
    await submit(page, first);

    await page.goto("/assess");
    await page.getByRole("button", { name: "Start self-assessment" }).click();
    await page.waitForURL(`**/${CHANGED.id}`);
    const second = await answerAll(client, "beginner");
    await expect(page.getByText("The model’s text has changed")).toHaveCount(0);
    await publish(client, productManagement.id, 2, { [`anchors.${CHANGED.id}.beginner`]: "Something else altogether." }, [
      { unit: "anchor", kind: "reworded", behaviorId: CHANGED.id, levelId: "beginner", meaning: "meaning" },
    ]);

    await page.goto(`/assess/${second}/review`);
    await page.getByText("Move to the new text …").click();
    await expect(page.getByText("Beginners are somebody else now.")).toBeVisible();
    await expect(page.getByText(`6 answers are kept, and you are asked again about ${CHANGED.name}.`)).toBeVisible();
    expect((await axe(page).analyze()).violations).toEqual([]);
    await page.getByRole("button", { name: "Move to revision 2" }).click();
    await expect(page.getByText("One behavior has no answer yet")).toBeVisible();
    await expect(page.getByText("The model’s text has changed")).toHaveCount(0);
    await page.getByRole("link", { name: `Answer ${CHANGED.name}` }).click();
    await expect(page.getByText("Something else altogether.")).toBeVisible();
    await page.getByText("Something else altogether.").click();
    await expect(page.getByRole("status").filter({ hasText: /^Saved$/ })).toBeVisible();
    await submit(page, second);

    await page.getByRole("link", { name: "Compare with the one before" }).click();
    await expect(page.getByText(`${CHANGED.name} is not compared`)).toBeVisible();
    const apart = page.getByRole("region", { name: "Where the meaning changed" });
    await expect(apart.getByText("Something else altogether.")).toBeVisible();
    await expect(apart.getByText(productManagement.additions.anchors[CHANGED.id]?.beginner ?? "")).toBeVisible();
    expect((await axe(page).analyze()).violations).toEqual([]);

    await page.goto(`/results/${first}`);
    await expect(page.getByText("Taken on revision 1 of the model, whose words are shown here")).toBeVisible();
    await expect(page.getByText("Something else altogether.")).toHaveCount(0);

    await publish(client, "delivery", 1, { name: "Delivery" });
    await page.goto("/growth");
    await page.getByRole("link", { name: "Rate yourself again" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("What would you like to look at?");
    expect((await axe(page).analyze()).violations).toEqual([]);
    await page.getByRole("button", { name: "Start self-assessment in Delivery" }).click();
    await page.waitForURL(`**/${CHANGED.id}`);
    await page.goto("/growth");
    await expect(page.getByText(/^Delivery, begun on/)).toBeVisible();
    await context.close();
    await client.$disconnect();
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
