import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access/actor";
import {
  correctAssessment,
  moveToCurrentRevision,
  savePriorities,
  saveRatings,
  startAssessment,
  submitAssessment,
} from "@/lib/data/assessment/mutations";
import { getAssessmentForm, getResult } from "@/lib/data/assessment/queries";
import { getComparability, getCurrentRevision } from "@/lib/data/competency/internal/revisions";
import { listSubmittedAssessments } from "@/lib/data/growth/queries";
import { getDatabase } from "@/lib/db/client";
import type { RecordedChange } from "@/lib/domain/competency/difference";
import { BEHAVIOR_ORDER, competencyOf, type DraftFields, fieldsOf, LEVEL_ORDER } from "@/lib/domain/competency/draft";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { makeAccount, makeGuest } from "../factories/account";
import { answersToAll, makeAnswered, makeSubmitted } from "../factories/assessment";
import { behaviorIds, levelIds } from "../factories/competency";
import { NOW } from "../factories/time";
import { readEverything, useDatabase } from "./database";

useDatabase();

const id = productManagement.id;
const now = new Date(NOW + 10_000);
const [b1 = "", b2 = "", b3 = ""] = behaviorIds;
const [l1 = "", l2 = ""] = levelIds;

let actor: Actor;

beforeEach(async () => {
  actor = await makeGuest();
});

/** The next revision, with these texts changed and this recorded about it. */
async function publish(texts: DraftFields, changes: Partial<RecordedChange>[] = [], competencyId: string = id): Promise<number> {
  const current = await getCurrentRevision(competencyId).catch(() => null);
  const number = (current?.number ?? 0) + 1;
  const competency = competencyOf(competencyId, { ...fieldsOf(current?.competency ?? productManagement), ...texts });
  const recorded = changes.map((change) => ({
    unit: "anchor",
    kind: "reworded",
    behaviorId: null,
    levelId: null,
    meaning: "meaning",
    ...change,
  }));
  await getDatabase().revision.create({
    data: {
      id: randomUUID(),
      competencyId,
      number,
      content: competency,
      changes: recorded,
      note: `Note ${number}`,
      publishedAt: now,
    },
  });
  return number;
}

const anchorOf = (behaviorId: string, levelId: string) => `anchors.${behaviorId}.${levelId}`;

