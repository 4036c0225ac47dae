/** Agreed levels: one side proposes, the other agrees. Neither of their ratings changes by it. */
import { randomUUID } from "node:crypto";
import { type DatabaseTransaction, getDatabase, getEngine } from "@/lib/db/client";
import type { Account, Actor } from "@/lib/access/actor";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { unstorableReason } from "@/lib/domain/text/well-formed-text";
import { behaviorName, levelName } from "@/lib/domain/text/wording";
import type { AgreedLine, Agreement, AgreementPartner, AgreementSide } from "@/lib/domain/review/agreed-level";
import { isSettled } from "@/lib/domain/review/review";
import { requireAccount } from "@/lib/data/account/internal/require-account";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import { getRevision } from "@/lib/data/competency/internal/revisions";
import { getReviewable } from "./reviews";
import { liveSharesWith, teamsCoachedBy } from "@/lib/data/sharing/internal/share-access";

/** `agreement.record` for the member, as a query says it; for the coach it is what they may review. */
export function agreementsOf(actor: Pick<Actor, "userId">) {
  return { assessment: { ownerId: actor.userId } };
}

const agreedAlready = () =>
  new ExpectedError("Conflict", "This is agreed already, so it stays. If you see it differently by now, propose another level.");
const changedMeanwhile = () => new ExpectedError("Conflict", "This proposal changed meanwhile. Please reload the page and look again.");

/** Between whom: the owner of the assessment, and a coach of the team that it is shared with. */
type Pair = { assessmentId: string; teamId: string; coachId: string };

export type Proposal = Pair & { behaviorId: string; levelId: string; why: string };

function refuseUnstorable(...ids: string[]): void {
  if (ids.some((id) => unstorableReason(id) !== null)) throw notFoundError();
}

/** Where the coach sees the assessment now, and so can agree. */
async function canCoachSee(database: DatabaseTransaction, { assessmentId, teamId, coachId }: Pair): Promise<boolean> {
  const where = { ...liveSharesWith(teamId), assessmentId, team: teamsCoachedBy({ userId: coachId }) };
  return (await database.share.count({ where })) > 0;
}

async function refuseUnseen(database: DatabaseTransaction, pair: Pair): Promise<void> {
  if (await canCoachSee(database, pair)) return;
  throw new ExpectedError(
    "Conflict",
    "This coach no longer sees this self-assessment, so you cannot agree on it now. Share it with their team again first.",
  );
}

/** Which side the account is on. @throws ExpectedError NotFound, Forbidden or Conflict */
async function getSide(database: DatabaseTransaction, account: Account, pair: Pair): Promise<{ side: AgreementSide; revisionId: string }> {
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
      ownerId: account.userId,
      OR: [
        { reviews: { some: { coachId, teamId, releasedAt: { not: null } } } },
        { agreements: { some: { coachId, teamId, proposedBy: "coach" } } },
      ],
    },
    select: { revisionId: true },
  });
  if (!own) throw notFoundError();
  await refuseUnseen(database, pair);
  return { side: "member", revisionId: own.revisionId };
}

/** On SQLite transactions wait for each other anyway. */
async function waitForOthers(transaction: DatabaseTransaction, assessmentId: string): Promise<void> {
  if (getEngine() === "postgres") await transaction.$queryRaw`SELECT 1 FROM "Assessment" WHERE "id" = ${assessmentId} FOR UPDATE`;
}

