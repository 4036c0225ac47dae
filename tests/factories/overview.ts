/** A team whose people share what they answered. */
import { behaviorIds, levelIds } from "./competency";
import { makeShared } from "./sharing";
import { makeMembers, makeTeam } from "./team";
import { daysAgo } from "./time";

/** `ranks`: levels by their rank, repeated over the behaviors; null: "no opportunity yet". */
export type Sharer = { name: string; ranks: readonly (number | null)[]; daysAgo?: number; isWithdrawn?: boolean };

/** The team with a coach, and members of whom each shares one assessment; returns their ids by name. */
export async function makeOverviewTeam(coachId: string, sharers: readonly Sharer[], silent: readonly string[] = []) {
  const teamId = await makeTeam({ name: "Lyra", coaches: [{ userId: coachId }], joinedAt: new Date() });
  const names = [...new Set([...sharers.map(({ name }) => name), ...silent])];
  const members = await makeMembers(teamId, names);
  const ids = new Map(names.map((name, index) => [name, members[index]?.userId ?? ""]));
  await makeShared(
    teamId,
    sharers.map(({ name, ranks, daysAgo: days = 1, isWithdrawn = false }) => ({
      userId: ids.get(name) ?? "",
      submittedAt: daysAgo(days),
      answers: Object.fromEntries(
        behaviorIds.map((id, index) => {
          const rank = ranks[index % ranks.length] ?? null;
          return [id, rank === null ? "no-opportunity" : (levelIds[rank] ?? "")];
        }),
      ),
      share: { withdrawnAt: isWithdrawn ? new Date() : null },
    })),
  );
  return { teamId, ids };
}
