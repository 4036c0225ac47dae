import fc from "fast-check";
import pg from "pg";
import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { ratingUpsert } from "@/lib/data/assessment/internal/rating-upsert";
import { discardAssessment, saveRatings, submitAssessment } from "@/lib/data/assessment/mutations";
import { getAssessmentForm, getResult } from "@/lib/data/assessment/queries";
import { getCurrentRevision } from "@/lib/data/competency/internal/revisions";
import { getDatabase } from "@/lib/db/client";
import { mergeRatings, NO_OPPORTUNITY, type RatingChange, type TimedRating } from "@/lib/domain/assessment/timed-rating";
import { makeGuest } from "../factories/account";
import { answersToAll, makeAnswered, makeStarted, makeSubmitted } from "../factories/assessment";
import { behaviorIds, levelIds } from "../factories/competency";
import { NOW } from "../factories/time";
import { engine, getDatabaseUrl, readEverything, useDatabase } from "./database";

useDatabase();

const [first = "", second = ""] = behaviorIds;
let actor: Actor;
let assessmentId: string;
let revisionId: string;

beforeEach(async () => {
  actor = await makeGuest();
  assessmentId = await makeStarted(actor);
  revisionId = (await getCurrentRevision()).revisionId;
});

function save(...changes: RatingChange[]): Promise<TimedRating[]> {
  return saveRatings(actor, assessmentId, changes, NOW);
}

function sorted(ratings: readonly TimedRating[]): TimedRating[] {
  return ratings.toSorted((a, b) => (a.behaviorId < b.behaviorId ? -1 : 1));
}

async function readRatings(): Promise<TimedRating[]> {
  return sorted((await getAssessmentForm(actor, assessmentId)).ratings);
}

