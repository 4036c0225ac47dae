/** Proposing an agreed level, and responding to a proposal. */

import { randomUUID } from "node:crypto";
import type { Account, Actor } from "@/lib/access/actor";
import { assessmentsWhere, sharesWhere } from "@/lib/access/where";
import { requireAccount } from "@/lib/data/account/internal/require-account";
import { getRevision } from "@/lib/data/competency/internal/revisions";
import { getReviewable } from "@/lib/data/review/internal/reviews";
import { liveSharesWith } from "@/lib/data/sharing/internal/share-access";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import { lockAssessment } from "@/lib/db/locks";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { requireWellFormed } from "@/lib/domain/request/require-well-formed";
import type { AgreedLevelSide } from "@/lib/domain/review/agreed-level";
import { isSettled } from "@/lib/domain/review/review";

const agreedAlready = () =>
  new ExpectedError("Conflict", "This is agreed already, so it stays. If you see it differently by now, propose another level.");

const changedMeanwhile = () => new ExpectedError("Conflict", "This proposal changed meanwhile. Please reload the page and look again.");

/** The two sides: the owner of the assessment, and a coach of the team that it is shared with. */
type Pair = { assessmentId: string; teamId: string; coachId: string };

export type Proposal = Pair & { behaviorId: string; levelId: string; why: string };

/** Shares by which the coach sees the assessment now, and so can agree. */
async function canCoachSee(database: DatabaseTransaction, { assessmentId, teamId, coachId }: Pair): Promise<boolean> {
  const where = { ...liveSharesWith(teamId), assessmentId, ...sharesWhere({ userId: coachId }, "sharing.readRatings") };
  return (await database.share.count({ where })) > 0;
}

async function requireSeen(database: DatabaseTransaction, pair: Pair): Promise<void> {
  if (await canCoachSee(database, pair)) return;
  throw new ExpectedError(
    "Conflict",
    "This coach no longer sees this self-assessment, so you cannot agree on it now. Share it with their team again first.",
  );
}

/** Which side the account is on. @throws ExpectedError NotFound, Forbidden or Conflict */
async function getSide(
  database: DatabaseTransaction,
  account: Account,
  pair: Pair,
): Promise<{ side: AgreedLevelSide; revisionId: string }> {
  const { assessmentId, teamId, coachId } = pair;
  if (account.userId === coachId) {
    const { assessment } = await getReviewable(database, account, pair);
    const reviews = await database.review.findMany({
      where: { assessmentId, teamId, coachId },
      select: { committedAt: true, skippedAt: true },
    });
    if (!reviews.some(isSettled)) {
      throw new ExpectedError("Conflict", "Commit your ratings first, or look at theirs first. Then you can agree on a level.");
    }
    return { side: "coach", revisionId: assessment.revisionId };
  }
  const own = await database.assessment.findFirst({
    where: {
      id: assessmentId,
      ...assessmentsWhere(account, "agreedLevel.record"),
      OR: [
        { reviews: { some: { coachId, teamId, releasedAt: { not: null } } } },
        { agreedLevels: { some: { coachId, teamId, proposedBy: "coach" } } },
      ],
    },
    select: { revisionId: true },
  });
  if (!own) throw notFoundError();
  await requireSeen(database, pair);
  return { side: "member", revisionId: own.revisionId };
}

/** The same proposal again changes nothing. @throws ExpectedError Unauthenticated, NotFound, Forbidden, Invalid or Conflict */
export async function proposeLevel(actor: Actor | null, proposal: Proposal, now: Date): Promise<void> {
  const account = requireAccount(actor);
  const { assessmentId, teamId, coachId, behaviorId, levelId, why } = proposal;
  requireWellFormed(assessmentId, teamId, coachId, behaviorId, levelId);
  const { revisionId } = await getSide(getDatabase(), account, proposal);
  const { source } = (await getRevision(revisionId)).competency;
  if (!source.behaviors.some(({ id }) => id === behaviorId)) {
    throw new ExpectedError("Invalid", "Choose which behavior you agree on.", { behaviorId: "Choose one of the behaviors." });
  }
  if (!source.levels.some(({ id }) => id === levelId)) {
    throw new ExpectedError("Invalid", "Choose the level that you agree on.", { levelId: "Choose one of the levels." });
  }
  await getDatabase().$transaction(async (transaction) => {
    await lockAssessment(transaction, assessmentId);
    const { side } = await getSide(transaction, account, proposal);
    const pending = await transaction.agreedLevel.findFirst({
      where: { assessmentId, coachId, behaviorId, agreedAt: null },
      select: { levelId: true, why: true, proposedBy: true },
    });
    if (pending?.proposedBy === side && pending.levelId === levelId && pending.why === why) return;
    if (pending) {
      throw new ExpectedError(
        "Conflict",
        pending.proposedBy === side
          ? "You have proposed a level for this behavior already. Withdraw that one first, then propose another."
          : "The other side has proposed a level for this behavior already. Agree to it or decline it first.",
      );
    }
    await transaction.agreedLevel.create({
      data: { id: randomUUID(), assessmentId, teamId, coachId, behaviorId, levelId, why, proposedBy: side, proposedAt: now },
    });
  });
}

