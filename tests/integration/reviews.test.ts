import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { type AccessAction, isAllowed } from "@/lib/access/rules";
import * as receivedMutations from "@/lib/data/review/mutations/received-reviews";
import * as reviews from "@/lib/data/review/mutations/reviews";
import { saveReview, saveReviewNotes, startCorrection } from "@/lib/data/review/mutations/reviews";
import * as queries from "@/lib/data/review/queries";
import { recordViews } from "@/lib/data/sharing/internal/shown-answers";
import { shareAssessment, withdrawShare } from "@/lib/data/sharing/mutations";
import { getMemberPage } from "@/lib/data/sharing/queries";
import { deleteTeam, leaveTeam, removeFromTeam } from "@/lib/data/team/mutations";
import { getDatabase, Prisma } from "@/lib/db/client";
import { NOT_OBSERVED, type ReviewStep } from "@/lib/domain/review/review";
import { makeGuest } from "../factories/account";
import { makeSubmitted } from "../factories/assessment";
import { behaviorIds } from "../factories/competency";
import { makePeopleAroundShare, type PeopleAround } from "../factories/people-around-share";
import { makeReview, reviewContent, targetOf } from "../factories/review";
import { makeTeam } from "../factories/team";
import { later, now } from "../factories/time";
import { readEverything, useDatabase } from "./database";
import { errorOf, notFound } from "./errors";
import { readMails, useMailbox } from "./mailbox";
import { statementsOf } from "./statements";

const received = { ...queries, ...receivedMutations };

await useMailbox();
useDatabase();

const [first = "", second = ""] = behaviorIds;

// A release mails its member after the response: none of it may reach the next test.
afterEach(async () => {
  await readMails();
});

let people: PeopleAround;
let guest: Actor;
let teamId: string;
let assessmentId: string;

beforeEach(async () => {
  guest = await makeGuest();
  ({ people, teamId, assessmentId } = await makePeopleAroundShare(now));
});

const target = (coach: Actor = people.coach) => targetOf(coach, teamId, assessmentId);
const save = async (step: ReviewStep, content = reviewContent(), at = now, coach = people.coach) =>
  saveReview(coach, await target(coach), content, step, at);
const pageFor = (coach: Actor | null, id: string | null = null, at = now) =>
  getMemberPage(coach, { teamId, userId: people.owner.userId, assessmentId: id }, at);
const shownTo = async (coach: Actor) => (await pageFor(coach)).shown;

type Row = { rule: AccessAction; call: (actor: Actor | null, reviewId: string) => Promise<unknown> };

/** With a released review of the coach's own; every other coach of the team has none. */
const ROWS: Record<string, Row> = {
  getMemberPage: { rule: "sharing.readRatings", call: (actor) => pageFor(actor) },
  saveReviewNotes: {
    rule: "review.give",
    call: (actor, reviewId) => saveReviewNotes(actor, { teamId, assessmentId, reviewId, version: 2 }, "Other notes"),
  },
  startCorrection: {
    rule: "review.give",
    call: (actor, reviewId) => startCorrection(actor, { teamId, assessmentId, reviewId, version: 2 }, now),
  },
  replyToReview: {
    rule: "review.receive",
    call: (actor, reviewId) => received.replyToReview(actor, { reviewId, behaviorId: first }, "Gladly", now),
  },
};

const everybody = (): Record<string, Actor | null> => ({ nobody: null, guest, ...people });
const errorFor = (actor: Actor | null) => (actor?.kind === "account" ? notFound : expect.objectContaining({ code: "Unauthenticated" }));

it("every exported function has its row or its own test here", () => {
  const others = ["saveReview", "listReceivedReviews"];
  const ofAgreedLevels = ["listAgreedLevels"]; // In agreed-levels.test.ts.
  expect([...Object.keys(reviews), ...Object.keys(received), "getMemberPage"].toSorted()).toEqual(
    [...Object.keys(ROWS), ...others, ...ofAgreedLevels].toSorted(),
  );
});

