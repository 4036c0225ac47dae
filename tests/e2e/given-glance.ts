/** A team whose people share what they answered, and its rounds, written straight into the journeys' database. */
import { randomUUID } from "node:crypto";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { journeyDatabase } from "./world";

const DAY = 24 * 60 * 60 * 1000;

const { behaviors, levels } = productManagement.source;

/** A level by its rank; null: "no opportunity yet". */
type Ranks = readonly (number | null)[];

export type Sharer = { name: string; ranks: Ranks; daysAgo?: number; isWithdrawn?: boolean };

/** The team with a coach, and members of whom each shares one assessment; answers their ids by name. */
export async function makeOverviewTeam(coachId: string, sharers: readonly Sharer[], silent: readonly string[] = []) {
  const database = await journeyDatabase();
  const { id: revisionId } = await database.revision.findFirstOrThrow({
    where: { competencyId: productManagement.id },
    orderBy: { number: "desc" },
  });
  const teamId = randomUUID();
  const names = [...new Set([...sharers.map(({ name }) => name), ...silent])];
  const ids = new Map(names.map((name) => [name, randomUUID()]));
  await database.user.createMany({
    data: names.map((name) => ({ id: ids.get(name) ?? "", name, email: `${ids.get(name)}@example.org`, emailVerified: true })),
  });
  const members = names.map((name) => ({ userId: ids.get(name) ?? "", role: "member" as const }));
  await database.team.create({
    data: { id: teamId, name: "Lyra", memberships: { createMany: { data: [{ userId: coachId, role: "coach" }, ...members] } } },
  });
  for (const { name, ranks, daysAgo = 1, isWithdrawn = false } of sharers) {
    const id = randomUUID();
    const submittedAt = new Date(Date.now() - daysAgo * DAY);
    const ratings = behaviors.map(({ id: behaviorId }, index) => {
      const rank = ranks[index % ranks.length] ?? null;
      return { behaviorId, answer: rank === null ? "no-opportunity" : (levels[rank]?.id ?? ""), answeredAt: 1n };
    });
    await database.assessment.create({
      data: { id, ownerId: ids.get(name) ?? "", revisionId, submittedAt, ratings: { createMany: { data: ratings } } },
    });
    await database.share.create({
      data: { assessmentId: id, teamId, sharedAt: submittedAt, withEvidence: false, withdrawnAt: isWithdrawn ? new Date() : null },
    });
  }
  return { teamId, ids };
}

type MadeRound = { name: string; fromDaysAgo: number; toDaysAgo: number; blindReviews?: boolean };

export async function makeOverviewRound(teamId: string, { name, fromDaysAgo, toDaysAgo, blindReviews = false }: MadeRound) {
  const id = randomUUID();
  const [openedAt, dueAt] = [new Date(Date.now() - fromDaysAgo * DAY), new Date(Date.now() - toDaysAgo * DAY)];
  await (await journeyDatabase()).round.create({
    data: { id, teamId, competencyId: productManagement.id, name, openedAt, dueAt, timeZone: "UTC", blindReviews },
  });
  return id;
}
