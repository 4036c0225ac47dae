/** A small workspace with a person in every role, written as rows. */
import { randomUUID } from "node:crypto";
import type { Role } from "@/lib/access/rules";
import { getDatabase } from "@/lib/db/client";
import { createToken } from "@/lib/platform/token";
import { behaviorIds, findRevisionId, makeDraft } from "./competency";
import { makeReviewRow } from "./review-row";
import { makeRound } from "./round";
import { makeTeam } from "./team";
import { daysAgo, HOUR } from "./time";

type Person = { userId: string; email: string };

async function person(name: string, more: { isAdmin?: boolean; isAnonymous?: boolean; disabledAt?: Date } = {}): Promise<Person> {
  const userId = randomUUID();
  const email = `${userId}@example.org`;
  await getDatabase().user.create({ data: { id: userId, name, email, emailVerified: true, ...more } });
  return { userId, email };
}

async function assessment(owner: Person, revisionId: string, submittedAt: Date | null): Promise<string> {
  const id = randomUUID();
  await getDatabase().assessment.create({
    data: {
      id,
      ownerId: owner.userId,
      revisionId,
      submittedAt,
      openFor: submittedAt ? null : owner.userId,
      ratings: {
        createMany: {
          data: behaviorIds.map((behaviorId) => ({
            behaviorId,
            answer: "guide",
            answeredAt: 1n,
            evidence: SECRET_EVIDENCE,
            evidenceAt: 1n,
          })),
        },
      },
    },
  });
  return id;
}

/** What only the owner, and whom they share it with, may ever read. */
export const SECRET_EVIDENCE = "the owner’s own example";

export type Workspace = {
  /** By role; "owner" is a member of the team whose submitted assessment is shared with its coaches. */
  people: Record<Exclude<Role, "nobody">, Person>;
  teamId: string;
  otherTeamId: string;
  openId: string;
  submittedId: string;
  earlierId: string;
  invitationId: string;
  invitationToken: string;
  /** The coach's of the earlier assessment, which is shared too; released, with a comment on value management. */
  reviewId: string;
  /** What coach and owner agreed on there. */
  agreedLevelId: string;
  /** What each side proposed there, and the other has not answered. */
  proposalIds: Record<"member" | "coach", string>;
  /** One that is not published, so that no other test meets it. */
  competencyId: string;
  draftId: string;
  /** The team's newest, which has ended; what the owner shares was not submitted in it. */
  roundId: string;
};

/** Shares the assessment, with a review of it that was released, and a level that both agreed on. */
async function makeReleasedReview(coach: Person, assessmentId: string, teamId: string) {
  const database = getDatabase();
  await database.share.create({ data: { assessmentId, teamId, sharedAt: new Date(), withEvidence: false } });
  const of = { assessmentId, teamId, coachId: coach.userId };
  const reviewId = await makeReviewRow(of, {
    entries: behaviorIds.map((behaviorId) => ({
      behaviorId,
      answer: "intermediate",
      comment: behaviorId === "value-management" ? "Tell me more about it." : "",
    })),
    isBlind: true,
    version: 1,
    committedAt: new Date(),
    releasedAt: new Date(),
  });
  const agreedLevelId = randomUUID();
  const proposalIds = { member: randomUUID(), coach: randomUUID() };
  const said = { behaviorId: "value-management", levelId: "advanced", why: "we both saw it", proposedBy: "coach" as const };
  await database.agreedLevel.create({ data: { id: agreedLevelId, ...of, ...said, proposedAt: new Date(), agreedAt: new Date() } });
  for (const proposedBy of ["member", "coach"] as const) {
    const proposalId = proposalIds[proposedBy];
    const behaviorId = proposedBy === "member" ? "vision-and-strategy" : "market-awareness";
    await database.agreedLevel.create({ data: { id: proposalId, ...of, ...said, behaviorId, proposedBy, proposedAt: new Date() } });
  }
  return { reviewId, agreedLevelId, proposalIds };
}