describe.each(Object.entries(ROWS))("%s", (_name, { rule, call }) => {
  it("does as the table says for everybody, and leaves everything alone otherwise", async () => {
    const reviewId = await makeReview(people.coach, teamId, assessmentId);
    for (const [name, actor] of Object.entries(everybody())) {
      // Of the two coaches, only the review's author may continue it.
      const isOthers = name === "secondCoach" && rule === "review.give";
      const before = await readEverything();
      const error = await errorOf(call(actor, reviewId));
      if (!isOthers && isAllowed(actor, rule, { teamId, ownerId: people.owner.userId })) {
        expect([name, error]).toEqual([name, undefined]);
      } else {
        expect([name, error]).toEqual([name, errorFor(actor)]);
        expect(await readEverything()).toEqual(before);
      }
    }
  });

  it("takes an id that cannot be one for somebody else's", async () => {
    const reviewId = await makeReview(people.coach, teamId, assessmentId);
    const kept = { teamId, assessmentId };
    for (const id of ["", "missing", "a\u0000b", "\ud800", "x".repeat(10_000)]) {
      [teamId, assessmentId] = [id, id];
      const actor = rule === "review.receive" ? people.owner : people.coach;
      expect(await errorOf(call(actor, rule === "review.receive" ? id : reviewId))).toEqual(notFound);
    }
    ({ teamId, assessmentId } = kept);
  });
});

describe.each(["save", "commit", "skip"] as const)("saveReview: %s", (step) => {
  it("is for the team's coaches; everybody else is answered as if nothing were there", async () => {
    for (const [name, actor] of Object.entries(everybody())) {
      const before = await readEverything();
      const at = { teamId, assessmentId, reviewId: null, version: 0 };
      const error = await errorOf(saveReview(actor, at, reviewContent(), step, now));
      if (isAllowed(actor, "review.give", { teamId, ownerId: people.owner.userId })) expect([name, error]).toEqual([name, undefined]);
      else {
        expect([name, error]).toEqual([name, errorFor(actor)]);
        expect(await readEverything()).toEqual(before);
      }
    }
    expect(await getDatabase().review.count()).toBe(2);
  });
});

it("the member who a released review is about reads it, and nobody else", async () => {
  await makeReview(people.coach, teamId, assessmentId);
  for (const [name, actor] of Object.entries(everybody())) {
    if (!actor) continue;
    expect([name, (await received.listReceivedReviews(actor, assessmentId)).length]).toEqual([name, name === "owner" ? 1 : 0]);
  }
  expect(await received.listReceivedReviews(null, assessmentId)).toEqual([]);
  expect(await received.listReceivedReviews(people.owner, "a\u0000b")).toEqual([]);
});

