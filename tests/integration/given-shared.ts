/** Many people's shared self-assessments at once, written as the rows that submitting and sharing leave. */
import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/access/actor";
import { getDatabase } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/sqlite/client";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { behaviorIds } from "./given";

const DAY = 24 * 60 * 60 * 1000;

export type Sharing = {
  userId: string;
  submittedAt: Date;
  /** Of every behavior alike, or by behavior id, where the others are "no opportunity yet". */
  answers: string | Record<string, string>;
  revisionId?: string;
  evidence?: string;
  priorities?: string[];
  share?: Partial<Prisma.ShareCreateManyInput>;
};

/** Returns their ids, in order. Without a revision it is the shipped model's newest. */
export async function makeShared(teamId: string, sharings: readonly Sharing[]): Promise<string[]> {
  const database = getDatabase();
  const newest = { where: { competencyId: productManagement.id }, orderBy: { number: "desc" } } as const;
  const { id: current } = await database.revision.findFirstOrThrow(newest);
  const rows = sharings.map((sharing) => ({ ...sharing, id: randomUUID() }));
  await database.assessment.createMany({
    data: rows.map(({ id, userId, submittedAt, revisionId = current, priorities = [] }) => ({
      id,
      ownerId: userId,
      revisionId,
      submittedAt,
      startedAt: submittedAt,
      priorities,
    })),
  });
  await database.rating.createMany({
    data: rows.flatMap(({ id, answers, evidence = "" }) => {
      const ids = [...new Set([...behaviorIds, ...(typeof answers === "string" ? [] : Object.keys(answers))])];
      return ids.map((behaviorId) => ({
        assessmentId: id,
        behaviorId,
        answer: typeof answers === "string" ? answers : (answers[behaviorId] ?? "no-opportunity"),
        answeredAt: 1n,
        evidence,
      }));
    }),
  });
  await database.share.createMany({
    data: rows.map(({ id, submittedAt, share }) => ({ assessmentId: id, teamId, sharedAt: submittedAt, withEvidence: false, ...share })),
  });
  return rows.map(({ id }) => id);
}

/** Members by name, in order. */
export async function makeMembers(teamId: string, names: readonly string[]): Promise<Pick<Actor, "userId">[]> {
  const people = names.map((name) => ({ userId: randomUUID(), name }));
  await getDatabase().user.createMany({
    data: people.map(({ userId, name }) => ({ id: userId, name, email: `${userId}@example.org`, emailVerified: true })),
  });
  await getDatabase().membership.createMany({ data: people.map(({ userId }) => ({ teamId, userId, role: "member" })) });
  return people;
}

type MadeRound = { name?: string; openedAt: Date; dueAt?: Date; blindReviews?: boolean; competencyId?: string };

/** Open for ten days. */
export async function makeRound(
  teamId: string,
  { name = "Q2", openedAt, dueAt, blindReviews = false, competencyId = productManagement.id }: MadeRound,
): Promise<string> {
  const roundId = randomUUID();
  const due = dueAt ?? new Date(openedAt.getTime() + 10 * DAY);
  await getDatabase().round.create({
    data: { id: roundId, teamId, competencyId, name, openedAt, dueAt: due, timeZone: "UTC", blindReviews },
  });
  return roundId;
}
