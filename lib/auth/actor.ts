/** The current actor: the owner of the request's session cookie. */
import { AsyncLocalStorage } from "node:async_hooks";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import type { Actor } from "@/lib/access/actor";
import { getDatabase } from "@/lib/db/client";
import { sqlOn } from "@/lib/db/sql";
import { processWide } from "@/lib/platform/process-wide";
import { GUEST_DAYS, getAuth, RENEWAL_DAYS } from "./auth";

const DAY = 24 * 60 * 60 * 1000;

/** The actor of the action that is running. */
const runningAction = processWide("action", () => new AsyncLocalStorage<{ actor: Actor | null }>());

async function hasSessionCookie(): Promise<boolean> {
  return (await cookies()).getAll().some(({ name }) => name.includes("cairn.session_token"));
}

/** One statement; Prisma would send three. A row for each team, in the order of joining; of a person without a team, one row. */
function readRows(token: string) {
  return sqlOn()
    .selectFrom("Session")
    .innerJoin("User", "User.id", "Session.userId")
    .leftJoin("Membership", "Membership.userId", "User.id")
    .where("Session.token", "=", token)
    .select(["Session.id as sessionId", "Session.expiresAt", "User.id as userId", "User.name", "User.email", "User.isAnonymous"])
    .select(["User.isAdmin", "User.disabledAt", "User.auditRef", "User.lastSeenAt", "Membership.teamId", "Membership.role"])
    .orderBy("Membership.joinedAt")
    .orderBy("Membership.teamId")
    .execute();
}

type LiveSession = {
  expiresAt: Date;
  /** Null for a disabled person. */
  actor: Actor | null;
};

/** Returns null where the session is unknown or expired. Notes that the person was seen, at most once a day. */
export async function findSession(token: string, now: Date): Promise<LiveSession | null> {
  const rows = await readRows(token);
  const [row] = rows;
  if (!row || row.expiresAt < now) return null;
  const { userId, sessionId, expiresAt, name, email, isAdmin, auditRef, lastSeenAt } = row;
  if (row.isAnonymous) return { expiresAt, actor: { userId, kind: "guest", keptUntil: expiresAt } };
  if (row.disabledAt) return { expiresAt, actor: null };
  if (!auditRef) throw new Error("An account without its reference in the audit.");
  if (!lastSeenAt || now.getTime() - lastSeenAt.getTime() > DAY) {
    await getDatabase().user.updateMany({ where: { id: userId }, data: { lastSeenAt: now } });
  }
  const teams = rows.flatMap(({ teamId, role }) => (teamId && role ? { teamId, role } : []));
  return { expiresAt, actor: { userId, kind: "account", name, email, isAdmin, auditRef, sessionId, teams } };
}

/** Better Auth checks the cookie's signature. */
async function findOwnSession(now: Date): Promise<LiveSession | null> {
  const { token } = await getAuth().api.readSessionToken({ headers: await headers() });
  return token === null ? null : findSession(token, now);
}

/**
 * Better Auth extends the session and sends its cookie again, or deletes both where the session has expired. `permit` throws before
 * that where this person may go no further: with a cookie Next would draw the page anew, and what was typed there would be gone.
 */
async function readActor({ mayRenew, permit }: { mayRenew: boolean; permit?: (actor: Actor | null) => void }): Promise<Actor | null> {
  // Without a cookie there is nobody to look up, so public pages cost no query.
  if (!(await hasSessionCookie())) {
    permit?.(null);
    return null;
  }
  const now = new Date();
  const session = await findOwnSession(now);
  permit?.(session?.actor ?? null);
  const isDue = session !== null && session.expiresAt.getTime() <= now.getTime() + (GUEST_DAYS - RENEWAL_DAYS) * DAY;
  if (session && !(isDue && mayRenew)) return session.actor;
  await getAuth().api.getSession({ headers: await headers(), query: { disableRefresh: !mayRenew } });
  return session && ((await findOwnSession(now))?.actor ?? null);
}

// Reading never renews a session: a page could not send the renewed cookie, and the session would outlive it.
const findReader = cache(() => readActor({ mayRenew: false }));

/** Returns null for a newcomer, for a disabled person, and for a cookie that is broken, forged or expired. @throws DatabaseUnavailable */
export async function findActor(): Promise<Actor | null> {
  const running = runningAction.getStore();
  return running ? running.actor : findReader();
}

/**
 * Extends the session, at most once a day, and runs an action, in which nobody looks the actor up again. @throws what `permit`
 * throws, before that; DatabaseUnavailable
 */
export async function withRenewedSession<Result>(
  run: (actor: Actor | null) => Promise<Result>,
  permit: (actor: Actor | null) => void = () => undefined,
): Promise<Result> {
  const actor = await readActor({ mayRenew: true, permit });
  return runningAction.run({ actor }, () => run(actor));
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
