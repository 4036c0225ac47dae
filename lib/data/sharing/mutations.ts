/** Sharing an assessment with a team, and withdrawing it. */
import type { Actor } from "@/lib/access/actor";
import { requireAccount } from "@/lib/data/account/internal/require-account";
import { publishCohortIfDue } from "@/lib/data/cohort/internal/team-cohorts";
import { assessmentsSharableBy, requireWellFormed, SHARE_STATE, stateOf, teamsToShareWith } from "@/lib/data/sharing/internal/shares";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import { getDatabase } from "@/lib/db/client";
import { notFoundError } from "@/lib/domain/request/expected-error";

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
  requireWellFormed(assessmentId, teamId);
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
  await publishCohortIfDue(teamId, now);
}

/** Withdrawing again changes nothing. @throws ExpectedError Unauthenticated or NotFound */
export async function withdrawShare(actor: Actor | null, assessmentId: string, teamId: string, now: Date): Promise<void> {
  const account = requireAccount(actor);
  requireWellFormed(assessmentId, teamId);
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
