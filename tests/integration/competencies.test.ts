import { describe, expect, it } from "vitest";
import { submitAssessment } from "@/lib/data/assessment/mutations";
import { getAssessmentForm, getResult } from "@/lib/data/assessment/queries";
import { getCurrentRevision, getRevision, publishShippedCompetency } from "@/lib/data/competency/internal/revisions";
import * as published from "@/lib/data/competency/queries/published";
import { getDatabase } from "@/lib/db/client";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { makeAccount, makeGuest } from "../factories/account";
import { makeAnswered, makeStarted } from "../factories/assessment";
import { NOW } from "../factories/time";
import { emptyRevisions, engine, useDatabase } from "./database";
import { errorOf, notFound } from "./errors";
import { statementsOf } from "./statements";

useDatabase();

const reworded: CompetencyModel = { ...productManagement, source: { ...productManagement.source, summary: "Other words – “quoted” ’." } };

function listRevisions() {
  return getDatabase().revision.findMany({ orderBy: { number: "asc" } });
}

it("publishes the shipped model once, word for word", async () => {
  const before = await listRevisions();
  expect(before).toMatchObject([{ number: 1, competencyId: productManagement.id }]);
  await publishShippedCompetency();
  await publishShippedCompetency();
  expect(await listRevisions()).toEqual(before);
  expect((await getCurrentRevision()).competency).toEqual(productManagement);
});

it("publishes changed words under the next number, and leaves the old revision as it was", async () => {
  const [old] = await listRevisions();
  await publishShippedCompetency(reworded);
  const [first, second, ...more] = await listRevisions();
  expect(first).toEqual(old);
  expect(second).toMatchObject({ number: 2 });
  expect(more).toEqual([]);
  expect(await getCurrentRevision()).toMatchObject({ number: 2, competency: reworded });
  expect((await getRevision(old?.id ?? "")).competency).toEqual(productManagement);
});

it("publishes once where servers start at the same moment", async () => {
  await emptyRevisions();
  await Promise.all(Array.from({ length: 8 }, () => publishShippedCompetency()));
  expect(await listRevisions()).toMatchObject([{ number: 1 }]);
  await Promise.all(Array.from({ length: 8 }, () => publishShippedCompetency(reworded)));
  expect(await listRevisions()).toMatchObject([{ number: 1 }, { number: 2 }]);
});

it("reads a revision from the database once", async () => {
  const [row] = await listRevisions();
  await getRevision(row?.id ?? "");
  expect(await statementsOf(() => getRevision(row?.id ?? ""))).toEqual([]);
  expect((await statementsOf(() => getCurrentRevision())).join()).not.toContain("content");
});

it("lets an assessment read the words that it was taken on, whatever was published since", async () => {
  const actor = await makeGuest();
  const old = await makeAnswered(actor);
  await publishShippedCompetency(reworded);
  expect((await getAssessmentForm(actor, old)).competency).toEqual(productManagement);
  await submitAssessment(actor, old, new Date(NOW));
  expect(await getResult(actor, old)).toMatchObject({ revisionNumber: 1, competency: productManagement });
  expect((await getAssessmentForm(actor, await makeStarted(actor))).competency).toEqual(reworded);
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
    await makeAnswered(await makeGuest());
    const before = await listRevisions();
    await expect(getDatabase().$executeRawUnsafe(sql)).rejects.toThrow("a published revision never changes");
    await expect(getDatabase().$transaction([getDatabase().$executeRawUnsafe(sql)])).rejects.toThrow("a published revision never changes");
    expect(await listRevisions()).toEqual(before);
    expect(await getDatabase().assessment.count()).toBe(1);
  });
});

describe("what is published", () => {
  const id = productManagement.id;

  it("is for anybody to read, whoever they are", async () => {
    const asked = { competencyId: id, number: 1, format: "json" };
    const first = { competency: productManagement, number: 1 };
    for (const actor of [null, await makeGuest(), await makeAccount(), await makeAccount({ isAdmin: true })]) {
      const read = {
        listCompetencies: (await published.listCompetencies(actor)).map(({ competencyId }) => competencyId),
        getPublishedCompetency: await published.getPublishedCompetency(actor),
        findCurrentRevision: (await published.findCurrentRevision(actor, id))?.number,
        listPublishedRevisions: (await published.listPublishedRevisions(actor, id)).map(({ number }) => number),
        getRevisionComparability: (await published.getRevisionComparability(actor, first, first)).brokenBehaviorIds.size,
        exportCompetency: (await published.exportCompetency(actor, asked)).filename,
        getCompetencySchema: published.getCompetencySchema(actor),
        getCaseCatalog: (await published.getCaseCatalog(actor)).packages.length,
      };
      expect(Object.keys(read).toSorted()).toEqual(Object.keys(published).toSorted());
      expect(read).toEqual({
        listCompetencies: [id],
        getPublishedCompetency: productManagement,
        findCurrentRevision: 1,
        listPublishedRevisions: [1],
        getRevisionComparability: 0,
        exportCompetency: `${id}-revision-1.json`,
        getCompetencySchema: expect.objectContaining({ type: "object" }),
        getCaseCatalog: 1,
      });
    }
  });

  it.each(["none", "", "a\u0000b", "\ud800"])("is nothing under the id %j", async (competencyId) => {
    expect(await published.findCurrentRevision(null, competencyId)).toBeNull();
    expect(await published.listPublishedRevisions(null, competencyId)).toEqual([]);
    expect(await errorOf(published.getPublishedCompetency(null, competencyId))).toEqual(notFound);
    expect(await errorOf(published.exportCompetency(null, { competencyId, number: null, format: "json" }))).toEqual(notFound);
  });

  it.each([
    { number: 2, format: "json" },
    { number: Number.NaN, format: "json" },
    { number: 1, format: "docx" },
  ])("is no file of %j", async (asked) => {
    expect(await errorOf(published.exportCompetency(null, { competencyId: id, ...asked }))).toEqual(notFound);
  });
});
