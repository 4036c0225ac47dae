/** The shipped competency, and drafts of others. */
import { randomUUID } from "node:crypto";
import { getDatabase } from "@/lib/db/client";
import { type DraftFields, fieldsOf } from "@/lib/domain/competency/draft";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";

export const behaviorIds = productManagement.source.behaviors.map(({ id }) => id);
export const levelIds = productManagement.source.levels.map(({ id }) => id);

/** The shipped competency's newest. */
export async function findRevisionId(): Promise<string> {
  const newest = { where: { competencyId: productManagement.id }, orderBy: { number: "desc" } } as const;
  return (await getDatabase().revision.findFirstOrThrow(newest)).id;
}

/** The draft of a competency of its own, with the shipped module's words. */
export async function makeDraft(adminId: string, begun: DraftFields = fieldsOf(productManagement)) {
  const database = getDatabase();
  const { auditRef } = await database.user.findUniqueOrThrow({ where: { id: adminId } });
  const [draftId, competencyId, by] = [randomUUID(), `competency-${randomUUID()}`, auditRef ?? adminId];
  const written = { startedBy: by, startedAt: new Date(), editedBy: by, editedAt: new Date() };
  await database.draft.create({ data: { id: draftId, competencyId, content: begun, ...written } });
  return { competencyId, draftId };
}
