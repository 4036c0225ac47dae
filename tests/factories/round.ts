/** Rounds, written as rows. */
import { randomUUID } from "node:crypto";
import { getDatabase } from "@/lib/db/client";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { DAY } from "./time";

type MadeRound = { name?: string; openedAt: Date; dueAt?: Date; blindReviews?: boolean; competencyId?: string };

/** Open for ten days. */
export async function makeRound(
  teamId: string,
  {
    name = "Q2",
    openedAt,
    dueAt = new Date(openedAt.getTime() + 10 * DAY),
    blindReviews = false,
    competencyId = productManagement.id,
  }: MadeRound,
): Promise<string> {
  const id = randomUUID();
  await getDatabase().round.create({ data: { id, teamId, competencyId, name, openedAt, dueAt, timeZone: "UTC", blindReviews } });
  return id;
}