describe("saveRatings", () => {
  it("saves an answer and evidence, answers what stands, and the same save twice changes nothing", async () => {
    const change = { behaviorId: first, answer: "guide", answeredAt: 5, evidence: "Ünïcode 🪨 “quoted” \\ \n 'line' 123", evidenceAt: 6 };
    expect(await save(change)).toEqual([change]);
    const before = await readEverything();
    expect(await save(change)).toEqual([change]);
    expect(await readEverything()).toEqual(before);
  });

  it("remembers what was answered first, whatever is answered since", async () => {
    const firstAnswer = async () =>
      (await getDatabase().rating.findFirstOrThrow({ where: { assessmentId, behaviorId: first } })).firstAnswer;
    await save({ behaviorId: first, evidence: "Before any answer", evidenceAt: 1 });
    expect(await firstAnswer()).toBeNull();
    await save({ behaviorId: first, answer: "guide", answeredAt: 2 });
    await save({ behaviorId: first, answer: "advanced", answeredAt: 3 });
    await save({ behaviorId: first, evidence: "After", evidenceAt: 4 });
    expect(await firstAnswer()).toBe("guide");
    await save(
      { behaviorId: second, answer: NO_OPPORTUNITY, answeredAt: 2 },
      { behaviorId: behaviorIds[2] ?? "", evidence: "x", evidenceAt: 2 },
    );
    expect((await getDatabase().rating.findFirstOrThrow({ where: { behaviorId: second } })).firstAnswer).toBe(NO_OPPORTUNITY);
  });

  it("does not let a save that arrives late overwrite a newer answer", async () => {
    await save({ behaviorId: first, answer: "guide", answeredAt: 5 });
    await save({ behaviorId: first, answer: "beginner", answeredAt: 4 });
    expect(await readRatings()).toMatchObject([{ answer: "guide", answeredAt: 5 }]);
    await save({ behaviorId: first, answer: "advanced", answeredAt: 6 });
    expect(await readRatings()).toMatchObject([{ answer: "advanced", answeredAt: 6 }]);
  });

  it("loses nothing of two tabs, one of which answers while the other gives evidence", async () => {
    for (let round = 1; round <= 20; round += 1) {
      await Promise.all([
        save({ behaviorId: first, answer: levelIds[round % 5] ?? "", answeredAt: round }),
        save({ behaviorId: first, evidence: `Round ${round}`, evidenceAt: round }),
        save({ behaviorId: second, answer: NO_OPPORTUNITY, answeredAt: round }),
      ]);
      const ratings = new Map((await readRatings()).map((rating) => [rating.behaviorId, rating]));
      expect(ratings.get(first)).toMatchObject({ answer: levelIds[round % 5], evidence: `Round ${round}` });
      expect(ratings.get(second)).toMatchObject({ answer: NO_OPPORTUNITY, answeredAt: round });
    }
  });

  it("lets two tabs save the same behaviors in different orders at once: the later given stand", async () => {
    for (let round = 1; round <= 40; round += 1) {
      const older = answersToAll("beginner", round * 2);
      const newer = answersToAll("advanced", round * 2 + 1).reverse();
      await Promise.all([save(...older), save(...newer), save(...older.toReversed()), save(...newer.toReversed())]);
      expect((await readRatings()).map(({ answer, answeredAt }) => ({ answer, answeredAt }))).toEqual(
        behaviorIds.map(() => ({ answer: "advanced", answeredAt: round * 2 + 1 })),
      );
    }
  });

  it("does what mergeRatings says, for any sequence of saves", async () => {
    const text = fc.string({ unit: "grapheme", maxLength: 20 });
    // Few times, so that repeated, late and simultaneous ones are common.
    const time = fc.oneof({ weight: 8, arbitrary: fc.nat(4) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: NOW }) });
    const value = fc.oneof(
      fc.record({ answer: fc.constantFrom(...levelIds, NO_OPPORTUNITY), answeredAt: time }),
      fc.record({ evidence: text, evidenceAt: time }),
      fc.record({ answer: fc.constantFrom(...levelIds), answeredAt: time, evidence: text, evidenceAt: time }),
    );
    const saved = fc
      .uniqueArray(fc.constantFrom(...behaviorIds.slice(0, 3)), { minLength: 1, maxLength: 3 })
      .chain((ids) => fc.tuple(...ids.map((behaviorId) => value.map((given): RatingChange => ({ behaviorId, ...given })))));
    await fc.assert(
      fc.asyncProperty(fc.array(saved, { minLength: 1, maxLength: 8 }), async (saves) => {
        await getDatabase().rating.deleteMany();
        let expected: TimedRating[] = [];
        for (const changes of saves) {
          expected = mergeRatings(expected, changes);
          expect(sorted(await saveRatings(actor, assessmentId, changes, NOW))).toEqual(sorted(expected));
        }
      }),
      { numRuns: 50 },
    );
  });

  it("counts a time ahead of the server's clock as now, so that it cannot lock the answer", async () => {
    await save({ behaviorId: first, answer: "guide", answeredAt: NOW + 1_000_000, evidence: "ahead", evidenceAt: NOW + 1 });
    expect(await readRatings()).toMatchObject([{ answeredAt: NOW, evidenceAt: NOW }]);
    const later = { behaviorId: first, answer: "beginner", answeredAt: NOW + 5, evidence: "right", evidenceAt: NOW + 5 };
    expect(await saveRatings(actor, assessmentId, [later], NOW + 10)).toEqual([later]);
  });

  const valid = { behaviorId: first, answer: "guide", answeredAt: 9 };
  it.each([
    ["behavior", { behaviorId: "juggling", answer: "guide", answeredAt: 9 }, "That behavior is not part of this self-assessment."],
    [
      "behavior, by an object's own name",
      { behaviorId: "constructor", answer: "guide", answeredAt: 9 },
      "That behavior is not part of this self-assessment.",
    ],
    ["level", { behaviorId: second, answer: "wizard", answeredAt: 9 }, expect.stringMatching(/^That level does not exist\./)],
  ])("refuses an unknown %s, and then saves none of the call", async (_what, bad, message) => {
    await save({ behaviorId: first, answer: "beginner", answeredAt: 1 });
    const before = await readEverything();
    for (const changes of [
      [valid, bad],
      [bad, valid],
    ]) {
      await expect(save(...changes)).rejects.toMatchObject({ code: "Invalid", message, fieldErrors: { [bad.behaviorId]: message } });
    }
    expect(await readEverything()).toEqual(before);
  });

  it("saves none of a call whose last change the database refuses", async () => {
    const before = await readEverything();
    const nameless = { ...valid, behaviorId: null as unknown as string };
    await expect(
      getDatabase().$executeRaw(ratingUpsert(engine, { id: assessmentId, ownerId: actor.userId, revisionId }, [valid, nameless])),
    ).rejects.toThrow(/null/i);
    expect(await readEverything()).toEqual(before);
  });
});

