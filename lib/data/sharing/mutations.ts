/** Sharing an assessment with a team, and withdrawing it. */

import type { Actor } from "@/lib/access/actor";
import { assessmentsWhere, teamsWhere } from "@/lib/access/where";
import { requireAccount } from "@/lib/data/account/internal/require-account";
import { publishCohortIfDue } from "@/lib/data/cohort/internal/team-cohorts";
import { SHARE_STATE, stateOf } from "@/lib/data/sharing/internal/shares";
import { recordOwn } from "@/lib/data/workspace/internal/audit";
import { getDatabase } from "@/lib/db/client";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { requireWellFormed } from "@/lib/domain/request/require-well-formed";
import type { ShareChoice, ShareId } from "@/lib/domain/sharing/share";

/** Shares, or changes what is shared; the same again changes nothing. @throws ExpectedError Unauthenticated or NotFound */
export async function shareAssessment(
  actor: Actor | null,
  { assessmentId, teamId }: ShareId,
  { withEvidence, withPlan }: ShareChoice,
  now: Date,
): Promise<void> {
  const account = requireAccount(actor);
  requireWellFormed(assessmentId, teamId);
  await getDatabase().$transaction(async (transaction) => {
    const own = await transaction.assessment.findFirst({
      where: { id: assessmentId, ...assessmentsWhere(account, "sharing.decide") },
      select: { id: true, shares: { where: { teamId }, select: SHARE_STATE } },
    });
    const team = await transaction.team.findFirst({
      where: { id: teamId, ...teamsWhere(account, "sharing.decideWithTeam") },
      select: { name: true },
    });
    if (!own || !team) throw notFoundError();
    const known = stateOf(own.shares[0]);
    if (known.kind === "shared" && known.withEvidence === withEvidence && known.withPlan === withPlan) return;
    const sharedAt = known.kind === "shared" ? known.sharedAt : now;
    await transaction.share.upsert({
      where: { assessmentId_teamId: { assessmentId, teamId } },
      create: { assessmentId, teamId, sharedAt, withEvidence, withPlan },
      update: { sharedAt, withEvidence, withPlan, withdrawnAt: null },
    });
    await recordOwn(transaction, account, "sharing.shared", now, { teamId, detail: { team: team.name, withEvidence, withPlan } });
  });
  await publishCohortIfDue(teamId, now);
}

/** Withdrawing again changes nothing. @throws ExpectedError Unauthenticated or NotFound */
export async function withdrawShare(actor: Actor | null, { assessmentId, teamId }: ShareId, now: Date): Promise<void> {
  const account = requireAccount(actor);
  requireWellFormed(assessmentId, teamId);
  await getDatabase().$transaction(async (transaction) => {
    const share = await transaction.share.findFirst({
      where: { assessmentId, teamId, assessment: assessmentsWhere(account, "sharing.decide") },
      select: { team: { select: { name: true } } },
    });
    if (!share) throw notFoundError();
    const { count } = await transaction.share.updateMany({
      where: { assessmentId, teamId, withdrawnAt: null },
      data: { withdrawnAt: now },
    });
    if (count === 0) return;
    await recordOwn(transaction, account, "sharing.withdrawn", now, { teamId, detail: { team: share.team.name } });
  });
}
