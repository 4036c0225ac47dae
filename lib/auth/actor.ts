/** The current actor: who the request's session cookie belongs to. */
import { cookies, headers } from "next/headers";
import { cache } from "react";
import type { Actor } from "@/lib/domain/access/actor";
import { getAuth } from "./auth";

type AuthSession = { user: { id: string }; session: { expiresAt: Date } };

function toActor({ user, session }: AuthSession): Actor {
  return { userId: user.id, kind: "guest", keptUntil: session.expiresAt };
}

async function hasSessionCookie(): Promise<boolean> {
  return (await cookies()).getAll().some(({ name }) => name.includes("cairn.session_token"));
}

/** Null for a newcomer, and for a cookie that is broken, forged or expired. @throws DatabaseUnavailable */
export const findActor = cache(async (): Promise<Actor | null> => {
  // Without a cookie there is nobody to look up: the pages that anyone may read cost no query.
  if (!(await hasSessionCookie())) return null;
  // Reading never renews: a page could not send the renewed cookie, and the session would seem to live longer than it.
  const session = await getAuth().api.getSession({ headers: await headers(), query: { disableRefresh: true } });
  return session ? toActor(session) : null;
});

/** Pushes on the end of the session, once a day, and sends its cookie again. For actions only. @throws DatabaseUnavailable */
export async function renewSession(): Promise<void> {
  if (await hasSessionCookie()) await getAuth().api.getSession({ headers: await headers() });
}

/** The current actor, or else a new guest, whose cookie goes out with the response. For actions only: pages cannot set cookies. */
export async function getOrCreateActor(): Promise<Actor> {
  const known = await findActor();
  if (known) return known;
  const auth = getAuth();
  const { token, user } = await auth.api.signInAnonymous({ headers: new Headers() });
  const { session } = (await (await auth.$context).internalAdapter.findSession(token)) ?? {};
  if (!session) throw new Error("A guest's session was not kept.");
  return toActor({ user, session });
}
