/** A coach's review: saving, committing, skipping, releasing, correcting. */

import { randomUUID } from "node:crypto";
import type { Account, Actor } from "@/lib/access/actor";
import { requireAccount } from "@/lib/data/account/internal/require-account";
import { getRevision } from "@/lib/data/competency/internal/revisions";
import { getReviewable, OWN, type ReviewTarget } from "@/lib/data/review/internal/reviews";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import { type DatabaseTransaction, getDatabase, type Prisma } from "@/lib/db/client";
import { ConcurrencyError, isConflict, retryOnConflict } from "@/lib/db/locks";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { behaviorsWithoutAnswer, checkReviewAgainstCompetency, type ReviewContent, type ReviewStep } from "@/lib/domain/review/review";
import { answerField } from "@/lib/domain/review/review-form";
import { illFormedReason } from "@/lib/domain/text/well-formed-text";
import { joinNames } from "@/lib/domain/text/wording";
import { reviewReleasedMail } from "@/lib/mail/review-released";
import { sendMail } from "@/lib/mail/transport";
import { appUrl } from "@/lib/platform/app-url";
import { runInBackground } from "@/lib/platform/background";

const changedElsewhere = () =>
  new ExpectedError(
    "Conflict",
    "You saved this review in another tab or on another device meanwhile, so nothing was saved here. What you typed is still here: saving it again replaces what was saved there.",
  );

const committedAlready = () =>
  new ExpectedError("Conflict", "Your ratings are committed already, so they stay as they are. Comments and notes can still change.");

type StoredReview = Prisma.ReviewGetPayload<{ select: typeof OWN }>;

function rejectUnknown(source: CompetencyModel["source"], content: ReviewContent): void {
  const error = checkReviewAgainstCompetency(source, content);
  if (error) throw new ExpectedError("Invalid", error);
}

function rejectUnanswered(source: CompetencyModel["source"], { answers }: ReviewContent): void {
  const missing = behaviorsWithoutAnswer(source, answers);
  if (missing.length === 0) return;
  throw new ExpectedError(
    "Invalid",
    `Your ratings are not committed yet: choose a level or “Not observed” for ${joinNames(missing.map(({ name }) => name))} too.`,
    Object.fromEntries(missing.map(({ id }) => [answerField(id), "Choose a level, or “Not observed”."])),
  );
}

function answersOf({ entries }: Pick<StoredReview, "entries">): Map<string, string | null> {
  return new Map(entries.map(({ behaviorId, answer }) => [behaviorId, answer]));
}

/** Whether the form's content is what is stored: the form of committed ratings has no answers. */
function isStored(review: StoredReview, { answers, comments, comment, notes }: ReviewContent): boolean {
  const stored = answersOf(review);
  const given =
    review.committedAt === null || answers.size > 0
      ? review.entries.every(({ behaviorId, answer }) => (answers.get(behaviorId) ?? null) === answer)
      : true;
  return (
    given &&
    [...answers].every(([behaviorId, answer]) => stored.get(behaviorId) === answer) &&
    review.entries.every((entry) => entry.comment === (comments.get(entry.behaviorId) ?? "")) &&
    review.comment === comment &&
    review.notes === notes
  );
}

/** The same form sent twice has nothing left to do. */
function isDone(review: StoredReview, content: ReviewContent, step: ReviewStep): boolean {
  const { committedAt, skippedAt, releasedAt } = review;
  const reached = { save: true, commit: committedAt !== null, skip: (skippedAt ?? committedAt) !== null, release: releasedAt !== null };
  return reached[step] && isStored(review, content);
}

function rejectStep(review: StoredReview | null, { answers }: ReviewContent, step: ReviewStep): void {
  if (review?.releasedAt) {
    throw new ExpectedError("Conflict", "This review is released, so it no longer changes. To change what it says, write a correction.");
  }
  if (step === "release" && !review?.committedAt) {
    throw new ExpectedError("Conflict", "Commit your ratings first. Then you see both side by side, and can release the review.");
  }
  const stored = review?.committedAt ? answersOf(review) : null;
  if (stored && [...answers].some(([behaviorId, answer]) => stored.get(behaviorId) !== answer)) {
    throw committedAlready();
  }
}

