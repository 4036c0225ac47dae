/** Deletes forms that were sent long ago. */
import { getDatabase } from "@/lib/db/client";

/** Nobody sends a form again after that. In milliseconds. */
const REMEMBERED_FOR = 24 * 60 * 60 * 1000;

/** Returns how many. */
export async function deleteOldSentForms(now: Date): Promise<number> {
  const { count } = await getDatabase().sentForm.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - REMEMBERED_FOR) } } });
  return count;
}
