import { expect, it } from "vitest";
import { getAssessmentForm, getResult, submitAssessment } from "@/lib/data/assessments";
import { getCurrentRevision, getRevision, publishShippedModel } from "@/lib/data/competencies";
import { getDatabase } from "@/lib/db/client";
import type { CompetencyModel } from "@/lib/domain/competency/model";
import { productManagement } from "@/lib/domain/competency/product-management";
import { useDatabase } from "./database";
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
  await getDatabase().revision.deleteMany();
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