/** A world of its own for each call, so that what one test changes is not what another begins from. */
export async function makeWorkspace(): Promise<Workspace> {
  const database = getDatabase();
  const revisionId = await findRevisionId();
  const people: Workspace["people"] = {
    guest: await person("Guest", { isAnonymous: true }),
    disabled: await person("Dora Disabled", { disabledAt: new Date(), isAdmin: true }),
    account: await person("Arne Account"),
    member: await person("Mia Member"),
    coach: await person("Cora Coach"),
    "coach of another": await person("Otto Othercoach"),
    "former coach": await person("Fred Formercoach"),
    admin: await person("Ada Admin", { isAdmin: true }),
    owner: await person("Olga Owner"),
  };
  const joinedAt = new Date();
  const teamId = await makeTeam({ coaches: [people.coach, people.disabled], members: [people.member, people.owner], joinedAt });
  const otherTeamId = await makeTeam({ name: "Vega", coaches: [people["coach of another"]], joinedAt });
  const [earlierId, submittedId] = [
    await assessment(people.owner, revisionId, daysAgo(90)),
    await assessment(people.owner, revisionId, new Date(Date.now() - HOUR)),
  ];
  const openId = await assessment(people.owner, revisionId, null);
  await database.share.create({ data: { assessmentId: submittedId, teamId, sharedAt: new Date(), withEvidence: true } });
  const reviewed = await makeReleasedReview(people.coach, earlierId, teamId);
  const { token, tokenHash } = createToken();
  const invitationId = randomUUID();
  await database.invitation.create({
    data: {
      id: invitationId,
      teamId,
      role: "member",
      tokenHash,
      invitedById: people.coach.userId,
      expiresAt: new Date(Date.now() + HOUR),
      maxUses: 5,
    },
  });
  const draft = await makeDraft(people.admin.userId);
  const roundId = await makeRound(teamId, { name: "First round", openedAt: daysAgo(60), dueAt: daysAgo(40) });
  return {
    roundId,
    people,
    teamId,
    otherTeamId,
    openId,
    submittedId,
    earlierId,
    invitationId,
    invitationToken: token,
    ...reviewed,
    ...draft,
  };
}

/** Everything of this world that a refused call must leave as it was; other tests write beside it. */
export async function readWorkspace({ people, teamId, otherTeamId, competencyId }: Workspace) {
  const database = getDatabase();
  const userId = { in: Object.values(people).map((each) => each.userId) };
  const ofTeam = { in: [teamId, otherTeamId] };
  const byId = { orderBy: { id: "asc" as const } };
  const users = await database.user.findMany({ where: { id: userId }, omit: { lastSeenAt: true, updatedAt: true }, ...byId });
  return {
    users,
    accounts: await database.account.findMany({ where: { userId }, ...byId }),
    sessions: await database.session.findMany({ where: { userId }, select: { id: true }, ...byId }),
    passkeys: await database.passkey.findMany({ where: { userId }, ...byId }),
    twoFactors: await database.twoFactor.findMany({ where: { userId }, ...byId }),
    assessments: await database.assessment.findMany({
      where: { ownerId: userId },
      include: { ratings: true, plans: true, shares: true },
      ...byId,
    }),
    memberships: await database.membership.findMany({
      where: { OR: [{ userId }, { teamId: ofTeam }] },
      orderBy: [{ teamId: "asc" }, { userId: "asc" }],
    }),
    teams: await database.team.findMany({ where: { id: ofTeam }, ...byId }),
    invitations: await database.invitation.findMany({ where: { OR: [{ teamId: ofTeam }, { invitedById: userId }] }, ...byId }),
    rounds: await database.round.findMany({ where: { teamId: ofTeam }, ...byId }),
    views: await database.shareView.findMany({ where: { teamId: ofTeam }, orderBy: { assessmentId: "asc" } }),
    reviews: await database.review.findMany({ where: { teamId: ofTeam }, include: { entries: true }, ...byId }),
    agreedLevels: await database.agreedLevel.findMany({ where: { assessment: { ownerId: userId } }, ...byId }),
    agendas: await database.agenda.findMany({ where: { teamId: ofTeam }, orderBy: [{ coachId: "asc" }, { subject: "asc" }] }),
    drafts: await database.draft.findMany({ where: { competencyId }, include: { fields: true, meanings: true } }),
    audited: await database.auditEntry.count({ where: { actorRef: { in: users.map(({ auditRef }) => auditRef ?? "") } } }),
  };
}
