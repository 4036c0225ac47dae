/** Whether the server can do its work: the database is open, migrated, and answers. */
import { getDatabase } from "@/lib/db/client";

export async function isReady(): Promise<boolean> {
  try {
    // Migrated, and with a model to rate against.
    return (await getDatabase().revision.count()) > 0;
  } catch {
    return false;
  }
}