type Writing = { account: Account; target: ReviewTarget; content: ReviewContent; source: CompetencyModel["source"]; step: ReviewStep };

/** Every behavior has an entry, so that a committed review is complete. A comment may change after that, an answer may not. */
async function writeEntries(transaction: DatabaseTransaction, reviewId: string, isCommitted: boolean, { content, source }: Writing) {
  if (!isCommitted) {
    await transaction.reviewEntry.deleteMany({ where: { reviewId } });
    const rows = source.behaviors.map(({ id }) => ({
      reviewId,
      behaviorId: id,
      answer: content.answers.get(id) ?? null,
      comment: content.comments.get(id) ?? "",
    }));
    await transaction.reviewEntry.createMany({ data: rows });
    return;
  }
  for (const { id } of source.behaviors) {
    const comment = content.comments.get(id) ?? "";
    await transaction.reviewEntry.updateMany({ where: { reviewId, behaviorId: id, comment: { not: comment } }, data: { comment } });
  }
}

/** Blind means: the answers were hidden from this coach until now, on every page and in every team. */
async function settle(
  transaction: DatabaseTransaction,
  review: { id: string; number: number; skippedAt: Date | null },
  writing: Writing,
  now: Date,
) {
  const { account, target, step } = writing;
  if (step === "skip") {
    await transaction.review.update({ where: { id: review.id }, data: { skippedAt: now, isBlind: false } });
    return;
  }
  const views = await transaction.shareView.count({ where: { assessmentId: target.assessmentId, viewerId: account.userId } });
  const isBlind = review.skippedAt === null && review.number === 1 && views === 0;
  await transaction.review.update({ where: { id: review.id }, data: { committedAt: now, isBlind } });
}

/** The review as it is saved now, for the form's next request. */
export type SavedReview = { reviewId: string; version: number };

async function writeReview(
  transaction: DatabaseTransaction,
  writing: Writing,
  now: Date,
): Promise<SavedReview & { isReleasedNow: boolean }> {
  const { account, target, content, source, step } = writing;
  const { teamId, assessmentId } = target;
  const share = await getReviewable(transaction, account, target);
  const latest = await transaction.review.findFirst({
    where: { assessmentId, teamId, coachId: account.userId },
    orderBy: { number: "desc" },
    select: OWN,
  });
  if (target.reviewId !== (latest?.id ?? null) || target.version !== (latest?.version ?? 0)) {
    if (latest && isDone(latest, content, step)) return { reviewId: latest.id, version: latest.version, isReleasedNow: false };
    if (latest) rejectStep(latest, content, step);
    if (latest?.committedAt && step === "commit") throw committedAlready();
    throw changedElsewhere();
  }
  rejectStep(latest, content, step);
  if (step === "commit" && !latest?.committedAt) rejectUnanswered(source, content);
  const { notes, comment } = content;
  const review = latest ?? { id: randomUUID(), number: 1, skippedAt: null, committedAt: null };
  if (latest) {
    const version = { increment: 1 };
    const { count } = await transaction.review.updateMany({
      where: { id: latest.id, version: latest.version },
      data: { notes, comment, version },
    });
    if (count === 0) throw new ConcurrencyError();
  } else {
    const data = { id: review.id, assessmentId, teamId, coachId: account.userId, number: 1, startedAt: now, version: 1, notes, comment };
    await transaction.review.create({ data });
  }
  await writeEntries(transaction, review.id, review.committedAt !== null, writing);
  const isSettling = step === "commit" || (step === "skip" && review.skippedAt === null);
  if (isSettling && review.committedAt === null) await settle(transaction, review, writing, now);
  const saved = { reviewId: review.id, version: (latest?.version ?? 0) + 1, isReleasedNow: step === "release" };
  if (!saved.isReleasedNow) return saved;
  await transaction.review.update({ where: { id: review.id }, data: { releasedAt: now } });
  const detail = { team: share.team.name, correction: review.number > 1 };
  const subjectRef = share.assessment.owner.auditRef;
  await recordAudit(transaction, { actor: account, action: "review.released", subjectRef, teamId, detail }, now);
  return saved;
}