describe("a blind review", () => {
  it("hides answers and examples until it is committed: they are not even read", async () => {
    const asks = (statements: string[]) => statements.some((statement) => /Rating[`"]/.test(statement));
    for (const step of [null, "save"] as const) {
      if (step) await save(step);
      expect(asks(await statementsOf(() => pageFor(people.coach)))).toBe(false);
      const page = await pageFor(people.coach);
      expect(page.shown).toMatchObject({ assessmentId, result: null, others: [], agreedLevels: [], seenBefore: null });
      expect(JSON.stringify(page)).not.toContain("Evidence for advanced");
    }
    expect(await getDatabase().shareView.count()).toBe(0);
    await save("commit");
    expect(asks(await statementsOf(() => pageFor(people.coach)))).toBe(true);
    const shown = await shownTo(people.coach);
    expect(shown?.result?.ratings[0]).toMatchObject({ answer: "advanced", evidence: "Evidence for advanced" });
    expect(shown?.reviews).toMatchObject([{ number: 1, isBlind: true, committedAt: now, releasedAt: null, notes: "Ask about it" }]);
  });

  it("records a view each time that the answers are shown, and never before", async () => {
    await pageFor(people.coach);
    expect(await getDatabase().shareView.count()).toBe(0);
    await save("commit");
    await pageFor(people.coach, null, later(1));
    await pageFor(people.coach, assessmentId, later(2));
    const views = await getDatabase().shareView.findMany({ orderBy: { at: "asc" } });
    expect(views.map(({ viewerId, place, at }) => [viewerId, place, at])).toEqual([
      [people.coach.userId, "page", later(1)],
      [people.coach.userId, "page", later(2)],
    ]);
  });

  it("takes a fixed number of statements, whatever was shared before", async () => {
    const count = async () => (await statementsOf(() => pageFor(people.coach))).length;
    await save("commit");
    const before = await count();
    for (const days of [-3, -2, -1]) {
      const earlier = await makeSubmitted(people.owner, later(days));
      await shareAssessment(people.owner, { assessmentId: earlier, teamId }, { withEvidence: true, withPlan: false }, later(days));
    }
    expect(await count()).toBe(before);
  });

  it("is not blind where the coach was shown the answers on another page or in another team before", async () => {
    await recordViews(people.coach, teamId, [assessmentId], "heatmap", later(-1));
    expect((await shownTo(people.coach))?.seenBefore).toEqual({ place: "heatmap", at: later(-1) });
    await save("commit");
    expect((await shownTo(people.coach))?.reviews).toMatchObject([{ isBlind: false, skippedAt: null }]);
    const elsewhere = await makeTeam({ name: "Lyra", coaches: [people.secondCoach], members: [people.owner] });
    await recordViews(people.secondCoach, elsewhere, [assessmentId], "export", later(-1));
    await save("commit", reviewContent(), now, people.secondCoach);
    expect((await shownTo(people.secondCoach))?.reviews).toMatchObject([{ isBlind: false }]);
  });

  it("is not blind once it is skipped: the answers are shown, what was typed is kept, and it can still be committed", async () => {
    await save("skip", { ...reviewContent(), answers: new Map([[first, "guide"]]) });
    expect((await shownTo(people.coach))?.result).not.toBeNull();
    expect((await shownTo(people.coach))?.reviews).toMatchObject([{ isBlind: false, skippedAt: now, committedAt: null }]);
    await save("commit", reviewContent(), later(1));
    expect((await shownTo(people.coach))?.reviews).toMatchObject([{ isBlind: false, skippedAt: now, committedAt: later(1) }]);
  });

  it("takes “Not observed”, and is committed only complete: the error names what is missing", async () => {
    const content = reviewContent();
    const partly = { ...content, answers: new Map([...content.answers].filter(([id]) => id !== first && id !== second)) };
    const before = await readEverything();
    expect(await errorOf(save("commit", partly))).toMatchObject({
      code: "Invalid",
      message: "Your ratings are not committed yet: choose a level or “Not observed” for Vision & Strategy and Outcome Orientation too.",
      fieldErrors: { [`answer.${first}`]: expect.any(String), [`answer.${second}`]: expect.any(String) },
    });
    expect(await readEverything()).toEqual(before);
    await save("commit", { ...content, answers: new Map([...content.answers, [first, NOT_OBSERVED]]) });
    const [review] = (await shownTo(people.coach))?.reviews ?? [];
    expect(review?.entries.find(({ behaviorId }) => behaviorId === first)?.answer).toBe(NOT_OBSERVED);
    expect(review?.entries).toHaveLength(behaviorIds.length);
  });
});

describe("what is refused, and changes nothing", () => {
  const refuse = async (call: () => Promise<unknown>, wanted: object) => {
    const before = await readEverything();
    expect(await errorOf(call())).toMatchObject(wanted);
    expect(await readEverything()).toEqual(before);
  };

  it("is a behavior or a level that the model does not have", async () => {
    const content = reviewContent();
    for (const [answers, message] of [
      [new Map([["other-behavior", "guide"]]), /not part of this self-assessment/],
      [new Map([[first, "expert"]]), /That level does not exist/],
      [new Map([[first, "no-opportunity"]]), /That level does not exist/],
      [new Map([[first, "constructor"]]), /That level does not exist/],
    ] as const) {
      await refuse(() => save("save", { ...content, answers }), { code: "Invalid", message: expect.stringMatching(message) });
    }
    await refuse(() => save("save", { ...content, comments: new Map([["other-behavior", "x"]]) }), { code: "Invalid" });
  });

  it("is a review of one's own assessment, by a coach who shares with their team", async () => {
    const own = await makeSubmitted(people.coach, now, "beginner");
    await shareAssessment(people.coach, { assessmentId: own, teamId }, { withEvidence: true, withPlan: false }, now);
    const at = { teamId, assessmentId: own, reviewId: null, version: 0 };
    for (const step of ["save", "commit", "skip"] as const) {
      await refuse(() => saveReview(people.coach, at, reviewContent(), step, now), {
        code: "Forbidden",
        message: expect.stringContaining("your own"),
      });
    }
    const page = await getMemberPage(people.coach, { teamId, userId: people.coach.userId, assessmentId: null }, now);
    expect(page).toMatchObject({ isYou: true, shown: { reviews: [], result: { assessmentId: own } } });
    expect(await getDatabase().shareView.count()).toBe(0);
    expect((await getMemberPage(people.secondCoach, { teamId, userId: people.coach.userId, assessmentId: null }, now)).shown).toMatchObject(
      { result: null },
    );
  });

  it("is releasing before the commit", async () => {
    await refuse(() => save("release"), { code: "Conflict", message: expect.stringMatching(/^Commit your ratings first/) });
    await save("skip");
    await refuse(() => save("release"), { code: "Conflict", message: expect.stringMatching(/^Commit your ratings first/) });
  });

  it("is another rating once they are committed; comments and notes go on until the release, and notes after it", async () => {
    await save("commit");
    await refuse(() => save("save", reviewContent({ answer: "beginner" })), {
      code: "Conflict",
      message: expect.stringContaining("committed"),
    });
    await save("save", { ...reviewContent({ comment: "Better words" }), answers: new Map() });
    await save("release", { ...reviewContent({ comment: "Better words", notes: "New notes" }), answers: new Map() });
    const [got] = await received.listReceivedReviews(people.owner, assessmentId);
    expect(got).toMatchObject({ comment: "Better words, all in all", coachName: "Person coach", isBlind: true, releasedAt: now });
    expect(JSON.stringify(got)).not.toContain("otes");
    for (const step of ["save", "commit", "skip", "release"] as const) {
      await refuse(() => save(step, reviewContent({ comment: "Yet others" })), {
        code: "Conflict",
        message: expect.stringContaining("write a correction"),
      });
    }
    await saveReviewNotes(people.coach, await target(), "After the talk");
    expect((await shownTo(people.coach))?.reviews).toMatchObject([{ notes: "After the talk", comment: "Better words, all in all" }]);
  });

  it("is what the database itself refuses, whatever code asks for it", async () => {
    const reviewId = await makeReview(people.coach, teamId, assessmentId, { steps: ["commit"] });
    // In raw SQL, since Prisma reports a trigger's error on SQLite as a foreign key's.
    const actionError = (sql: Prisma.Sql) => getDatabase().$executeRaw(sql).catch(String);
    const committed = expect.stringContaining("committed ratings never change");
    const released = expect.stringContaining("a released review never changes");
    expect(await actionError(Prisma.sql`UPDATE "ReviewEntry" SET "answer" = 'beginner' WHERE "reviewId" = ${reviewId}`)).toEqual(committed);
    expect(
      await actionError(Prisma.sql`INSERT INTO "ReviewEntry" ("reviewId", "behaviorId", "answer") VALUES (${reviewId}, 'other', 'guide')`),
    ).toEqual(committed);
    await save("release");
    expect(await actionError(Prisma.sql`UPDATE "Review" SET "comment" = 'Other' WHERE "id" = ${reviewId}`)).toEqual(released);
    expect(await actionError(Prisma.sql`UPDATE "Review" SET "isBlind" = false WHERE "id" = ${reviewId}`)).toEqual(released);
    expect(await actionError(Prisma.sql`UPDATE "ReviewEntry" SET "comment" = 'Other' WHERE "reviewId" = ${reviewId}`)).toEqual(released);
  });

  it("is correcting what is not released", async () => {
    await save("commit");
    await refuse(async () => startCorrection(people.coach, await target(), now), {
      code: "Conflict",
      message: expect.stringContaining("not released yet"),
    });
  });

  it.each([
    ["stopped sharing", () => withdrawShare(people.owner, { assessmentId, teamId }, later(1))],
    ["left the team", () => leaveTeam(people.owner, teamId, later(1))],
    ["was removed from the team", () => removeFromTeam(people.secondCoach, { teamId, userId: people.owner.userId }, later(1))],
  ])("is anything once its owner %s meanwhile, and the coach sees nothing more", async (_what, end) => {
    await makeReview(people.coach, teamId, assessmentId);
    const at = await target();
    const begun = { ...(await target(people.secondCoach)) };
    await end();
    const sentence = { code: "Conflict", message: expect.stringMatching(/no longer shared with you.*stopped sharing it or left the team/) };
    await refuse(() => saveReview(people.secondCoach, begun, reviewContent(), "commit", now), sentence);
    await refuse(() => saveReviewNotes(people.coach, at, "New"), sentence);
    await refuse(() => startCorrection(people.coach, at, now), sentence);
    expect(await errorOf(pageFor(people.coach, assessmentId))).toEqual(notFound);
    const page = await errorOf(pageFor(people.coach).then((found) => expect(found.shown).toBeNull()));
    expect([undefined, "NotFound"]).toContain((page as { code?: string } | undefined)?.code);
    // What was released stays with its member, who can still answer.
    const [got] = await received.listReceivedReviews(people.owner, assessmentId);
    await received.replyToReview(people.owner, { reviewId: got?.reviewId ?? "", behaviorId: null }, "I see", later(2));
    expect(await received.listReceivedReviews(people.owner, assessmentId)).toMatchObject([{ reply: "I see", teamName: "Orion" }]);
  });

  it("is anything once the team is deleted; what was released stays with the member, what was not goes", async () => {
    await makeReview(people.coach, teamId, assessmentId);
    await makeReview(people.secondCoach, teamId, assessmentId, { steps: ["commit"] });
    const [at, other] = [await target(), await target(people.secondCoach)];
    await deleteTeam(people.coach, teamId, later(1));
    await refuse(() => saveReviewNotes(people.coach, at, "New"), { code: "NotFound" });
    await refuse(() => saveReview(people.secondCoach, other, reviewContent(), "release", now), { code: "NotFound" });
    expect(await received.listReceivedReviews(people.owner, assessmentId)).toMatchObject([{ coachName: "Person coach", teamName: null }]);
    expect(await getDatabase().review.count()).toBe(1);
  });
});

describe("two at once", () => {
  it("never overwrite each other: each coach has a review of their own, and sees the other's once their own is settled", async () => {
    await makeReview(people.secondCoach, teamId, assessmentId, { answer: "catalyst", comment: "Second’s words" });
    await save("save");
    expect(JSON.stringify(await pageFor(people.coach))).not.toContain("Second’s words");
    await save("commit");
    const shown = await shownTo(people.coach);
    expect(shown?.others).toMatchObject([{ coachName: "Person secondCoach", comment: "Second’s words, all in all" }]);
    expect(JSON.stringify(shown?.others)).not.toContain("Ask about it");
    expect(shown?.reviews).toHaveLength(1);
    // Only its author sees one that is not released.
    expect((await shownTo(people.secondCoach))?.others).toEqual([]);
  });

  it("of one coach's tabs the second is told, whatever it asks for, and nothing of the first is lost", async () => {
    const old = await target();
    await save("save", reviewContent({ comment: "First tab" }));
    for (const step of ["save", "commit", "skip"] as const) {
      const before = await readEverything();
      expect(await errorOf(saveReview(people.coach, old, reviewContent({ comment: "Second tab" }), step, now))).toMatchObject({
        code: "Conflict",
        message: expect.stringContaining("another tab"),
      });
      expect(await readEverything()).toEqual(before);
    }
    const at = await target();
    await save("commit");
    expect(await errorOf(saveReviewNotes(people.coach, at, "Late"))).toMatchObject({ code: "Conflict" });
  });

  it("of a page from before the commit are told that the ratings are committed, not what is missing", async () => {
    const old = await target();
    await save("commit");
    const before = await readEverything();
    const one = { ...reviewContent(), answers: new Map([[first, "beginner"]]) };
    for (const at of [old, await target()]) {
      expect(await errorOf(saveReview(people.coach, at, one, "commit", later(1)))).toMatchObject({
        code: "Conflict",
        message: "Your ratings are committed already, so they stay as they are. Comments and notes can still change.",
        fieldErrors: {},
      });
    }
    expect(await readEverything()).toEqual(before);
  });

  it("return what the next one of the same page needs", async () => {
    let at = await target();
    for (const comment of ["One", "One, two", "One, two"]) {
      at = { ...at, ...(await saveReview(people.coach, at, reviewContent({ comment }), "save", now)) };
    }
    expect(at).toEqual(await target());
    expect(await saveReviewNotes(people.coach, at, "A note")).toBe((await target()).version);
    // Sent again, because the answer was lost.
    expect(await saveReviewNotes(people.coach, at, "A note")).toBe((await target()).version);
  });

  it("of the same form change something once", async () => {
    for (const step of ["save", "commit", "release"] as const) {
      const at = await target();
      await Promise.all([1, 2, 3].map(() => saveReview(people.coach, at, reviewContent(), step, now)));
      await saveReview(people.coach, at, reviewContent(), step, later(1));
    }
    const stored = await getDatabase().review.findMany();
    expect(stored).toMatchObject([{ number: 1, version: 3, committedAt: now, releasedAt: now, isBlind: true }]);
    expect(await getDatabase().auditEntry.count({ where: { action: "review.released" } })).toBe(1);
    expect(await readMails()).toHaveLength(1);
    const at = await target();
    await Promise.all([1, 2, 3].map(() => startCorrection(people.coach, at, now)));
    expect(await getDatabase().review.count()).toBe(2);
  });
});

describe("a release", () => {
  it("is in the audit without a word of what it says, and its member gets a mail that says as little", async () => {
    await makeReview(people.coach, teamId, assessmentId);
    const entries = await getDatabase().auditEntry.findMany({ where: { action: "review.released" } });
    expect(entries).toMatchObject([
      {
        actorRef: people.coach.auditRef,
        subjectRef: people.owner.auditRef,
        teamId,
        detail: { team: "Orion", correction: false },
      },
    ]);
    const mails = await readMails();
    expect(mails.map(({ to, subject }) => [[to].flat()[0]?.text, subject])).toEqual([
      [people.owner.email, "Person coach has released a review to you"],
    ]);
    expect(mails[0]?.text).toContain(`/results/${assessmentId}#coach`);
    expect(mails[0]?.text).not.toContain("Tell me more");
    expect(mails[0]?.html).not.toContain("Tell me more");
  });

  it("sends no mail to somebody who is disabled", async () => {
    await getDatabase().user.update({ where: { id: people.owner.userId }, data: { disabledAt: now } });
    await makeReview(people.coach, teamId, assessmentId);
    expect(await readMails()).toEqual([]);
  });

  it("is corrected by a new review that says so: not blind, begun with what the one before says; the member sees both", async () => {
    await makeReview(people.coach, teamId, assessmentId);
    await startCorrection(people.coach, await target(), later(1));
    const [begun, corrected] = (await shownTo(people.coach))?.reviews ?? [];
    expect(begun).toMatchObject({
      number: 2,
      skippedAt: later(1),
      isBlind: false,
      committedAt: null,
      comment: corrected?.comment,
      notes: "",
    });
    expect(begun?.entries.toSorted((a, b) => a.behaviorId.localeCompare(b.behaviorId))).toEqual(
      corrected?.entries.toSorted((a, b) => a.behaviorId.localeCompare(b.behaviorId)),
    );
    expect(await received.listReceivedReviews(people.owner, assessmentId)).toHaveLength(1);
    await save("commit", reviewContent({ answer: "intermediate" }), later(2));
    await save("release", { ...reviewContent(), answers: new Map() }, later(3));
    expect(await received.listReceivedReviews(people.owner, assessmentId)).toMatchObject([
      { number: 2, corrects: now, correctedAt: null, isBlind: false, releasedAt: later(3) },
      { number: 1, corrects: null, correctedAt: later(3), isBlind: true, releasedAt: now },
    ]);
    const detail = { equals: { team: "Orion", correction: true } };
    expect(await getDatabase().auditEntry.count({ where: { action: "review.released", detail } })).toBe(1);
  });
});

describe("a reply", () => {
  it("is one to each comment, changed or taken back by the member alone, and the coach sees it", async () => {
    const reviewId = await makeReview(people.coach, teamId, assessmentId);
    await received.replyToReview(people.owner, { reviewId, behaviorId: first }, "Gladly", later(1));
    await received.replyToReview(people.owner, { reviewId, behaviorId: null }, "Thank you", later(1));
    await received.replyToReview(people.owner, { reviewId, behaviorId: null }, "Thank you", later(2));
    await received.replyToReview(people.owner, { reviewId, behaviorId: first }, "Gladly, on Monday", later(3));
    const [review] = (await shownTo(people.coach))?.reviews ?? [];
    expect(review).toMatchObject({ reply: "Thank you", repliedAt: later(1) });
    expect(review?.entries.find(({ behaviorId }) => behaviorId === first)).toMatchObject({
      reply: "Gladly, on Monday",
      repliedAt: later(3),
      comment: "Tell me more",
    });
    await received.replyToReview(people.owner, { reviewId, behaviorId: null }, "", later(4));
    expect((await shownTo(people.coach))?.reviews).toMatchObject([{ reply: "", repliedAt: null }]);
  });

  it("is not taken where there is no comment, no such behavior, or nothing released", async () => {
    const reviewId = await makeReview(people.coach, teamId, assessmentId, { steps: ["commit"] });
    const reply = (behaviorId: string | null) => errorOf(received.replyToReview(people.owner, { reviewId, behaviorId }, "Hello", now));
    expect(await reply(first)).toEqual(notFound);
    await save("release");
    expect(await reply(second)).toMatchObject({ code: "Invalid" });
    expect(await reply("other-behavior")).toMatchObject({ code: "Invalid" });
    expect(await getDatabase().reviewEntry.count({ where: { reply: { not: "" } } })).toBe(0);
  });
});
