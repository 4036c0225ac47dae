/** A person's export of their own data, and the proof that it was deleted. */

import type { Actor } from "@/lib/access/actor";
import { hasPassword } from "@/lib/data/account/internal/passwords";
import { getCoaching } from "@/lib/data/account/internal/personal-coaching";
import { listSecretsOf, requireSomebody } from "@/lib/data/account/internal/personal-data";
import { recordOwn } from "@/lib/data/workspace/internal/audit";
import { type DatabaseTransaction, getDatabase, readConsistently } from "@/lib/db/client";
import { type CompetencyModel, competencyModelSchema } from "@/lib/domain/competency/competency-model";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { AUDIT_ACTIONS, type AuditAction } from "@/lib/domain/workspace/audit";

function labelFor(competency: CompetencyModel, behaviorId: string, answer: string | null) {
  const { behaviors, levels } = competency.source;
  const behavior = behaviors.find(({ id }) => id === behaviorId);
  const level = levels.find(({ id }) => id === answer);
  return { behavior: behavior?.name ?? null, definition: behavior?.definition ?? null, level: level?.name ?? null };
}

function atMilliseconds(time: bigint | null): string | null {
  return time === null ? null : new Date(Number(time)).toISOString();
}

const TEAM = { select: { id: true, name: true } } as const;

/** What an invitation's maker, or whom it is addressed to, may know of it. */
const INVITATION = { omit: { teamId: true, tokenHash: true, invitedById: true, signUps: true }, include: { team: TEAM } } as const;

async function listAssessments(transaction: DatabaseTransaction, userId: string) {
  const rows = await transaction.assessment.findMany({
    where: { ownerId: userId },
    orderBy: [{ startedAt: "asc" }, { id: "asc" }],
    omit: { ownerId: true, itemCohortId: true, organizationCohortId: true },
    include: {
      ratings: { omit: { assessmentId: true }, orderBy: { behaviorId: "asc" } },
      plans: { omit: { assessmentId: true }, orderBy: { behaviorId: "asc" } },
      shares: {
        omit: { assessmentId: true, teamId: true, cohortId: true },
        include: { team: TEAM, cohort: { omit: { teamId: true } } },
        orderBy: { sharedAt: "asc" },
      },
      itemCohort: { select: { id: true, size: true, drawnAt: true } },
      organizationCohort: { select: { id: true, quarter: true, size: true, fullAt: true } },
    },
  });
  const revisions = await transaction.revision.findMany({
    where: { id: { in: [...new Set(rows.map(({ revisionId }) => revisionId))] } },
    orderBy: [{ competencyId: "asc" }, { number: "asc" }],
  });
  const competencies = new Map(revisions.map(({ id, content }) => [id, competencyModelSchema.parse(content)]));
  const assessments = rows.map(({ openFor, itemCohort, organizationCohort, ratings, plans, ...row }) => {
    const competency = competencies.get(row.revisionId);
    if (!competency) throw new Error("An assessment without its revision.");
    return {
      ...row,
      isTheOneInProgress: openFor !== null,
      countedInItemCohort: itemCohort,
      countedInOrganizationCohort: organizationCohort,
      ratings: ratings.map((rating) => ({
        ...rating,
        ...labelFor(competency, rating.behaviorId, rating.answer),
        answeredAt: atMilliseconds(rating.answeredAt),
        evidenceAt: atMilliseconds(rating.evidenceAt),
      })),
      plans: plans.map((plan) => ({ ...plan, behavior: labelFor(competency, plan.behaviorId, null).behavior })),
    };
  });
  const published = revisions.map(({ id, competencyId, number, publishedAt }) => ({
    id,
    competencyId,
    number,
    publishedAt,
    competency: competencies.get(id),
  }));
  return { assessments, revisions: published };
}

