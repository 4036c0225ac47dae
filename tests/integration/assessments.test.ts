import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access/actor";
import {
  correctAssessment,
  discardAssessment,
  savePlan,
  savePriorities,
  saveRatings,
  startAssessment,
  submitAssessment,
} from "@/lib/data/assessment/mutations";
import { getAssessmentForm, getAssessmentsOverview, getResult } from "@/lib/data/assessment/queries";
import { listSubmittedAssessments } from "@/lib/data/growth/queries";
import { getDatabase } from "@/lib/db/client";
import { makeGuest } from "../factories/account";
import { answersToAll, makeAnswered, makeStarted, makeSubmitted } from "../factories/assessment";
import { behaviorIds } from "../factories/competency";
import { NOW } from "../factories/time";
import { readEverything, useDatabase } from "./database";

useDatabase();

const [first = "", second = "", third = ""] = behaviorIds;
let actor: Actor;

beforeEach(async () => {
  actor = await makeGuest();
});

describe("startAssessment", () => {
  it("begins one, and later resumes it where the first answer is missing", async () => {
    const begun = await startAssessment(actor);
    expect(begun).toMatchObject({ answered: 0, total: 7, nextBehaviorId: first });
    await saveRatings(actor, begun.assessmentId, [{ behaviorId: first, answer: "guide", answeredAt: 1 }], NOW);
    expect(await startAssessment(actor)).toEqual({ ...begun, answered: 1, nextBehaviorId: second });
    expect(await getAssessmentsOverview(actor)).toMatchObject({ inProgress: { assessmentId: begun.assessmentId }, latest: null });
  });

  it("begins one where several starts arrive at once", async () => {
    for (let round = 1; round <= 5; round += 1) {
      const guest = await makeGuest();
      const begun = await Promise.all(Array.from({ length: 8 }, () => startAssessment(guest)));
      expect(new Set(begun.map(({ assessmentId }) => assessmentId)).size).toBe(1);
      expect(await getDatabase().assessment.count()).toBe(round);
    }
  });
});

describe("correctAssessment", () => {
  it("begins a new one with the answers and priorities filled in, and leaves the original as it was", async () => {
    const original = await makeAnswered(actor, "guide");
    await savePriorities(actor, original, [third]);
    await submitAssessment(actor, original, new Date(NOW));
    const before = await getResult(actor, original);
    const { assessmentId } = await correctAssessment(actor, original);
    const form = await getAssessmentForm(actor, assessmentId);
    expect(form.priorities).toEqual([third]);
    expect(form.ratings.map(({ behaviorId, answer, evidence }) => ({ behaviorId, answer, evidence }))).toEqual(before.ratings);
    await saveRatings(actor, assessmentId, [{ behaviorId: first, answer: "beginner", answeredAt: 2_000 }], NOW);
    await submitAssessment(actor, assessmentId, new Date(NOW + 1));
    expect(await getResult(actor, original)).toEqual(before);
    const after = await getResult(actor, assessmentId);
    expect(after.previousId).toBe(original);
    expect(after.ratings.find(({ behaviorId }) => behaviorId === first)?.answer).toBe("beginner");
    expect(await listSubmittedAssessments(actor)).toMatchObject([
      { assessmentId, isCorrection: true },
      { assessmentId: original, isCorrection: false },
    ]);
  });

  it("twice, also at once, is one correction", async () => {
    const original = await makeSubmitted(actor);
    const begun = await Promise.all(Array.from({ length: 6 }, () => correctAssessment(actor, original)));
    expect(new Set(begun.map(({ assessmentId }) => assessmentId)).size).toBe(1);
    expect(await correctAssessment(actor, original)).toEqual(begun[0]);
    expect(await getDatabase().assessment.count()).toBe(2);
  });

  it("is a conflict while another one is in progress, and changes nothing", async () => {
    const original = await makeSubmitted(actor);
    await makeStarted(actor);
    const before = await readEverything();
    await expect(correctAssessment(actor, original)).rejects.toMatchObject({ code: "Conflict" });
    expect(await readEverything()).toEqual(before);
  });
});

