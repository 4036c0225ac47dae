/** Sharing: what a person lets a team's coaches see, and what those then see. Nothing is shared until its owner says so. */
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import type { Actor } from "@/lib/access/actor";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { unstorableReason } from "@/lib/domain/text/well-formed-text";
import {
  plannedNext,
  type ShareChoice,
  type SharedResult,
  type SharePreview,
  type SharingChoices,
  type SharingState,
} from "@/lib/domain/sharing/share";
import { requireAccount } from "@/lib/data/account/internal/require-account";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import { getRevision } from "@/lib/data/competency/internal/revisions";
import { drawPictureIfDue, previewTeamPicture } from "@/lib/data/cohort/internal/team-cohorts";

/** `sharing.decide`, as a query says it: one in progress has nothing to share yet. */
export function assessmentsSharableBy(actor: Pick<Actor, "userId">) {
  return { ownerId: actor.userId, submittedAt: { not: null } };
}

/** `sharing.decideWithTeam`, as a query says it. */
export function teamsToShareWith(actor: Pick<Actor, "userId">) {
  return { memberships: { some: { userId: actor.userId } } };
}

/** `sharing.readEvidence`: what a coach's query asks for. Evidence that was not shared does not leave the database. */
export function sharedRatingSelect(withEvidence: boolean) {
  return { behaviorId: true, answer: true, evidence: withEvidence };
}

/** The same of what its owner works on next: what matters most to them, and their plans. */
export function sharedPlanSelect(withPlan: boolean) {
  return { priorities: withPlan, plans: withPlan ? { select: { behaviorId: true, when: true, then: true } } : false };
}

/** As an assessment keeps them. */
export function parsePriorities(priorities: string): string[] {
  return JSON.parse(priorities) as string[];
}

function refuseUnstorable(...ids: string[]): void {
  // PostgreSQL refuses to look for text that it cannot hold, and no id is such a text.
  if (ids.some((id) => unstorableReason(id) !== null)) throw notFoundError();
}

/**
 * The one query that draws a shared result: for the coach from the share, for the owner's preview from the choice. Whoever
 * calls it has authorized the reader.
 */
export async function readSharedResult(share: { assessmentId: string } & ShareChoice): Promise<SharedResult> {
  const row = await getDatabase().assessment.findUnique({
    where: { id: share.assessmentId },
    select: {
      submittedAt: true,
      revisionId: true,
      owner: { select: { name: true } },
      ratings: { select: sharedRatingSelect(share.withEvidence) },
      ...sharedPlanSelect(share.withPlan),
    },
  });
  if (!row?.submittedAt) throw notFoundError();
  const { model, number } = await getRevision(row.revisionId);
  const ratings = row.ratings.map(({ behaviorId, answer, evidence }) => ({ behaviorId, answer, evidence: evidence ?? "" }));
  return {
    assessmentId: share.assessmentId,
    personName: row.owner.name,
    submittedAt: row.submittedAt,
    revisionNumber: number,
    model,
    ratings,
    withEvidence: share.withEvidence,
    withPlan: share.withPlan,
    ...(share.withPlan ? plannedNext(model.source, ratings, parsePriorities(row.priorities), row.plans) : { focus: null, plans: {} }),
  };
}

type ShareRow = { sharedAt: Date; withdrawnAt: Date | null } & ShareChoice;

/** How it stands with a share, without what it shares. */
export const SHARE_STATE = { sharedAt: true, withEvidence: true, withPlan: true, withdrawnAt: true } as const;

function stateOf(share: ShareRow | undefined): SharingState {
  if (!share) return { kind: "not-shared" };
  const { withdrawnAt, sharedAt, withEvidence, withPlan } = share;
  return withdrawnAt ? { kind: "withdrawn", withdrawnAt } : { kind: "shared", sharedAt, withEvidence, withPlan };
}