/** The same proposal again changes nothing. @throws ExpectedError Unauthenticated, NotFound, Forbidden, Invalid or Conflict */
export async function proposeLevel(actor: Actor | null, proposal: Proposal, now: Date): Promise<void> {
  const account = requireAccount(actor);
  const { assessmentId, teamId, coachId, behaviorId, levelId, why } = proposal;
  refuseUnstorable(assessmentId, teamId, coachId, behaviorId, levelId);
  const { revisionId } = await getSide(getDatabase(), account, proposal);
  const { source } = (await getRevision(revisionId)).model;
  if (!source.behaviors.some(({ id }) => id === behaviorId)) {
    throw new ExpectedError("Invalid", "Choose which behavior you agree on.", { behaviorId: "Choose one of the behaviors." });
  }
  if (!source.levels.some(({ id }) => id === levelId)) {
    throw new ExpectedError("Invalid", "Choose the level that you agree on.", { levelId: "Choose one of the levels." });
  }
  await getDatabase().$transaction(async (transaction) => {
    await waitForOthers(transaction, assessmentId);
    const { side } = await getSide(transaction, account, proposal);
    const pending = await transaction.agreement.findFirst({
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
    await transaction.agreement.create({
      data: { id: randomUUID(), assessmentId, teamId, coachId, behaviorId, levelId, why, proposedBy: side, proposedAt: now },
    });
  });
}

/** An agreement that this account is a side of. Of a withdrawn share a coach finds nothing. @throws ExpectedError NotFound */
async function getOwnAgreement(transaction: DatabaseTransaction, account: Account, agreementId: string) {
  refuseUnstorable(agreementId);
  const row = await transaction.agreement.findFirst({
    where: { id: agreementId, OR: [agreementsOf(account), { coachId: account.userId }] },
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
  const side: AgreementSide = row.assessment.ownerId === account.userId ? "member" : "coach";
  if (side === "coach") {
    if (teamId === null) throw notFoundError();
    await getReviewable(transaction, account, { assessmentId, teamId });
  }
  return { ...row, side };
}

/** Agreeing twice is agreeing. @throws ExpectedError Unauthenticated, NotFound, Forbidden or Conflict */
export async function answerProposal(actor: Actor | null, agreementId: string, answer: "agree" | "decline", now: Date): Promise<void> {
  const account = requireAccount(actor);
  await getDatabase().$transaction(async (transaction) => {
    const { side, proposedBy, agreedAt, assessmentId, teamId, coachId, team, ...people } = await getOwnAgreement(
      transaction,
      account,
      agreementId,
    );
    if (agreedAt !== null) {
      if (answer === "agree") return;
      throw agreedAlready();
    }
    if (proposedBy === side) throw new ExpectedError("Forbidden", "You proposed this yourself: the other side has to agree.");
    const pending = { id: agreementId, agreedAt: null };
    if (answer === "decline") {
      const { count } = await transaction.agreement.deleteMany({ where: pending });
      if (count === 0) throw changedMeanwhile();
      return;
    }
    if (teamId === null || coachId === null) throw notFoundError();
    if (side === "member") await refuseUnseen(transaction, { assessmentId, teamId, coachId });
    const { count } = await transaction.agreement.updateMany({ where: pending, data: { agreedAt: now } });
    if (count === 0) throw changedMeanwhile();
    const subjectRef = (side === "member" ? people.coach?.auditRef : people.assessment.owner.auditRef) ?? null;
    await recordAudit(
      transaction,
      { actor: account, action: "agreement.recorded", subjectRef, teamId, detail: { team: team?.name ?? "" } },
      now,
    );
  });
}

/** @throws ExpectedError Unauthenticated, NotFound, Forbidden, or Conflict once it is agreed */
export async function withdrawProposal(actor: Actor | null, agreementId: string): Promise<void> {
  const account = requireAccount(actor);
  await getDatabase().$transaction(async (transaction) => {
    const { side, proposedBy, agreedAt } = await getOwnAgreement(transaction, account, agreementId);
    if (agreedAt !== null) throw agreedAlready();
    if (proposedBy !== side) throw new ExpectedError("Forbidden", "The other side proposed this: you can agree to it or decline it.");
    const { count } = await transaction.agreement.deleteMany({ where: { id: agreementId, agreedAt: null } });
    if (count === 0) throw changedMeanwhile();
  });
}

const SHOWN = {
  id: true,
  behaviorId: true,
  levelId: true,
  why: true,
  proposedBy: true,
  proposedAt: true,
  agreedAt: true,
  coach: { select: { name: true } },
} as const;

const NEWEST_FIRST = [{ proposedAt: "desc" as const }, { id: "desc" as const }];

type ShownRow = Omit<Agreement, "agreementId" | "coachName" | "proposedBy" | "isOpen"> & {
  id: string;
  proposedBy: string;
  coach: { name: string } | null;
};

function toAgreement({ id, coach, proposedBy, ...row }: ShownRow, isOpen: boolean): Agreement {
  return { agreementId: id, ...row, coachName: coach?.name ?? null, proposedBy: proposedBy as AgreementSide, isOpen };
}

/** For a coach whom the caller has authorized for the share: it is live, so both sides see them. Newest first. */
export async function readAgreementsBetween(coachId: string, teamId: string, assessmentId: string): Promise<Agreement[]> {
  const rows = await getDatabase().agreement.findMany({
    where: { coachId, teamId, assessmentId },
    orderBy: NEWEST_FIRST,
    select: SHOWN,
  });
  return rows.map((row) => toAgreement(row, true));
}

/** With whom the owner may agree on a level now: coaches who see it, and who released a review or proposed one. */
async function listPartners(ownerId: string, assessmentId: string): Promise<AgreementPartner[]> {
  const sides = { coachId: true, teamId: true, coach: { select: { name: true } } } as const;
  const owned = { assessmentId, assessment: { ownerId } };
  const reviews = await getDatabase().review.findMany({ where: { ...owned, releasedAt: { not: null } }, select: sides });
  const proposals = await getDatabase().agreement.findMany({ where: { ...owned, proposedBy: "coach" }, select: sides });
  const live = await getDatabase().membership.findMany({
    where: {
      role: "coach",
      userId: { not: ownerId },
      team: { shares: { some: { assessmentId, withdrawnAt: null } }, memberships: { some: { userId: ownerId } } },
    },
    select: { teamId: true, userId: true },
  });
  const partners = new Map<string, AgreementPartner>();
  for (const { coachId, teamId, coach } of [...reviews, ...proposals]) {
    const isLive = live.some((each) => each.teamId === teamId && each.userId === coachId);
    if (coachId && teamId && coach && isLive) partners.set(`${teamId} ${coachId}`, { coachId, teamId, coachName: coach.name });
  }
  return [...partners.values()].toSorted((a, b) => a.coachName.localeCompare(b.coachName, "en-US"));
}

/** Of one's own assessment, newest first, and with whom one may agree now; of anything else there are none. */
export async function listAgreements(
  actor: Actor | null,
  assessmentId: string,
): Promise<{ agreements: Agreement[]; partners: AgreementPartner[] }> {
  if (!actor || unstorableReason(assessmentId) !== null) return { agreements: [], partners: [] };
  const rows = await getDatabase().agreement.findMany({
    where: { assessmentId, ...agreementsOf(actor) },
    orderBy: NEWEST_FIRST,
    select: { ...SHOWN, teamId: true, coachId: true },
  });
  const partners = await listPartners(actor.userId, assessmentId);
  const agreements = rows.map(({ teamId, coachId, ...row }) =>
    toAgreement(
      row,
      partners.some((partner) => partner.teamId === teamId && partner.coachId === coachId),
    ),
  );
  return { agreements, partners };
}

/** What was agreed on in all of one's own assessments, newest first. */
export async function listAgreedLines(actor: Actor | null): Promise<AgreedLine[]> {
  if (!actor) return [];
  const rows = await getDatabase().agreement.findMany({
    where: { ...agreementsOf(actor), agreedAt: { not: null } },
    orderBy: [{ agreedAt: "desc" }, { id: "desc" }],
    select: {
      ...SHOWN,
      assessmentId: true,
      assessment: { select: { revisionId: true } },
    },
  });
  return Promise.all(
    rows.map(async ({ id, assessmentId, assessment, behaviorId, levelId, why, agreedAt, coach }) => {
      const { source } = (await getRevision(assessment.revisionId)).model;
      return {
        agreementId: id,
        assessmentId,
        behaviorName: behaviorName(source, behaviorId),
        levelName: levelName(source, levelId),
        why,
        agreedAt: agreedAt as Date,
        coachName: coach?.name ?? null,
      };
    }),
  );
}
