/** Reviews written as rows, without the rules of who may write them and when. */
import { randomUUID } from "node:crypto";
import { getDatabase, type Prisma } from "@/lib/db/client";

type ReviewOf = { assessmentId: string; teamId: string; coachId: string };

type MadeReviewRow = Partial<Omit<Prisma.ReviewUncheckedCreateInput, keyof ReviewOf | "entries">> & {
  entries?: Omit<Prisma.ReviewEntryCreateManyReviewInput, "id">[];
};

/** Returns its id. */
export async function makeReviewRow(
  of: ReviewOf,
  { entries = [], committedAt = null, releasedAt = null, ...more }: MadeReviewRow = {},
): Promise<string> {
  const database = getDatabase();
  const id = randomUUID();
  await database.review.create({
    data: { id, ...of, number: 1, startedAt: new Date(), ...more, entries: { createMany: { data: entries } } },
  });
  // From then on its entries never change.
  if (committedAt) await database.review.update({ where: { id }, data: { committedAt, releasedAt } });
  return id;
}