/** The owner's teams, and what each of them sees of a submitted assessment. @throws ExpectedError NotFound */
export async function listSharingChoices(actor: Actor | null, assessmentId: string): Promise<SharingChoices> {
  if (!actor) throw notFoundError();
  refuseUnstorable(assessmentId);
  const database = getDatabase();
  const own = await database.assessment.findFirst({
    where: { id: assessmentId, ...assessmentsSharableBy(actor) },
    select: { submittedAt: true, shares: { select: { teamId: true, ...SHARE_STATE } } },
  });
  if (!own?.submittedAt) throw notFoundError();
  const teams = await database.team.findMany({
    where: teamsToShareWith(actor),
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: {
      id: true,
      name: true,
      memberships: {
        where: { role: "coach", userId: { not: actor.userId } },
        select: { user: { select: { name: true } } },
        orderBy: { user: { name: "asc" } },
      },
    },
  });
  return {
    assessmentId,
    submittedAt: own.submittedAt,
    teams: teams.map(({ id, name, memberships }) => ({
      teamId: id,
      name,
      coaches: memberships.map(({ user }) => user.name),
      state: stateOf(own.shares.find(({ teamId }) => teamId === id)),
    })),
  };
}

/** Exactly what the coaches and the team will see, by the queries that they will use. @throws ExpectedError NotFound */
export async function previewShare(
  actor: Actor | null,
  assessmentId: string,
  teamId: string,
  withEvidence: boolean,
  now: Date,
  withPlan = false,
): Promise<SharePreview> {
  const team = await previewTeamPicture(actor, teamId, assessmentId, now);
  return { coach: await readSharedResult({ assessmentId, withEvidence, withPlan }), team };
}

/** Shares, or changes what is shared; the same again changes nothing. @throws ExpectedError Unauthenticated or NotFound */
export async function shareAssessment(
  actor: Actor | null,
  assessmentId: string,
  teamId: string,
  withEvidence: boolean,
  now: Date,
  withPlan = false,
): Promise<void> {
  const account = requireAccount(actor);
  refuseUnstorable(assessmentId, teamId);
  await getDatabase().$transaction(async (transaction) => {
    const own = await transaction.assessment.findFirst({
      where: { id: assessmentId, ...assessmentsSharableBy(account) },
      select: { id: true, shares: { where: { teamId }, select: SHARE_STATE } },
    });
    const team = await transaction.team.findFirst({ where: { id: teamId, ...teamsToShareWith(account) }, select: { name: true } });
    if (!own || !team) throw notFoundError();
    const known = stateOf(own.shares[0]);
    if (known.kind === "shared" && known.withEvidence === withEvidence && known.withPlan === withPlan) return;
    const sharedAt = known.kind === "shared" ? known.sharedAt : now;
    await transaction.share.upsert({
      where: { assessmentId_teamId: { assessmentId, teamId } },
      create: { assessmentId, teamId, sharedAt, withEvidence, withPlan },
      update: { sharedAt, withEvidence, withPlan, withdrawnAt: null },
    });
    await recordAudit(
      transaction,
      {
        actor: account,
        action: "sharing.shared",
        subjectRef: account.auditRef,
        teamId,
        detail: { team: team.name, withEvidence, withPlan },
      },
      now,
    );
  });
  await drawPictureIfDue(teamId, now);
}

/** Withdrawing what is withdrawn changes nothing. @throws ExpectedError Unauthenticated or NotFound */
export async function withdrawShare(actor: Actor | null, assessmentId: string, teamId: string, now: Date): Promise<void> {
  const account = requireAccount(actor);
  refuseUnstorable(assessmentId, teamId);
  await getDatabase().$transaction(async (transaction) => {
    const share = await transaction.share.findFirst({
      where: { assessmentId, teamId, assessment: assessmentsSharableBy(account) },
      select: { team: { select: { name: true } } },
    });
    if (!share) throw notFoundError();
    const { count } = await transaction.share.updateMany({
      where: { assessmentId, teamId, withdrawnAt: null },
      data: { withdrawnAt: now },
    });
    if (count === 0) return;
    await recordAudit(
      transaction,
      { actor: account, action: "sharing.withdrawn", subjectRef: account.auditRef, teamId, detail: { team: share.team.name } },
      now,
    );
  });
}

/** For whoever takes a person out of a team, in the same transaction. Answers how many shares were withdrawn. */
export async function withdrawSharesOf(transaction: DatabaseTransaction, userId: string, teamId: string, now: Date): Promise<number> {
  const { count } = await transaction.share.updateMany({
    where: { teamId, withdrawnAt: null, assessment: { ownerId: userId } },
    data: { withdrawnAt: now },
  });
  return count;
}
