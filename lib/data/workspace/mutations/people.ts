/** Changing who is an admin, disabling people, first setup, and signing in to the demo. */

import type { Actor } from "@/lib/access/actor";
import { requireAllowed } from "@/lib/access/require-allowed";
import { getAuth } from "@/lib/auth/auth";
import { createPerson } from "@/lib/auth/create-person";
import { hashPassword } from "@/lib/auth/password";
import { endSessions } from "@/lib/auth/sessions";
import { limitAttempts } from "@/lib/data/account/internal/rate-limits";
import { revokeInvitationsLeftBehind } from "@/lib/data/invitation/internal/invitations-left-behind";
import { requireAnotherAdmin, withAdminLock } from "@/lib/data/workspace/internal/admins";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import { OFFERED } from "@/lib/data/workspace/internal/demo-sign-in";
import { hasNoAdmin } from "@/lib/data/workspace/internal/setup";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { requireWellFormed } from "@/lib/domain/request/require-well-formed";
import type { AuditAction } from "@/lib/domain/workspace/audit";
import { isDuplicate } from "@/lib/platform/database-errors";
import { hashToken } from "@/lib/platform/token";
import { demoUserId } from "@/prisma/seed/demo/when-and-who";
import { listDemoSignIns } from "../queries";

/** `headers` are the request's: a guest's work in this browser moves to the account. @throws ExpectedError NotFound */
export async function signInToDemo(actor: Actor | null, key: string, headers: Headers): Promise<void> {
  const offered = await listDemoSignIns(actor);
  const chosen = OFFERED.find(({ person }) => person.key === key);
  if (!chosen || !offered.some((one) => one.key === key)) throw notFoundError();
  await getAuth().api.startSession({ body: { userId: demoUserId(chosen.person), way: "demo" }, headers });
}

type Changed = { isAdmin?: boolean; disabledAt?: Date | null };

/** Changes a person's role or state, ends their sessions and records it. Does nothing if it is so already. */
async function changePerson(
  actor: Actor | null,
  userId: string,
  now: Date,
  decide: (
    person: { isAdmin: boolean; disabledAt: Date | null },
    transaction: DatabaseTransaction,
  ) => Promise<{ action: AuditAction; data: Changed } | null>,
): Promise<void> {
  await withAdminLock(actor, "people.manage", async (transaction, account) => {
    requireWellFormed(userId);
    const person = await transaction.user.findFirst({
      where: { id: userId, isAnonymous: false },
      select: { isAdmin: true, disabledAt: true, auditRef: true },
    });
    if (!person) throw notFoundError();
    const change = await decide(person, transaction);
    if (!change) return;
    await transaction.user.update({ where: { id: userId }, data: change.data });
    await endSessions(transaction, userId);
    await recordAudit(transaction, { actor: account, action: change.action, subjectRef: person.auditRef }, now);
    await revokeInvitationsLeftBehind(transaction, account, userId, now);
  });
}

/** @throws ExpectedError Unauthenticated, NotFound, or Conflict for somebody disabled */
export async function makeAdmin(actor: Actor | null, userId: string, now: Date): Promise<void> {
  await changePerson(actor, userId, now, async ({ isAdmin, disabledAt }) => {
    if (disabledAt) throw new ExpectedError("Conflict", "This account is disabled. Enable it first, then make this person an admin.");
    return isAdmin ? null : { action: "person.madeAdmin", data: { isAdmin: true } };
  });
}

/** @throws ExpectedError Unauthenticated, NotFound, or Conflict for the last admin */
export async function removeAdmin(actor: Actor | null, userId: string, now: Date): Promise<void> {
  await changePerson(actor, userId, now, async ({ isAdmin }, transaction) => {
    if (!isAdmin) return null;
    await requireAnotherAdmin(transaction, userId);
    return { action: "person.adminRemoved", data: { isAdmin: false } };
  });
}

/**
 * From then on nobody can sign in with this account. What the person shared stays shared: they did not decide to withdraw it, and
 * cannot decide while they are disabled. @throws ExpectedError Unauthenticated, NotFound, or Conflict
 */
export async function disablePerson(actor: Actor | null, userId: string, now: Date): Promise<void> {
  await changePerson(actor, userId, now, async ({ isAdmin, disabledAt }, transaction) => {
    if (disabledAt) return null;
    if (actor?.userId === userId) throw new ExpectedError("Conflict", "You cannot disable your own account. Ask another admin to do it.");
    if (isAdmin) await requireAnotherAdmin(transaction, userId);
    return { action: "person.disabled", data: { disabledAt: now } };
  });
}

/** @throws ExpectedError Unauthenticated or NotFound */
export async function enablePerson(actor: Actor | null, userId: string, now: Date): Promise<void> {
  await changePerson(actor, userId, now, async ({ disabledAt }) =>
    disabledAt ? { action: "person.enabled", data: { disabledAt: null } } : null,
  );
}

function wrongToken(): ExpectedError {
  const message =
    "That is not the token that the server printed last. Copy it from where the server was started; a restart prints a new one.";
  return new ExpectedError("Invalid", message, { token: message });
}

type Setup = { token: string; name: string; email: string; password: string };

/**
 * Creates the first account, an admin, signs it in, and closes setup. Of two at the same moment one wins.
 * @throws ExpectedError TooMany, Invalid, or NotFound once there is an admin
 */
export async function completeSetup(
  actor: Actor | null,
  { token, name, email, password }: Setup,
  headers: Headers,
  now: Date,
): Promise<{ email: string }> {
  requireAllowed(actor, "setup.complete");
  if (!(await hasNoAdmin())) throw notFoundError();
  const attempt = await limitAttempts("setup");
  const passwordHash = await hashPassword(password);
  const userId = await createFirstAdmin(hashToken(token), { name, email, passwordHash }, now);
  await attempt.succeed();
  await getAuth().api.startSession({ headers, body: { userId, way: "setup" } });
  return { email };
}

async function createFirstAdmin(tokenHash: string, person: { name: string; email: string; passwordHash: string }, now: Date) {
  try {
    return await getDatabase().$transaction(async (transaction) => {
      if ((await transaction.setupToken.count({ where: { tokenHash } })) === 0) throw wrongToken();
      // Deletes all tokens at once: a second request waits here, and then finds none, or an admin.
      const { count } = await transaction.setupToken.deleteMany();
      if (count === 0 || (await transaction.user.count({ where: { isAdmin: true } })) > 0) throw notFoundError();
      const { userId, auditRef } = await createPerson(transaction, { ...person, isAdmin: true }, now);
      await recordAudit(transaction, { actor: { auditRef }, action: "setup.completed", subjectRef: auditRef }, now);
      return userId;
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const message = "This address has an account already. Choose another for the admin.";
    throw new ExpectedError("Conflict", message, { email: message });
  }
}
