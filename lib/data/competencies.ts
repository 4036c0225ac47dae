/** Competency models: their published revisions, which never change. */
import { randomUUID } from "node:crypto";
import { getDatabase } from "@/lib/db/client";
import { type CompetencyModel, competencyModelSchema } from "@/lib/domain/competency/model";
import { productManagement } from "@/lib/domain/competency/product-management";

export type PublishedRevision = { revisionId: string; number: number; publishedAt: Date; model: CompetencyModel };

/** A revision never changes, so one that was read once need not be read again. */
const models = new Map<string, CompetencyModel>();

type RevisionRow = { id: string; number: number; publishedAt: Date; content: string };

function toRevision({ id, number, publishedAt, content }: RevisionRow): PublishedRevision {
  let model = models.get(id);
  if (!model) {
    model = competencyModelSchema.parse(JSON.parse(content));
    models.set(id, model);
  }
  return { revisionId: id, number, publishedAt, model };
}

/**
 * Publishes the shipped module where its words differ from the newest revision's: revision 1 on a new database, the next
 * one after an update that changed words. What was assessed on an older revision stays readable as it was.
 */
export async function publishShippedModel(model: CompetencyModel = productManagement): Promise<void> {
  const database = getDatabase();
  const content = JSON.stringify(model);
  const newest = await database.revision.findFirst({
    where: { competencyId: model.id },
    orderBy: { number: "desc" },
    select: { number: true },
  });
  // Also an older one's words count as published: servers of two versions may start in turn.
  if (await database.revision.findFirst({ where: { competencyId: model.id, content }, select: { id: true } })) return;
  try {
    await database.revision.create({
      data: { id: randomUUID(), competencyId: model.id, number: (newest?.number ?? 0) + 1, content },
    });
  } catch (error) {
    // Two servers that start at once publish the same words: the second finds the number taken.
    if ((error as { code?: string }).code !== "P2002") throw error;
  }
}

/** The revision that a new assessment is taken on. */
export async function getCurrentRevision(competencyId: string = productManagement.id): Promise<PublishedRevision> {
  const row = await getDatabase().revision.findFirstOrThrow({ where: { competencyId }, orderBy: { number: "desc" } });
  return toRevision(row);
}

/** @throws where there is none: an assessment's revision is never deleted */
export async function getRevision(revisionId: string): Promise<PublishedRevision> {
  return toRevision(await getDatabase().revision.findUniqueOrThrow({ where: { id: revisionId } }));
}