describe("discardAssessment", () => {
  it("deletes the one in progress with its ratings, and nothing else", async () => {
    await makeSubmitted(actor);
    const other = await makeGuest();
    await makeAnswered(other);
    const before = await readEverything();
    await discardAssessment(actor, await makeAnswered(actor));
    expect(await readEverything()).toEqual(before);
    expect(await getAssessmentsOverview(actor)).toMatchObject({ inProgress: null });
  });

  it("leaves a submitted one", async () => {
    const submitted = await makeSubmitted(actor);
    const before = await readEverything();
    await expect(discardAssessment(actor, submitted)).rejects.toMatchObject({ code: "Conflict" });
    expect(await readEverything()).toEqual(before);
  });
});

describe("submitAssessment", () => {
  it("refuses while behaviors have no answer, evidence alone included, and says how many", async () => {
    const assessmentId = await makeStarted(actor);
    await expect(submitAssessment(actor, assessmentId, new Date(NOW))).rejects.toMatchObject({
      code: "Invalid",
      message: expect.stringContaining("7 behaviors"),
    });
    await saveRatings(actor, assessmentId, answersToAll("guide", 1).slice(1), NOW);
    await saveRatings(actor, assessmentId, [{ behaviorId: first, evidence: "Only this", evidenceAt: 1 }], NOW);
    const before = await readEverything();
    await expect(submitAssessment(actor, assessmentId, new Date(NOW))).rejects.toMatchObject({
      code: "Invalid",
      message: expect.stringContaining("One behavior"),
      fieldErrors: { [first]: expect.stringMatching(/^\p{Lu}.* has no answer yet\.$/u) },
    });
    expect(await readEverything()).toEqual(before);
  });

  it("twice, also at once, is the same as once", async () => {
    const assessmentId = await makeAnswered(actor);
    await submitAssessment(actor, assessmentId, new Date(NOW));
    const before = await readEverything();
    await submitAssessment(actor, assessmentId, new Date(NOW + 1));
    expect(await readEverything()).toEqual(before);
    const another = await makeAnswered(actor);
    await Promise.all(Array.from({ length: 6 }, (_, index) => submitAssessment(actor, another, new Date(NOW + 10 + index))));
    const { submittedAt } = await getResult(actor, another);
    await submitAssessment(actor, another, new Date(NOW + 100));
    expect((await getResult(actor, another)).submittedAt).toEqual(submittedAt);
    expect(await getAssessmentsOverview(actor)).toEqual({
      inProgress: null,
      alsoInProgress: [],
      latest: { assessmentId: another, submittedAt },
    });
  });
});

describe("savePriorities", () => {
  it("keeps what was marked, refuses a behavior that the model lacks", async () => {
    const assessmentId = await makeStarted(actor);
    await savePriorities(actor, assessmentId, [second, first]);
    const before = await readEverything();
    await expect(savePriorities(actor, assessmentId, [first, "juggling"])).rejects.toMatchObject({ code: "Invalid" });
    expect(await readEverything()).toEqual(before);
    expect((await getAssessmentForm(actor, assessmentId)).priorities).toEqual([second, first]);
  });
});

describe("savePlan", () => {
  it("keeps one plan for each behavior, the last written, also where several arrive at once", async () => {
    const assessmentId = await makeSubmitted(actor);
    await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        savePlan(actor, { assessmentId, behaviorId: first }, { when: `moment ${index}`, then: "act" }),
      ),
    );
    await savePlan(actor, { assessmentId, behaviorId: first }, { when: "the Sprint Review begins", then: "show the number" });
    await savePlan(actor, { assessmentId, behaviorId: second }, { when: "it rains", then: "read" });
    await expect(savePlan(actor, { assessmentId, behaviorId: "juggling" }, { when: "a", then: "b" })).rejects.toMatchObject({
      code: "Invalid",
    });
    expect((await getResult(actor, assessmentId)).plans).toEqual({
      [first]: { when: "the Sprint Review begins", then: "show the number" },
      [second]: { when: "it rains", then: "read" },
    });
  });
});
