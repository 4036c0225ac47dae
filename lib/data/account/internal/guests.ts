/** Guests: their unclaimed work is deleted once nobody can come back to it. */
import { getDatabase } from "@/lib/db/client";

/** A guest's first session is made after the guest, so one who came this recently is spared. In milliseconds. */
const ARRIVAL = 60 * 60 * 1000;

/** A guest has no way back but the session, so a guest without one that lives is gone. Answers how many were deleted. */
export async function deleteExpiredGuests(now: Date): Promise<number> {
  const { count } = await getDatabase().user.deleteMany({
    where: { isAnonymous: true, createdAt: { lt: new Date(now.getTime() - ARRIVAL) }, sessions: { none: { expiresAt: { gt: now } } } },
  });
  return count;
}