describe("an assessment in progress, when the model changes", () => {
  it("is finished on the words that it was begun with", async () => {
    const open = await makeAnswered(actor);
    await publish({ [BEHAVIOR_ORDER]: behaviorIds.slice(1).join("\n") });
    expect((await getAssessmentForm(actor, open)).competency).toEqual(productManagement);
    await submitAssessment(actor, open, now);
    expect(await getResult(actor, open)).toMatchObject({ revisionNumber: 1, currentNumber: 2, competency: { id } });
    expect((await getResult(actor, open)).competency).toEqual(productManagement);
  });

  it("moves where its owner wants to: answers that say the same stay, with every example", async () => {
    const open = await makeAnswered(actor, l1);
    await saveRatings(actor, open, [{ behaviorId: b3, answer: l2, answeredAt: NOW }], NOW);
    await savePriorities(actor, open, [b1, b2]);
    await publish(
      {
        [anchorOf(b1, l1)]: "Something else",
        [anchorOf(b3, l1)]: "Something else, at another level",
        [BEHAVIOR_ORDER]: behaviorIds.filter((one) => one !== b2).join("\n"),
      },
      [
        { behaviorId: b1, levelId: l1 },
        { behaviorId: b3, levelId: l1 },
        { unit: "behavior", kind: "retired", behaviorId: b2 },
      ],
    );
    const names = productManagement.source.behaviors.map(({ name }) => name);
    expect((await getAssessmentForm(actor, open)).move).toEqual({
      toNumber: 2,
      note: "Note 2",
      pendingCount: behaviorIds.length - 2,
      askedAnew: [names[0]],
      gone: [names[1]],
    });
    await moveToCurrentRevision(actor, open, 2, now);
    const { competency, ratings, priorities } = await getAssessmentForm(actor, open);
    expect(competency).toEqual((await getCurrentRevision()).competency);
    expect(priorities).toEqual([b1]);
    const byId = new Map(ratings.map((rating) => [rating.behaviorId, rating]));
    expect(byId.get(b1)).toMatchObject({ answer: null, evidence: `Evidence for ${l1}` });
    expect(byId.get(b3)).toMatchObject({ answer: l2 });
    expect(byId.has(b2)).toBe(false);
    expect((await getAssessmentForm(actor, open)).move).toBeNull();
    await expect(submitAssessment(actor, open, now)).rejects.toMatchObject({ code: "Invalid" });
    // What another tab answered before the move does not come back after it; what is answered now counts.
    await saveRatings(actor, open, [{ behaviorId: b1, answer: l1, answeredAt: NOW + 5_000 }], NOW + 20_000);
    expect((await getAssessmentForm(actor, open)).ratings.find(({ behaviorId }) => behaviorId === b1)?.answer).toBeNull();
    await saveRatings(actor, open, [{ behaviorId: b1, answer: l2, answeredAt: NOW + 15_000 }], NOW + 20_000);
    await submitAssessment(actor, open, now);
    expect(await getResult(actor, open)).toMatchObject({ revisionNumber: 2 });
  });

  it("keeps all of them where only wording changed, and none at any level where the scale is another", async () => {
    const open = await makeAnswered(actor, l1);
    await publish({ [anchorOf(b1, l1)]: "Said better" }, [{ behaviorId: b1, levelId: l1, meaning: "wording" }]);
    expect((await getAssessmentForm(actor, open)).move).toMatchObject({ pendingCount: behaviorIds.length, askedAnew: [], gone: [] });
    await publish({ [LEVEL_ORDER]: levelIds.slice(1).join("\n") }, [{ unit: "level", kind: "retired", levelId: l1 }]);
    expect((await getAssessmentForm(actor, open)).move).toMatchObject({ toNumber: 3, pendingCount: 0 });
    await moveToCurrentRevision(actor, open, 3, now);
    expect((await getAssessmentForm(actor, open)).ratings.every(({ answer }) => answer === null)).toBe(true);
  });

  it("does not move to words that were not shown, nor twice, nor where it corrects older ones", async () => {
    const submitted = await makeSubmitted(actor);
    const { assessmentId: correction } = await correctAssessment(actor, submitted);
    await publish({ summary: "Two" });
    expect((await getAssessmentForm(actor, correction)).move).toBeNull();
    await moveToCurrentRevision(actor, correction, 2, now);
    expect((await getAssessmentForm(actor, correction)).competency).toEqual(productManagement);
    const other = await makeGuest();
    const open = await makeAnswered(other);
    expect((await getAssessmentForm(other, open)).move).toBeNull();
    await publish({ summary: "Three" });
    const before = await readEverything();
    await expect(moveToCurrentRevision(other, open, 2, now)).rejects.toMatchObject({ code: "Conflict" });
    expect(await readEverything()).toEqual(before);
    await Promise.all([moveToCurrentRevision(other, open, 3, now), moveToCurrentRevision(other, open, 3, now)]);
    expect((await getAssessmentForm(other, open)).competency.source.summary).toBe("Three");
  });

  it("takes no answer that was checked against the words before", async () => {
    for (let round = 1; round <= 5; round += 1) {
      const person = await makeGuest();
      const open = await makeAnswered(person);
      const number = await publish({ [anchorOf(b1, l1)]: `Round ${round}` }, [{ behaviorId: b1, levelId: l1 }]);
      const [moved] = await Promise.allSettled([
        moveToCurrentRevision(person, open, number, now),
        saveRatings(person, open, answersToAll(l1, NOW), NOW),
        submitAssessment(person, open, now),
      ]);
      const row = await getDatabase().assessment.findUniqueOrThrow({ where: { id: open }, include: { ratings: true } });
      const answers = row.ratings.map(({ answer }) => answer);
      const { revisionId } = await getCurrentRevision();
      // Either submitted complete on the old revision, or moved and still open.
      if (row.submittedAt) expect([answers.includes(null), row.revisionId === revisionId]).toEqual([false, false]);
      else expect([moved, row.revisionId]).toEqual([{ status: "fulfilled", value: undefined }, revisionId]);
    }
  });

  it.each([
    ["nobody", async () => null],
    ["another guest", makeGuest],
    ["another person", makeAccount],
    ["an admin", () => makeAccount({ isAdmin: true })],
  ])("is not for %s to move, or to ask about", async (_who, other) => {
    const open = await makeAnswered(actor);
    await publish({ summary: "Two" });
    const stranger = await other();
    const before = await readEverything();
    for (const target of [open, "missing", "", "a\u0000b"]) {
      await expect(getAssessmentForm(stranger, target)).rejects.toMatchObject({ code: "NotFound" });
      await expect(moveToCurrentRevision(stranger, target, 2, now)).rejects.toMatchObject({ code: "NotFound" });
    }
    expect(await readEverything()).toEqual(before);
  });

  it("is no longer moved once it is submitted", async () => {
    const submitted = await makeSubmitted(actor);
    await publish({ summary: "Two" });
    await expect(moveToCurrentRevision(actor, submitted, 2, now)).rejects.toMatchObject({ code: "NotFound" });
  });
});

describe("results across revisions", () => {
  it("compare what means the same, whichever is older, and mark what does not", async () => {
    const first = await makeSubmitted(actor);
    await publish({ [anchorOf(b1, l1)]: "Something else" }, [{ behaviorId: b1, levelId: l1 }]);
    await publish({ [anchorOf(b2, l1)]: "Said better" }, [{ behaviorId: b2, levelId: l1, meaning: "wording" }]);
    const second = await makeSubmitted(actor, now);
    const [one, other] = [await getResult(actor, first), await getResult(actor, second)];
    const sides = [one, other].map(({ competency, revisionNumber }) => ({ competency, number: revisionNumber }));
    for (const [from, to] of [sides, sides.toReversed()]) {
      if (!from || !to) throw new Error("Two sides");
      expect([...(await getComparability(from, to)).brokenBehaviorIds]).toEqual([b1]);
    }
    expect(one.competency.additions.anchors[b1]?.[l1]).toBe(productManagement.additions.anchors[b1]?.[l1]);
    expect(other.previousId).toBe(first);
  });

  it("of another competency are kept apart", async () => {
    await publish({ name: "Delivery" }, [], "delivery");
    await makeSubmitted(actor);
    const begun = await startAssessment(actor, "delivery");
    expect(begun).toMatchObject({ competencyName: "Delivery" });
    // One at a time, whatever the competency.
    expect((await startAssessment(actor, id)).assessmentId).toBe(begun.assessmentId);
    await saveRatings(actor, begun.assessmentId, answersToAll(l1, NOW), NOW);
    await submitAssessment(actor, begun.assessmentId, now);
    expect(await getResult(actor, begun.assessmentId)).toMatchObject({
      previousId: null,
      currentNumber: 1,
      competency: { id: "delivery" },
    });
    expect((await listSubmittedAssessments(actor)).map(({ competencyName }) => competencyName)).toEqual(["Delivery", "Product Management"]);
    for (const missing of ["nothing", "a\u0000b"])
      await expect(startAssessment(actor, missing)).rejects.toMatchObject({ code: "NotFound" });
    expect(await getDatabase().assessment.count()).toBe(2);
  });
});