async function listAudit(transaction: DatabaseTransaction, auditRef: string | null) {
  if (auditRef === null) return [];
  const entries = await transaction.auditEntry.findMany({
    where: { OR: [{ actorRef: auditRef }, { subjectRef: auditRef }] },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  return entries.map(({ actorRef, subjectRef, ...entry }) => ({
    ...entry,
    words: AUDIT_ACTIONS[entry.action as AuditAction] ?? entry.action,
    byYou: actorRef === auditRef,
    aboutYou: subjectRef === auditRef,
  }));
}

/** What an admin wrote in drafts and published: the workspace's text, stored with a reference to its author. */
async function getCompetencyWork(transaction: DatabaseTransaction, auditRef: string | null) {
  if (auditRef === null) return { published: [], drafts: [] };
  const published = await transaction.revision.findMany({
    where: { publishedBy: auditRef },
    select: { id: true, competencyId: true, number: true, publishedAt: true, note: true, changes: true },
    orderBy: [{ competencyId: "asc" }, { number: "asc" }],
  });
  const editedBy = auditRef;
  const drafts = await transaction.draft.findMany({
    where: {
      OR: [
        { startedBy: auditRef },
        { editedBy },
        { fields: { some: { editedBy } } },
        { edits: { some: { editedBy } } },
        { meanings: { some: { chosenBy: auditRef } } },
      ],
    },
    include: {
      fields: { where: { editedBy }, omit: { draftId: true, editedBy: true }, orderBy: { path: "asc" } },
      edits: { where: { editedBy }, omit: { draftId: true, editedBy: true }, orderBy: { number: "asc" } },
      meanings: { where: { chosenBy: auditRef }, omit: { draftId: true, chosenBy: true }, orderBy: { change: "asc" } },
    },
    omit: { baseId: true, content: true, version: true },
    orderBy: { competencyId: "asc" },
  });
  return {
    published,
    drafts: drafts.map(({ startedBy, editedBy: lastBy, ...draft }) => ({
      ...draft,
      startedByYou: startedBy === auditRef,
      lastEditedByYou: lastBy === auditRef,
    })),
  };
}

export type PersonalData = Awaited<ReturnType<typeof getPersonalData>>;

async function getPersonalData(transaction: DatabaseTransaction, userId: string, now: Date) {
  const person = await transaction.user.findUnique({
    where: { id: userId },
    include: {
      sessions: { omit: { token: true, userId: true }, orderBy: { createdAt: "asc" } },
      accounts: { orderBy: { createdAt: "asc" } },
      passkeys: { omit: { userId: true }, orderBy: { createdAt: "asc" } },
      twoFactors: { omit: { secret: true, backupCodes: true, userId: true } },
      memberships: {
        select: { role: true, joinedAt: true, isOpenToPairing: true, team: TEAM },
        orderBy: { joinedAt: "asc" },
      },
      invitations: { ...INVITATION, orderBy: { createdAt: "asc" } },
    },
  });
  if (!person) throw new ExpectedError("Unauthenticated", "This account is gone.");
  const { sessions, accounts, passkeys, twoFactors, memberships, invitations, ...profile } = person;
  const addressed = await transaction.invitation.findMany({
    where: { email: person.email },
    ...INVITATION,
    orderBy: { createdAt: "asc" },
  });
  const secrets = await listSecretsOf(transaction, { userId, email: person.email });
  return {
    format: "cairn-personal-data",
    version: 2,
    exportedAt: now,
    person: profile,
    signIn: {
      ways: accounts.map(({ accessToken: _1, refreshToken: _2, idToken: _3, password, userId: _4, ...way }) => ({
        ...way,
        hasPassword: password !== null,
      })),
      passkeys,
      authenticatorApps: twoFactors,
      sessions,
      pendingLinks: secrets.map(({ createdAt, updatedAt, expiresAt }) => ({ createdAt, updatedAt, expiresAt })),
    },
    teams: memberships,
    invitations: { madeByYou: invitations, addressedToYou: addressed },
    ...(await listAssessments(transaction, userId)),
    coaching: await getCoaching(transaction, userId),
    competency: await getCompetencyWork(transaction, person.auditRef),
    audit: await listAudit(transaction, person.auditRef),
  };
}

/** Returns everything that the database has about the actor. @throws ExpectedError Unauthenticated */
export async function exportPersonalData(actor: Actor | null, now: Date): Promise<PersonalData> {
  const somebody = requireSomebody(actor);
  const data = await readConsistently((snapshot) => getPersonalData(snapshot, somebody.userId, now));
  if (somebody.kind === "account") await recordOwn(getDatabase(), somebody, "account.exported", now);
  return data;
}

/** What deletion asks for: the password where there is one, else the word. */
export async function findDeletionProof(actor: Actor | null): Promise<"password" | "word"> {
  const { userId } = requireSomebody(actor);
  return (await hasPassword(userId)) ? "password" : "word";
}
