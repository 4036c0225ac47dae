/** The current actor: the owner of the request's session cookie. */
import { cookies, headers } from "next/headers";
import { cache } from "react";
import type { Account, Actor } from "@/lib/access/actor";
import { getDatabase } from "@/lib/db/client";
import { getAuth } from "./auth";

const DAY = 24 * 60 * 60 * 1000;

async function hasSessionCookie(): Promise<boolean> {
  return (await cookies()).getAll().some(({ name }) => name.includes("cairn.session_token"));
}

/** Returns null for a guest, for a disabled person, and for an unknown id. */
export async function findAccount(userId: string, sessionId: string, now: Date): Promise<Account | null> {
  const user = await getDatabase().user.findFirst({
    where: { id: userId, isAnonymous: false, disabledAt: null },
    select: {
      name: true,
      email: true,
      isAdmin: true,
      auditRef: true,
      lastSeenAt: true,
      memberships: { select: { teamId: true, role: true }, orderBy: { joinedAt: "asc" } },
    },
  });
  if (!user) return null;
  if (!user.auditRef) throw new Error("An account without its reference in the audit.");
  if (!user.lastSeenAt || now.getTime() - user.lastSeenAt.getTime() > DAY) {
    await getDatabase().user.updateMany({ where: { id: userId }, data: { lastSeenAt: now } });
  }
  return {
    userId,
    kind: "account",
    name: user.name,
    email: user.email,
    isAdmin: user.isAdmin,
    auditRef: user.auditRef,
    sessionId,
    teams: user.memberships,
  };
}

/** Returns null for a newcomer, for a disabled person, and for a cookie that is broken, forged or expired. @throws DatabaseUnavailable */
export const findActor = cache(async (): Promise<Actor | null> => {
  // Without a cookie there is nobody to look up, so public pages cost no query.
  if (!(await hasSessionCookie())) return null;
  // Reading never renews a session: a page could not send the renewed cookie, and the session would outlive it.
  const found = await getAuth().api.getSession({ headers: await headers(), query: { disableRefresh: true } });
  if (!found) return null;
  const { user, session } = found;
  if (user.isAnonymous) return { userId: user.id, kind: "guest", keptUntil: session.expiresAt };
  return findAccount(user.id, session.id, new Date());
});

/** Extends the session, at most once a day, and sends its cookie again. For actions only. @throws DatabaseUnavailable */
export async function renewSession(): Promise<void> {
  if (await hasSessionCookie()) await getAuth().api.getSession({ headers: await headers() });
}

/** Returns the current actor, or a new guest, whose cookie goes out with the response. For actions only: pages cannot set cookies. */
export async function getOrCreateActor(): Promise<Actor> {
  const known = await findActor();
  if (known) return known;
  const auth = getAuth();
  const { token, user } = await auth.api.signInAnonymous({ headers: new Headers() });
  const { session } = (await (await auth.$context).internalAdapter.findSession(token)) ?? {};
  if (!session) throw new Error("A guest's session was not kept.");
  return { userId: user.id, kind: "guest", keptUntil: session.expiresAt };
}
