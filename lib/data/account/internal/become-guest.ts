/** Becoming a guest, by beginning to work without an account. */
import type { Actor } from "@/lib/access/actor";
import { getOrCreateActor } from "@/lib/auth/actor";
import { limitAttempts } from "./rate-limits";

/** A new guest, whose cookie goes out with the response. For what actions call: pages cannot set cookies. Throws TooMany. */
export async function becomeGuest(): Promise<Actor> {
  await limitAttempts("guest");
  return getOrCreateActor();
}
