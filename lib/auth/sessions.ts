/** Ending sessions, and giving them new tokens. */
import { headers } from "next/headers";
import type { DatabaseTransaction } from "@/lib/db/client";
import { getAuth } from "./auth";

/** Gives the actor's own session a new token, for when their rights change. For actions only: pages cannot set cookies. */
export async function rotateSession(): Promise<void> {
  await getAuth().api.rotateSession({ headers: await headers() });
}

/** The sessions end on the next request, on every device. Guests are left alone: a guest without a session is deleted. */
export async function endSessions(transaction: DatabaseTransaction, userId: string): Promise<void> {
  await transaction.session.deleteMany({ where: { userId, user: { isAnonymous: false } } });
}