/** An agreement that this account is a side of. For a withdrawn share a coach finds nothing. @throws ExpectedError NotFound */
async function getOwnAgreedLevel(transaction: DatabaseTransaction, account: Account, agreedLevelId: string) {
  requireWellFormed(agreedLevelId);
  const row = await transaction.agreedLevel.findFirst({
    where: { id: agreedLevelId, OR: [{ assessment: assessmentsWhere(account, "agreedLevel.record") }, { coachId: account.userId }] },
    select: {
      assessmentId: true,
      teamId: true,
      coachId: true,
      proposedBy: true,
      agreedAt: true,
      team: { select: { name: true } },
      coach: { select: { auditRef: true } },
      assessment: { select: { ownerId: true, owner: { select: { auditRef: true } } } },
    },
  });
  if (!row) throw notFoundError();
  const { assessmentId, teamId } = row;
  const side: AgreedLevelSide = row.assessment.ownerId === account.userId ? "member" : "coach";
  if (side === "coach") {
    if (teamId === null) throw notFoundError();
    await getReviewable(transaction, account, { assessmentId, teamId });
  }
  return { ...row, side };
}

/** Agreeing again changes nothing. @throws ExpectedError Unauthenticated, NotFound, Forbidden or Conflict */
export async function respondToProposal(actor: Actor | null, agreedLevelId: string, answer: "agree" | "decline", now: Date): Promise<void> {
  const account = requireAccount(actor);
  await getDatabase().$transaction(async (transaction) => {
    const { side, proposedBy, agreedAt, assessmentId, teamId, coachId, team, ...people } = await getOwnAgreedLevel(
      transaction,
      account,
      agreedLevelId,
    );
    if (agreedAt !== null) {
      if (answer === "agree") return;
      throw agreedAlready();
    }
    if (proposedBy === side) throw new ExpectedError("Forbidden", "You proposed this yourself: the other side has to agree.");
    const pending = { id: agreedLevelId, agreedAt: null };
    if (answer === "decline") {
      const { count } = await transaction.agreedLevel.deleteMany({ where: pending });
      if (count === 0) throw changedMeanwhile();
      return;
    }
    if (teamId === null || coachId === null) throw notFoundError();
    if (side === "member") await requireSeen(transaction, { assessmentId, teamId, coachId });
    const { count } = await transaction.agreedLevel.updateMany({ where: pending, data: { agreedAt: now } });
    if (count === 0) throw changedMeanwhile();
    const subjectRef = (side === "member" ? people.coach?.auditRef : people.assessment.owner.auditRef) ?? null;
    await recordAudit(
      transaction,
      { actor: account, action: "agreedLevel.recorded", subjectRef, teamId, detail: { team: team?.name ?? "" } },
      now,
    );
  });
}

/** @throws ExpectedError Unauthenticated, NotFound, Forbidden, or Conflict once it is agreed */
export async function withdrawProposal(actor: Actor | null, agreedLevelId: string): Promise<void> {
  const account = requireAccount(actor);
  await getDatabase().$transaction(async (transaction) => {
    const { side, proposedBy, agreedAt } = await getOwnAgreedLevel(transaction, account, agreedLevelId);
    if (agreedAt !== null) throw agreedAlready();
    if (proposedBy !== side) throw new ExpectedError("Forbidden", "The other side proposed this: you can agree to it or decline it.");
    const { count } = await transaction.agreedLevel.deleteMany({ where: { id: agreedLevelId, agreedAt: null } });
    if (count === 0) throw changedMeanwhile();
  });
}
