/** Sessions that end or change before their time. */
import { headers } from "next/headers";
import type { DatabaseTransaction } from "@/lib/db/client";
import { getAuth } from "./auth";

/** One's own session under a new token, for when what one may do changes. For actions only: pages cannot set cookies. */
export async function rotateSession(): Promise<void> {
  await getAuth().api.rotateSession({ headers: await headers() });
}

/** Dead on the next request, on every device. Guests are left alone: a guest without a session is deleted. */
export async function endSessions(transaction: DatabaseTransaction, userId: string): Promise<void> {
  await transaction.session.deleteMany({ where: { userId, user: { isAnonymous: false } } });
}
