/** A small workspace with a person in every role, written straight into the journeys' database, and their session cookies. */
import { createHmac, randomUUID } from "node:crypto";
import type { BrowserContext } from "@playwright/test";
import type { Role } from "@/lib/access/rules";
import { type Database, openClient } from "@/lib/db/client";
import { type DraftFields, fieldsOf } from "@/lib/domain/competency/draft";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import type { TeamRole } from "@/lib/domain/team/team-role";
import { createToken } from "@/lib/platform/token";

const HOUR = 60 * 60 * 1000;

/** The server of the journeys signs with it (playwright.config.ts). */
const SECRET = "only-for-the-journeys-of-the-tests";

let opened: Promise<{ client: Database }> | undefined;

export async function journeyDatabase(): Promise<Database> {
  opened ??= openClient(process.env.CAIRN_JOURNEY_DATABASE_URL ?? "");
  return (await opened).client;
}

/** A new session of this person, as the cookie that a browser would send. */
export async function sessionCookie(userId: string): Promise<{ name: string; value: string }> {
  return signedCookie(await journeyDatabase(), userId, SECRET);
}

/** The same on a server of its own. */
export async function signedCookie(database: Database, userId: string, secret: string): Promise<{ name: string; value: string }> {
  const token = randomUUID();
  await database.session.create({ data: { id: randomUUID(), token, expiresAt: new Date(Date.now() + HOUR), userId } });
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  return { name: "cairn.session_token", value: encodeURIComponent(`${token}.${signature}`) };
}

type Person = { userId: string; email: string };

async function person(name: string, more: { isAdmin?: boolean; isAnonymous?: boolean; disabledAt?: Date } = {}): Promise<Person> {
  const userId = randomUUID();
  const email = `${userId}@example.org`;
  await (await journeyDatabase()).user.create({ data: { id: userId, name, email, emailVerified: true, ...more } });
  return { userId, email };
}

async function assessment(owner: Person, revisionId: string, submittedAt: Date | null): Promise<string> {
  const id = randomUUID();
  await (await journeyDatabase()).assessment.create({
    data: {
      id,
      ownerId: owner.userId,
      revisionId,
      submittedAt,
      openFor: submittedAt ? null : owner.userId,
      ratings: {
        createMany: {
          data: productManagement.source.behaviors.map(({ id: behaviorId }) => ({
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

/** The draft of a competency of its own, with the shipped module's words. */
export async function makeDraft(adminId: string, begun: DraftFields = fieldsOf(productManagement)) {
  const database = await journeyDatabase();
  const { auditRef } = await database.user.findUniqueOrThrow({ where: { id: adminId } });
  const [draftId, competencyId, by] = [randomUUID(), `competency-${randomUUID()}`, auditRef ?? adminId];
  const written = { startedBy: by, startedAt: new Date(), editedBy: by, editedAt: new Date() };
  await database.draft.create({ data: { id: draftId, competencyId, content: begun, ...written } });
  return { competencyId, draftId };
}

/** Shares the assessment, with a review of it that was released, and a level that both agreed on. */
async function makeReleasedReview(coach: Person, assessmentId: string, teamId: string) {
  const database = await journeyDatabase();
  const [reviewId, agreedLevelId] = [randomUUID(), randomUUID()];
  await database.share.create({ data: { assessmentId, teamId, sharedAt: new Date(), withEvidence: false } });
  const entries = productManagement.source.behaviors.map(({ id }) => ({
    behaviorId: id,
    answer: "intermediate",
    comment: id === "value-management" ? "Tell me more about it." : "",
  }));
  const of = { assessmentId, teamId, coachId: coach.userId };
  await database.review.create({
    data: { id: reviewId, ...of, number: 1, startedAt: new Date(), isBlind: true, version: 1, entries: { createMany: { data: entries } } },
  });
  await database.review.update({ where: { id: reviewId }, data: { committedAt: new Date(), releasedAt: new Date() } });
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

/** In UTC, of the shipped competency, and without blind reviews. */
export async function makeRound(teamId: string, { openedAt, dueAt }: { openedAt: Date; dueAt: Date }): Promise<string> {
  const id = randomUUID();
  const asked = { competencyId: productManagement.id, timeZone: "UTC", blindReviews: false };
  await (await journeyDatabase()).round.create({ data: { id, teamId, name: "First round", openedAt, dueAt, ...asked } });
  return id;
}

/** A world of its own for each call, so that what one test changes is not what another begins from. */
export async function makeWorkspace(): Promise<Workspace> {
  const database = await journeyDatabase();
  const { id: revisionId } = await database.revision.findFirstOrThrow({ orderBy: { number: "desc" } });
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
  const [teamId, otherTeamId] = [randomUUID(), randomUUID()];
  const membership = (of: string, role: TeamRole) => ({ userId: people[of as keyof Workspace["people"]].userId, role });
  await database.team.create({
    data: {
      id: teamId,
      name: "Orion",
      memberships: {
        createMany: {
          data: [
            membership("coach", "coach"),
            membership("disabled", "coach"),
            membership("member", "member"),
            membership("owner", "member"),
          ],
        },
      },
    },
  });
  await database.team.create({
    data: { id: otherTeamId, name: "Vega", memberships: { createMany: { data: [membership("coach of another", "coach")] } } },
  });
  const [earlierId, submittedId] = [
    await assessment(people.owner, revisionId, new Date(Date.now() - 90 * 24 * HOUR)),
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
  const roundId = await makeRound(teamId, {
    openedAt: new Date(Date.now() - 60 * 24 * HOUR),
    dueAt: new Date(Date.now() - 40 * 24 * HOUR),
  });
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
  const database = await journeyDatabase();
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

/** Signs the browser in as this person, without the way through the sign-in page. */
export async function signInAs(context: BrowserContext, userId: string): Promise<void> {
  await context.addCookies([{ ...(await sessionCookie(userId)), url: `http://localhost:${process.env.CAIRN_JOURNEY_PORT}` }]);
}
