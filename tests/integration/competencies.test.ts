import { describe, expect, it } from "vitest";
import { getAssessmentForm, getResult, submitAssessment } from "@/lib/data/assessment/internal/assessments";
import { getCurrentRevision, getRevision, publishShippedModel } from "@/lib/data/competency/internal/revisions";
import { getDatabase } from "@/lib/db/client";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { emptyRevisions, engine, useDatabase } from "./database";
import { givenAnswered, givenGuest, givenStarted, NOW } from "./given";

useDatabase();

const reworded: CompetencyModel = { ...productManagement, source: { ...productManagement.source, summary: "Other words – “quoted” ’." } };

function listRevisions() {
  return getDatabase().revision.findMany({ orderBy: { number: "asc" } });
}

it("publishes the shipped model once, word for word", async () => {
  const before = await listRevisions();
  expect(before).toMatchObject([{ number: 1, competencyId: productManagement.id }]);
  await publishShippedModel();
  await publishShippedModel();
  expect(await listRevisions()).toEqual(before);
  expect((await getCurrentRevision()).model).toEqual(productManagement);
});

it("publishes changed words under the next number, and leaves the old revision as it was", async () => {
  const [old] = await listRevisions();
  await publishShippedModel(reworded);
  const [first, second, ...more] = await listRevisions();
  expect(first).toEqual(old);
  expect(second).toMatchObject({ number: 2 });
  expect(more).toEqual([]);
  expect(await getCurrentRevision()).toMatchObject({ number: 2, model: reworded });
  expect((await getRevision(old?.id ?? "")).model).toEqual(productManagement);
});

it("publishes once where servers start at the same moment", async () => {
  await emptyRevisions();
  await Promise.all(Array.from({ length: 8 }, () => publishShippedModel()));
  expect(await listRevisions()).toMatchObject([{ number: 1 }]);
  await Promise.all(Array.from({ length: 8 }, () => publishShippedModel(reworded)));
  expect(await listRevisions()).toMatchObject([{ number: 1 }, { number: 2 }]);
});

it("lets an assessment read the words that it was taken on, whatever was published since", async () => {
  const actor = await givenGuest();
  const old = await givenAnswered(actor);
  await publishShippedModel(reworded);
  expect((await getAssessmentForm(actor, old)).model).toEqual(productManagement);
  await submitAssessment(actor, old, new Date(NOW));
  expect(await getResult(actor, old)).toMatchObject({ revisionNumber: 1, model: productManagement });
  expect((await getAssessmentForm(actor, await givenStarted(actor))).model).toEqual(reworded);
});

describe("a published revision, at the level of the database", () => {
  const attempts: [what: string, sql: string][] = [
    ["its words", `UPDATE "Revision" SET "content" = '{}'`],
    ["its number", `UPDATE "Revision" SET "number" = 7`],
    ["its note", `UPDATE "Revision" SET "note" = 'other'`],
    ["its being there", `DELETE FROM "Revision"`],
    engine === "sqlite"
      ? [
          "itself for another",
          `INSERT OR REPLACE INTO "Revision" ("id", "competencyId", "number", "content") SELECT "id", "competencyId", "number", '{}' FROM "Revision"`,
        ]
      : ["everything at once", `TRUNCATE "Revision" CASCADE`],
  ];

  it.each(attempts)("does not change %s", async (_what, sql) => {
    await givenAnswered(await givenGuest());
    const before = await listRevisions();
    await expect(getDatabase().$executeRawUnsafe(sql)).rejects.toThrow("a published revision never changes");
    await expect(getDatabase().$transaction([getDatabase().$executeRawUnsafe(sql)])).rejects.toThrow("a published revision never changes");
    expect(await listRevisions()).toEqual(before);
    expect(await getDatabase().assessment.count()).toBe(1);
  });
});
