/** Teams and their people, written as rows. */
import { randomUUID } from "node:crypto";
import { getDatabase } from "@/lib/db/client";
import { NOW } from "./time";

type Member = { userId: string };

/** Read the actors again afterwards with `actorOf`: they know their teams. */
export async function makeTeam({
  name = "Orion",
  coaches = [] as Member[],
  members = [] as Member[],
  joinedAt = new Date(NOW),
} = {}): Promise<string> {
  const teamId = randomUUID();
  const rows = [
    ...coaches.map(({ userId }) => ({ userId, role: "coach" as const })),
    ...members.map(({ userId }) => ({ userId, role: "member" as const })),
  ];
  await getDatabase().team.create({
    data: { id: teamId, name, memberships: { createMany: { data: rows.map((row) => ({ ...row, joinedAt })) } } },
  });
  return teamId;
}

/** Members by name, in order. */
export async function makeMembers(teamId: string, names: readonly string[]): Promise<Member[]> {
  const people = names.map((name) => ({ userId: randomUUID(), name }));
  await getDatabase().user.createMany({
    data: people.map(({ userId, name }) => ({ id: userId, name, email: `${userId}@example.org`, emailVerified: true })),
  });
  await getDatabase().membership.createMany({ data: people.map(({ userId }) => ({ teamId, userId, role: "member" })) });
  return people;
}