describe("a submitted assessment", () => {
  it("refuses saves as a conflict, and nothing changes", async () => {
    const submitted = await makeSubmitted(actor);
    const before = await readEverything();
    await expect(saveRatings(actor, submitted, answersToAll("guide", NOW), NOW)).rejects.toMatchObject({ code: "Conflict" });
    expect(await readEverything()).toEqual(before);
  });

  it("is guarded in the statement itself, as somebody else's is", async () => {
    const write = (id: string, owner: string) =>
      getDatabase().$executeRaw(ratingUpsert(engine, { id, ownerId: owner, revisionId }, answersToAll("guide", NOW)));
    const other = await makeGuest();
    expect(await write(assessmentId, other.userId)).toBe(0);
    const submitted = await makeSubmitted(actor);
    const before = await readEverything();
    expect(await write(submitted, actor.userId)).toBe(0);
    expect(await readEverything()).toEqual(before);
    const open = await makeStarted(actor);
    const moved = { id: open, ownerId: actor.userId, revisionId: "another" };
    expect(await getDatabase().$executeRaw(ratingUpsert(engine, moved, answersToAll("guide", NOW)))).toBe(0);
    expect(await write(open, actor.userId)).toBe(behaviorIds.length);
  });

  it("never changes, however saves and the submission race", async () => {
    for (let round = 0; round < 30; round += 1) {
      const id = await makeAnswered(actor);
      const saves = Array.from(
        { length: 6 },
        (_, index) => () => saveRatings(actor, id, answersToAll("guide", 2_000 + index, String(index)), NOW),
      );
      const early = saves.slice(0, round % 6).map((begin) => begin());
      const submitted = submitAssessment(actor, id, new Date(NOW + round)).then(() => getResult(actor, id));
      const late = saves.slice(round % 6).map((begin) => begin());
      const outcomes = await Promise.allSettled([...early, ...late]);
      for (const outcome of outcomes) {
        if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "Conflict" });
      }
      const atSubmission = (await submitted).ratings.toSorted((a, b) => a.behaviorId.localeCompare(b.behaviorId));
      const afterwards = (await getResult(actor, id)).ratings.toSorted((a, b) => a.behaviorId.localeCompare(b.behaviorId));
      expect(afterwards).toEqual(atSubmission);
      // The last save that was reported as saved is there.
      const lastQueued = outcomes.findLastIndex(({ status }) => status === "fulfilled");
      expect(new Set(afterwards.map(({ evidence }) => evidence))).toEqual(
        new Set([lastQueued < 0 ? "Evidence for beginner" : String(lastQueued)]),
      );
    }
  });

  it("is not written by a save that began before the submission ended", async () => {
    const id = await makeAnswered(actor);
    const before = await getDatabase().rating.findMany();
    if (engine === "sqlite") {
      // SQLite has one writer, so nothing can be between the two: the submission ends while the save is on its way.
      const saved = saveRatings(actor, id, answersToAll("guide", NOW), NOW);
      const submitted = getDatabase().assessment.update({ where: { id }, data: { submittedAt: new Date(NOW), openFor: null } });
      await submitted;
      const kept = await saved.then(
        () => true,
        (error: unknown) => (expect(error).toMatchObject({ code: "Conflict" }), false),
      );
      expect((await getDatabase().rating.findMany()).some(({ answer }) => answer === "guide")).toBe(kept);
      return;
    }
    const [submitter, observer] = [
      new pg.Client({ connectionString: getDatabaseUrl() }),
      new pg.Client({ connectionString: getDatabaseUrl() }),
    ];
    await Promise.all([submitter.connect(), observer.connect()]);
    try {
      await submitter.query("BEGIN");
      await submitter.query(`UPDATE "Assessment" SET "submittedAt" = now(), "openFor" = NULL WHERE "id" = $1`, [id]);
      const settled = { yet: false };
      const saved = saveRatings(actor, id, answersToAll("guide", NOW), NOW)
        .then(
          () => "saved",
          (error: { code: string }) => error.code,
        )
        .finally(() => {
          settled.yet = true;
        });
      let isWaiting = false;
      while (!isWaiting && !settled.yet) {
        const { rows } = await observer.query("SELECT 1 FROM pg_locks WHERE NOT granted");
        isWaiting = rows.length > 0;
      }
      await submitter.query("COMMIT");
      expect(await saved).toBe("Conflict");
    } finally {
      await Promise.all([submitter.end(), observer.end()]);
    }
    expect(await getDatabase().rating.findMany()).toEqual(before);
  });

  it("does not come back by a save that races a discard", async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await makeAnswered(actor);
      const [saved] = await Promise.allSettled([saveRatings(actor, id, answersToAll("guide", 2_000), NOW), discardAssessment(actor, id)]);
      if (saved.status === "rejected") expect(saved.reason).toMatchObject({ code: expect.stringMatching(/^(NotFound|Conflict)$/) });
      expect(await getDatabase().assessment.count()).toBe(0);
      expect(await getDatabase().rating.count()).toBe(0);
    }
  });
});
