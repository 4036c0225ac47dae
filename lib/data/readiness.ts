/** Whether the server can do its work: the database is open, migrated, and answers. */
import { getDatabase } from "@/lib/db/client";

export async function isReady(): Promise<boolean> {
  try {
    await getDatabase().revision.count();
    return true;
  } catch {
    return false;
  }
}