/** What somebody who was first wrote is a conflict, or the same form sent twice. */
async function writeAfterOthers<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await retryOnConflict(work);
  } catch (error) {
    throw isConflict(error) ? changedElsewhere() : error;
  }
}

/**
 * Saves what a coach wrote, and commits, skips or releases with it. The same form sent twice changes nothing. After the release
 * the member gets ratings, comments and a mail.
 * @throws ExpectedError Unauthenticated, NotFound, Forbidden, Invalid, or Conflict with what another tab saved, with ratings that
 * are committed, with a release, or with a withdrawal; and then nothing is saved
 */
export async function saveReview(
  actor: Actor | null,
  target: ReviewTarget,
  content: ReviewContent,
  step: ReviewStep,
  now: Date,
): Promise<SavedReview> {
  const account = requireAccount(actor);
  const { team, assessment } = await getReviewable(getDatabase(), account, target);
  const { source } = (await getRevision(assessment.revisionId)).competency;
  rejectUnknown(source, content);
  const writing = { account, target, content, source, step };
  const { isReleasedNow, ...saved } = await writeAfterOthers(() =>
    getDatabase().$transaction((transaction) => writeReview(transaction, writing, now)),
  );
  const { name, email, disabledAt } = assessment.owner;
  if (!isReleasedNow || disabledAt) return saved;
  const url = appUrl(`/results/${encodeURIComponent(target.assessmentId)}#coach`);
  const mail = reviewReleasedMail({ to: email, name, coachName: account.name, teamName: team.name, url });
  runInBackground("word of a released review", () => sendMail(mail));
  return saved;
}

/** Notes can still change after the release. Returns the version. @throws ExpectedError Unauthenticated, NotFound or Conflict */
export async function saveReviewNotes(actor: Actor | null, target: ReviewTarget, notes: string): Promise<number> {
  const account = requireAccount(actor);
  const { teamId, assessmentId, reviewId, version } = target;
  if (reviewId === null || illFormedReason(reviewId) !== null) throw notFoundError();
  return getDatabase().$transaction(async (transaction) => {
    await getReviewable(transaction, account, target);
    const own = { id: reviewId, teamId, assessmentId, coachId: account.userId };
    const review = await transaction.review.findFirst({ where: own, select: { notes: true, version: true } });
    if (!review) throw notFoundError();
    if (review.notes === notes) return review.version;
    const { count } = await transaction.review.updateMany({ where: { ...own, version }, data: { notes, version: { increment: 1 } } });
    if (count === 0) throw changedElsewhere();
    return version + 1;
  });
}

/**
 * Begins a review that corrects the released one, with its ratings and comments. A second call changes nothing.
 * @throws ExpectedError Unauthenticated, NotFound, Forbidden, or Conflict where the one to correct is not released
 */
export async function startCorrection(actor: Actor | null, target: ReviewTarget, now: Date): Promise<void> {
  const account = requireAccount(actor);
  const { teamId, assessmentId, reviewId } = target;
  if (reviewId === null || illFormedReason(reviewId) !== null) throw notFoundError();
  const begin = () =>
    getDatabase().$transaction(async (transaction) => {
      await getReviewable(transaction, account, target);
      const own = { teamId, assessmentId, coachId: account.userId };
      const corrected = await transaction.review.findFirst({ where: { id: reviewId, ...own }, select: OWN });
      if (!corrected) throw notFoundError();
      if (!corrected.releasedAt) {
        throw new ExpectedError("Conflict", "This review is not released yet, so there is nothing to correct: change it as it is.");
      }
      const number = corrected.number + 1;
      if (await transaction.review.findFirst({ where: { ...own, number }, select: { id: true } })) return;
      const entries = corrected.entries.map(({ behaviorId, answer, comment }) => ({ behaviorId, answer, comment }));
      const { comment } = corrected;
      await transaction.review.create({
        data: {
          id: randomUUID(),
          ...own,
          number,
          startedAt: now,
          skippedAt: now,
          isBlind: false,
          comment,
          entries: { createMany: { data: entries } },
        },
      });
    });
  await writeAfterOthers(begin);
}
