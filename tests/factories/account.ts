/** Guests and people with an account, as a request finds them. */
import { randomUUID } from "node:crypto";
import type { Account, Actor } from "@/lib/access/actor";
import { findSession } from "@/lib/auth/actor";
import { getDatabase } from "@/lib/db/client";
import { later, NOW } from "./time";

/** The rows that Better Auth makes for a guest. */
export async function makeGuest({ keptUntil = later(30), createdAt = later(-30) } = {}): Promise<Actor> {
  const userId = randomUUID();
  await getDatabase().user.create({
    data: {
      id: userId,
      name: "Guest",
      email: `${userId}@example.org`,
      isAnonymous: true,
      createdAt,
      sessions: { create: { id: randomUUID(), token: randomUUID(), expiresAt: keptUntil } },
    },
  });
  return { userId, kind: "guest", keptUntil };
}

type MadeAccount = { name?: string; email?: string; isAdmin?: boolean };

/** A person with an account and a session, with no password. */
export async function makeAccount({ name = "Ada Account", email, isAdmin = false }: MadeAccount = {}): Promise<Account> {
  const userId = randomUUID();
  await getDatabase().user.create({
    data: {
      id: userId,
      name,
      email: email ?? `${userId}@example.org`,
      emailVerified: true,
      isAdmin,
      lastSeenAt: new Date(NOW),
      sessions: { create: { id: randomUUID(), token: randomUUID(), expiresAt: later(30) } },
    },
  });
  return actorOf(userId);
}

/** The person as a request would find them now: with the teams and roles that they have by then. */
export async function actorOf(userId: string): Promise<Account> {
  const { token } = await getDatabase().session.findFirstOrThrow({ where: { userId } });
  const { actor } = (await findSession(token, new Date(NOW))) ?? {};
  if (actor?.kind !== "account") throw new Error("This person has no account, or is disabled.");
  return actor;
}
