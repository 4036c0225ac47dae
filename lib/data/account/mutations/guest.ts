/** Becoming a guest, by beginning to work without an account. */
import type { Actor } from "@/lib/access/actor";
import { requireAllowed } from "@/lib/access/require-allowed";
import { getOrCreateActor } from "@/lib/auth/actor";
import { limitAttempts } from "@/lib/data/account/internal/rate-limits";

/** Whoever asks, or else a new guest, whose cookie goes out with the response. For actions only. Throws TooMany. */
export async function becomeGuest(actor: Actor | null): Promise<Actor> {
  requireAllowed(actor, "assessment.start");
  if (actor) return actor;
  await limitAttempts("guest");
  return getOrCreateActor();
}
