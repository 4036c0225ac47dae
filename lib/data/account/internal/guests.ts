/** Guests: deletes unclaimed work once nobody can come back to it. */
import { getDatabase } from "@/lib/db/client";

/** A guest's first session is created after the guest, so a guest this new is left alone. In milliseconds. */
const ARRIVAL = 60 * 60 * 1000;

/** A guest can come back only by their session, so guests without a live one are deleted. Returns how many. */
export async function deleteExpiredGuests(now: Date): Promise<number> {
  const { count } = await getDatabase().user.deleteMany({
    where: { isAnonymous: true, createdAt: { lt: new Date(now.getTime() - ARRIVAL) }, sessions: { none: { expiresAt: { gt: now } } } },
  });
  return count;
}
