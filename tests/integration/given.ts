/** What tests begin from: guests, and assessments at each point of their way. */
import { randomUUID } from "node:crypto";
import type { Account, Actor } from "@/lib/access/actor";
import { findAccount } from "@/lib/auth/actor";
import { saveRatings, startAssessment, submitAssessment } from "@/lib/data/assessment/mutations";
import { type ReviewTarget } from "@/lib/data/review/internal/reviews";
import { saveReview } from "@/lib/data/review/mutations/reviews";
import { shareAssessment } from "@/lib/data/sharing/mutations";
import { leaveTeam } from "@/lib/data/team/mutations";
import { getDatabase } from "@/lib/db/client";
import type { RatingChange } from "@/lib/domain/assessment/timed-rating";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import type { ReviewContent, ReviewStep } from "@/lib/domain/review/review";

const DAY = 24 * 60 * 60 * 1000;

/** Far enough in the future that no time in a test is ahead of it. */
export const NOW = Date.parse("2026-06-15T12:00:00Z");

export const behaviorIds = productManagement.source.behaviors.map(({ id }) => id);
export const levelIds = productManagement.source.levels.map(({ id }) => id);

/** The rows that Better Auth makes for a guest. */
export async function makeGuest({ keptUntil = new Date(NOW + 30 * DAY), createdAt = new Date(NOW - 30 * DAY) } = {}): Promise<Actor> {
  const userId = randomUUID();
  await getDatabase().user.create({
    data: {
      id: userId,
      name: "Guest",
      email: `${userId}@example.org`,
      isAnonymous: true,
      createdAt,
      sessions: { create: { id: randomUUID(), token: randomUUID(), expiresAt: keptUntil } },
    },
  });
  return { userId, kind: "guest", keptUntil };
}

type MadeAccount = { name?: string; email?: string; isAdmin?: boolean };

/** A person with an account and a session, with no password. */
export async function makeAccount({ name = "Ada Account", email, isAdmin = false }: MadeAccount = {}): Promise<Account> {
  const userId = randomUUID();
  await getDatabase().user.create({
    data: {
      id: userId,
      name,
      email: email ?? `${userId}@example.org`,
      emailVerified: true,
      isAdmin,
      lastSeenAt: new Date(NOW),
      sessions: { create: { id: randomUUID(), token: randomUUID(), expiresAt: new Date(NOW + 30 * DAY) } },
    },
  });
  return actorOf(userId);
}

/** The person as a request would find them now: with the teams and roles that they have by then. */
export async function actorOf(userId: string): Promise<Account> {
  const session = await getDatabase().session.findFirstOrThrow({ where: { userId } });
  const account = await findAccount(userId, session.id, new Date(NOW));
  if (!account) throw new Error("This person has no account, or is disabled.");
  return account;
}

/** Read the actors again afterwards with `actorOf`: they know their teams. */
export async function makeTeam({ name = "Orion", coaches = [] as Actor[], members = [] as Actor[] } = {}): Promise<string> {
  const teamId = randomUUID();
  const rows = [
    ...coaches.map(({ userId }) => ({ userId, role: "coach" as const })),
    ...members.map(({ userId }) => ({ userId, role: "member" as const })),
  ];
  await getDatabase().team.create({
    data: { id: teamId, name, memberships: { createMany: { data: rows.map((row) => ({ ...row, joinedAt: new Date(NOW) })) } } },
  });
  return teamId;
}

export async function makeStarted(actor: Actor): Promise<string> {
  return (await startAssessment(actor)).assessmentId;
}

/** An answer and evidence to every behavior, all given at one time. */
export function answersToAll(answer: string, at: number, evidence = `Evidence for ${answer}`): RatingChange[] {
  return behaviorIds.map((behaviorId) => ({ behaviorId, answer, answeredAt: at, evidence, evidenceAt: at }));
}

/** In progress, with every behavior answered. */
export async function makeAnswered(actor: Actor, answer = "beginner"): Promise<string> {
  const assessmentId = await makeStarted(actor);
  await saveRatings(actor, assessmentId, answersToAll(answer, 1_000), NOW);
  return assessmentId;
}

export async function makeSubmitted(actor: Actor, submittedAt = new Date(NOW), answer = "beginner"): Promise<string> {
  const assessmentId = await makeAnswered(actor, answer);
  await submitAssessment(actor, assessmentId, submittedAt);
  return assessmentId;
}

/** What a coach would write who rates everything alike, with a comment on the first behavior. */
export function reviewContent({
  answer = "guide",
  comment = "Tell me more",
  notes = "Ask about it",
}: {
  answer?: string;
  comment?: string;
  notes?: string;
} = {}): ReviewContent {
  return {
    answers: new Map(behaviorIds.map((id) => [id, answer])),
    comments: new Map([[behaviorIds[0] ?? "", comment]]),
    comment: `${comment}, all in all`,
    notes,
  };
}

/** The coach's newest review of a shared assessment, as a page would name it. */
export async function targetOf(coach: Actor, teamId: string, assessmentId: string): Promise<ReviewTarget> {
  const review = await getDatabase().review.findFirst({
    where: { coachId: coach.userId, teamId, assessmentId },
    orderBy: { number: "desc" },
  });
  return { teamId, assessmentId, reviewId: review?.id ?? null, version: review?.version ?? 0 };
}

/** Committed, and released too where `steps` says so. Answers the review's id. */
export async function makeReview(
  coach: Actor,
  teamId: string,
  assessmentId: string,
  { steps = ["commit", "release"] as ReviewStep[], at = new Date(NOW), ...content }: MadeReview = {},
): Promise<string> {
  for (const step of steps) await saveReview(coach, await targetOf(coach, teamId, assessmentId), reviewContent(content), step, at);
  return (await targetOf(coach, teamId, assessmentId)).reviewId ?? "";
}

type MadeReview = { steps?: ReviewStep[]; at?: Date; answer?: string; comment?: string; notes?: string };

/** What it is refused with; undefined where it is not. */
export async function errorOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => undefined,
    (error: unknown) => error,
  );
}

const AROUND = ["owner", "coach", "secondCoach", "member", "otherCoach", "formerCoach", "admin"] as const;

export type PeopleAround = Record<(typeof AROUND)[number], Account>;

/** Everybody who could have to do with what the owner shares, with examples, with a team of two coaches and a fellow member. */
export async function makePeopleAroundShare(at: Date): Promise<{ people: PeopleAround; teamId: string; assessmentId: string }> {
  const made = await Promise.all(AROUND.map((name) => makeAccount({ name: `Person ${name}`, isAdmin: name === "admin" })));
  const of = Object.fromEntries(AROUND.map((name, index) => [name, made[index]])) as PeopleAround;
  const teamId = await makeTeam({ name: "Orion", coaches: [of.coach, of.secondCoach, of.formerCoach], members: [of.owner, of.member] });
  await makeTeam({ name: "Vega", coaches: [of.otherCoach] });
  await leaveTeam(of.formerCoach, teamId, at);
  const people = Object.fromEntries(
    await Promise.all(AROUND.map(async (name) => [name, await actorOf(of[name].userId)] as const)),
  ) as PeopleAround;
  const assessmentId = await makeSubmitted(people.owner, at, "advanced");
  await shareAssessment(people.owner, { assessmentId, teamId }, { withEvidence: true, withPlan: false }, at);
  return { people, teamId, assessmentId };
}
