import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { isAllowed } from "@/lib/access/rules";
import type { OwnerAction } from "@/lib/access/where";
import * as mutations from "@/lib/data/assessment/mutations";
import * as queries from "@/lib/data/assessment/queries";
import { listSubmittedAssessments } from "@/lib/data/growth/queries";
import { makeGuest } from "../factories/account";
import { answersToAll, makeAnswered, makeSubmitted } from "../factories/assessment";
import { behaviorIds } from "../factories/competency";
import { NOW } from "../factories/time";
import { readEverything, useDatabase } from "./database";
import { wholeErrorOf, wholeNotFound } from "./errors";

const assessments = { ...queries, ...mutations };

useDatabase();

type Call = (actor: Actor | null, assessmentId: string) => Promise<unknown>;

/** Every function that takes an assessment's id, and its rule. */
const byId: Record<string, { rule: OwnerAction; call: Call }> = {
  getAssessmentForm: { rule: "assessment.answer", call: assessments.getAssessmentForm },
  saveRatings: { rule: "assessment.answer", call: (actor, id) => assessments.saveRatings(actor, id, answersToAll("guide", 5_000), NOW) },
  savePriorities: { rule: "assessment.answer", call: (actor, id) => assessments.savePriorities(actor, id, behaviorIds.slice(0, 1)) },
  discardAssessment: { rule: "assessment.answer", call: assessments.discardAssessment },
  submitAssessment: { rule: "assessment.read", call: (actor, id) => assessments.submitAssessment(actor, id, new Date(NOW)) },
  getResult: { rule: "assessment.plan", call: assessments.getResult },
  correctAssessment: { rule: "assessment.plan", call: assessments.correctAssessment },
  savePlan: {
    rule: "assessment.plan",
    call: (actor, id) =>
      assessments.savePlan(actor, { assessmentId: id, behaviorId: behaviorIds[0] ?? "" }, { when: "it rains", then: "read" }),
  },
};

/** Functions for a person's own assessments, which take no id. */
const ofOneself = ["getAssessmentsOverview", "startAssessment"];

/** Its row stands in assessment-moves.test.ts. */
const ofMoves = ["moveToCurrentRevision"];

let owner: Actor;
let roles: Record<"owner" | "another guest" | "nobody", Actor | null>;

beforeEach(async () => {
  owner = await makeGuest();
  const other = await makeGuest();
  await makeSubmitted(other);
  await makeAnswered(other);
  roles = { owner, "another guest": other, nobody: null };
});

function makeOwn(state: "in progress" | "submitted"): Promise<string> {
  return state === "submitted" ? makeSubmitted(owner) : makeAnswered(owner);
}

describe("every exported function", () => {
  it("has its row here", () => {
    expect(Object.keys(assessments).toSorted()).toEqual([...Object.keys(byId), ...ofOneself, ...ofMoves].toSorted());
  });

  describe.each(Object.entries(byId))("%s", (_name, { rule, call }) => {
    const cases = (["owner", "another guest", "nobody"] as const).flatMap((role) =>
      (["in progress", "submitted"] as const).map((state) => [role, state] as const),
    );

    it.each(cases)("by %s on the owner's, %s: does as the rule says", async (role, state) => {
      const id = await makeOwn(state);
      const actor = roles[role];
      const before = await readEverything();
      const error = await wholeErrorOf(call(actor, id));
      if (isAllowed(actor, rule, { ownerId: owner.userId, isSubmitted: state === "submitted" })) {
        expect(error).toBeUndefined();
        return;
      }
      expect(await readEverything()).toEqual(before);
      // The owner may be told why; for everybody else it looks like one that never existed.
      if (role === "owner") expect(error).toMatchObject({ name: "ExpectedError", code: expect.stringMatching(/^(Conflict|NotFound)$/) });
      else expect(error).toEqual(wholeNotFound);
    });

    it.each([
      ["missing", randomUUID()],
      ["empty", ""],
      ["a word of SQL", "' OR 1=1 --"],
      ["one with a null character", "a\u0000b"],
      ["one with half a character", "\ud800"],
      ["very long", "x".repeat(10_000)],
    ])("finds nothing under an id that is %s, whoever asks", async (_what, id) => {
      for (const actor of Object.values(roles)) expect(await wholeErrorOf(call(actor, id))).toEqual(wholeNotFound);
    });
  });
});

it("the lists hold a person's own and nobody else's", async () => {
  const submitted = await makeSubmitted(owner);
  const open = await makeAnswered(owner);
  const [mine, nobodys] = [await assessments.getAssessmentsOverview(owner), await assessments.getAssessmentsOverview(null)];
  expect(mine).toMatchObject({ inProgress: { assessmentId: open }, latest: { assessmentId: submitted } });
  expect(nobodys).toEqual({ inProgress: null, alsoInProgress: [], latest: null });
  expect((await listSubmittedAssessments(owner)).map(({ assessmentId }) => assessmentId)).toEqual([submitted]);
  expect(await listSubmittedAssessments(null)).toEqual([]);
  expect((await assessments.startAssessment(owner)).assessmentId).toBe(open);
  const newcomer = await makeGuest();
  expect(await assessments.getAssessmentsOverview(newcomer)).toEqual({ inProgress: null, alsoInProgress: [], latest: null });
  expect(await listSubmittedAssessments(newcomer)).toEqual([]);
  expect((await assessments.startAssessment(newcomer)).assessmentId).not.toBe(open);
});
