/** What people change about their own account: name, address, password, passkeys, authenticator app, sessions. */

import { APIError } from "better-auth/api";
import type { Account, Actor } from "@/lib/access/actor";
import { getAuth } from "@/lib/auth/auth";
import { hashPassword } from "@/lib/auth/password";
import { hasPassword, requirePassword } from "@/lib/data/account/internal/passwords";
import { limitAttempts } from "@/lib/data/account/internal/rate-limits";
import { requireAccountFor } from "@/lib/data/account/internal/require-account";
import { emailChangeKey } from "@/lib/data/account/internal/security";
import { findEmailChange } from "@/lib/data/account/queries/security";
import { recordOwn } from "@/lib/data/workspace/internal/audit";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import { deviceName } from "@/lib/domain/account/device-name";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { requireWellFormed } from "@/lib/domain/request/require-well-formed";
import { addressChangedMail } from "@/lib/mail/address-changed";
import { addressTakenMail } from "@/lib/mail/address-taken";
import { confirmNewAddressMail } from "@/lib/mail/confirm-new-address";
import { passwordChangedMail } from "@/lib/mail/password-changed";
import { sendMail } from "@/lib/mail/transport";
import { appUrl } from "@/lib/platform/app-url";
import { runInBackground } from "@/lib/platform/background";
import { isDuplicate } from "@/lib/platform/database-errors";
import { createToken, hashToken } from "@/lib/platform/token";

const HOUR = 60 * 60 * 1000;

const DAY = 24 * HOUR;

/** How long the link to a new address works. In hours. */
const EMAIL_LINK_HOURS = 24;

/** In a session this old, somebody else may be at an open screen. */
async function requireFreshSession({ sessionId }: Account, now: Date): Promise<void> {
  const fresh = await getDatabase().session.count({ where: { id: sessionId, createdAt: { gt: new Date(now.getTime() - DAY) } } });
  if (fresh === 0) {
    throw new ExpectedError(
      "Conflict",
      "You signed in more than a day ago. To be sure that it is you, please sign out, sign in again, and then do this.",
    );
  }
}

/** The password where there is one; else a session that began today. @throws ExpectedError Invalid, TooMany or Conflict */
async function requireIdentity(account: Account, password: string | undefined, now: Date): Promise<void> {
  if (!(await hasPassword(account.userId))) return requireFreshSession(account, now);
  await requirePassword(account, password);
}

/** @throws ExpectedError Unauthenticated */
export async function renamePerson(actor: Actor | null, name: string): Promise<void> {
  const { userId } = requireAccountFor(actor, "settings.change");
  await getDatabase().user.update({ where: { id: userId }, data: { name } });
}

/**
 * Mails a link to the new address; nothing changes before it is opened. Returns the same for an address that has an account.
 * @throws ExpectedError Unauthenticated, Invalid for the password, TooMany, or Conflict
 */
export async function requestEmailChange(
  actor: Actor | null,
  { email, password }: { email: string; password?: string | undefined },
  now: Date,
): Promise<void> {
  const account = requireAccountFor(actor, "settings.change");
  if (email === account.email) {
    const message = "This is your address already.";
    throw new ExpectedError("Invalid", message, { email: message });
  }
  await requireIdentity(account, password, now);
  await limitAttempts("sign-up", { account: email });
  const { token, tokenHash } = createToken();
  const identifier = emailChangeKey(account.userId);
  const isTaken = await getDatabase().$transaction(async (transaction) => {
    await transaction.verification.deleteMany({ where: { identifier } });
    await transaction.verification.create({
      data: {
        id: tokenHash,
        identifier,
        value: JSON.stringify({ userId: account.userId, email, tokenHash }),
        expiresAt: new Date(now.getTime() + EMAIL_LINK_HOURS * HOUR),
        createdAt: now,
      },
    });
    return (await transaction.user.count({ where: { email } })) > 0;
  });
  const url = appUrl(`/settings/email/${token}`);
  const mail = isTaken ? addressTakenMail({ to: email }) : confirmNewAddressMail({ to: email, url, hours: EMAIL_LINK_HOURS });
  runInBackground("a mail about a new address", () => sendMail(mail));
}

/** Also mails the old address. @throws ExpectedError Unauthenticated, TooMany, NotFound for a dead link, or Conflict */
export async function confirmEmailChange(actor: Actor | null, token: string, now: Date): Promise<void> {
  const account = requireAccountFor(actor, "settings.change");
  const attempt = await limitAttempts("verify");
  const email = await findEmailChange(account, token, now);
  const dead = new ExpectedError(
    "NotFound",
    "This link no longer works: it was used already, it is too old, or it is another account's. Ask for a new one under Settings.",
  );
  if (email === null) throw dead;
  try {
    await getDatabase().$transaction(async (transaction) => {
      const { count } = await transaction.verification.deleteMany({
        where: { id: hashToken(token), identifier: emailChangeKey(account.userId) },
      });
      if (count !== 1) throw dead;
      await transaction.user.update({ where: { id: account.userId }, data: { email, emailVerified: true } });
      // A reader of the old mailbox must not choose a password by a link that was sent there.
      await transaction.verification.deleteMany({ where: { value: account.userId } });
      await recordOwn(transaction, account, "account.emailChanged", now);
    });
  } catch (error) {
    // The person with the link has the mailbox, so there is nothing to hide from them.
    if (!isDuplicate(error)) throw error;
    throw new ExpectedError("Conflict", "Another account has this address already, so yours stays as it was.");
  }
  await attempt.succeed();
  runInBackground("word of a new address", () => sendMail(addressChangedMail({ to: account.email })));
}

async function endOthers(transaction: DatabaseTransaction, { userId, sessionId }: Account): Promise<number> {
  // This also deletes earlier links and remembered devices, but not a new address that waits to be confirmed.
  await transaction.verification.deleteMany({ where: { value: userId } });
  const { count } = await transaction.session.deleteMany({ where: { userId, id: { not: sessionId } } });
  return count;
}

/** Ends every other session; the caller rotates this one. @throws ExpectedError Unauthenticated, Invalid, TooMany or Conflict */
export async function changePassword(
  actor: Actor | null,
  { password, newPassword }: { password?: string | undefined; newPassword: string },
  now: Date,
): Promise<void> {
  const account = requireAccountFor(actor, "settings.change");
  const { userId } = account;
  await requireIdentity(account, password, now);
  const hash = await hashPassword(newPassword);
  await getDatabase().$transaction(async (transaction) => {
    const { count } = await transaction.account.updateMany({ where: { userId, providerId: "credential" }, data: { password: hash } });
    if (count === 0) {
      await transaction.account.create({
        data: { id: crypto.randomUUID(), accountId: userId, providerId: "credential", password: hash, userId },
      });
    }
    await endOthers(transaction, account);
    await recordOwn(transaction, account, "account.passwordChanged", now);
  });
  runInBackground("word of a new password", () => sendMail(passwordChangedMail({ to: account.email })));
}

/** @throws ExpectedError Unauthenticated, or NotFound for somebody else's */
export async function endSession(actor: Actor | null, sessionId: string, now: Date): Promise<void> {
  const account = requireAccountFor(actor, "settings.change");
  requireWellFormed(sessionId);
  await getDatabase().$transaction(async (transaction) => {
    const { count } = await transaction.session.deleteMany({ where: { id: sessionId, userId: account.userId } });
    if (count === 0) throw notFoundError();
    await recordOwn(transaction, account, "account.sessionEnded", now, { detail: { count } });
  });
}

/** Ends all sessions but the one that asks. @throws ExpectedError Unauthenticated */
export async function endOtherSessions(actor: Actor | null, now: Date): Promise<void> {
  const account = requireAccountFor(actor, "settings.change");
  await getDatabase().$transaction(async (transaction) => {
    const count = await endOthers(transaction, account);
    if (count === 0) return;
    await recordOwn(transaction, account, "account.sessionEnded", now, { detail: { count } });
  });
}

/** @throws ExpectedError Unauthenticated, or NotFound for somebody else's */
export async function renamePasskey(actor: Actor | null, passkeyId: string, name: string): Promise<void> {
  const { userId } = requireAccountFor(actor, "settings.change");
  requireWellFormed(passkeyId);
  const { count } = await getDatabase().passkey.updateMany({ where: { id: passkeyId, userId }, data: { name } });
  if (count === 0) throw notFoundError();
}

/** @throws ExpectedError Unauthenticated, or NotFound for somebody else's */
export async function removePasskey(actor: Actor | null, passkeyId: string, now: Date): Promise<void> {
  const account = requireAccountFor(actor, "settings.change");
  requireWellFormed(passkeyId);
  await getDatabase().$transaction(async (transaction) => {
    const { count } = await transaction.passkey.deleteMany({ where: { id: passkeyId, userId: account.userId } });
    if (count === 0) throw notFoundError();
    await recordOwn(transaction, account, "account.passkeyRemoved", now);
  });
}

/** What the browser asks the device to make, as WebAuthn has it. @throws ExpectedError Unauthenticated or Conflict */
export async function startPasskey(actor: Actor | null, headers: Headers, now: Date) {
  const account = requireAccountFor(actor, "settings.change");
  await requireFreshSession(account, now);
  return getAuth().api.generatePasskeyRegistrationOptions({ headers, query: { name: account.email } });
}

/** @throws ExpectedError Unauthenticated or Invalid */
export async function addPasskey(actor: Actor | null, response: unknown, headers: Headers, now: Date): Promise<void> {
  const account = requireAccountFor(actor, "settings.change");
  try {
    await getAuth().api.verifyPasskeyRegistration({ headers, body: { response, name: deviceName(headers.get("user-agent")) } });
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    throw new ExpectedError("Invalid", "This passkey could not be added. Please try again.");
  }
  await recordOwn(getDatabase(), account, "account.passkeyAdded", now);
}

/** Starts again where an earlier attempt was not finished. @throws ExpectedError Unauthenticated, Invalid, TooMany or Conflict */
export async function beginAuthenticator(actor: Actor | null, password: string | undefined, headers: Headers, now: Date): Promise<void> {
  const account = requireAccountFor(actor, "settings.change");
  await requireIdentity(account, password, now);
  if ((await getDatabase().twoFactor.count({ where: { userId: account.userId, verified: true } })) > 0) {
    throw new ExpectedError("Conflict", "An authenticator app is set up already. Remove it first, then set up the other one.");
  }
  await getAuth().api.enableTwoFactor({ headers, body: { password: password ?? "", method: "totp" } });
}

/** From then on a sign-in takes a code as well. @throws ExpectedError Unauthenticated, NotFound or Invalid */
export async function confirmAuthenticator(actor: Actor | null, code: string, headers: Headers, now: Date): Promise<void> {
  const account = requireAccountFor(actor, "settings.change");
  if ((await getDatabase().twoFactor.count({ where: { userId: account.userId, verified: false } })) === 0) throw notFoundError();
  try {
    await getAuth().api.verifyTOTP({ headers, body: { code: code.replace(/\s/g, "") } });
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    const message = "That is not the code that the app shows now. Wait for the next one, and check that your phone’s clock is right.";
    throw new ExpectedError("Invalid", message, { code: message });
  }
  await recordOwn(getDatabase(), account, "account.secondFactorEnabled", now);
}

/** @throws ExpectedError Unauthenticated, Invalid, TooMany, Conflict or NotFound */
export async function removeAuthenticator(actor: Actor | null, password: string | undefined, now: Date): Promise<void> {
  const account = requireAccountFor(actor, "settings.change");
  const { userId } = account;
  await requireIdentity(account, password, now);
  await getDatabase().$transaction(async (transaction) => {
    const { count } = await transaction.twoFactor.deleteMany({ where: { userId } });
    if (count === 0) throw notFoundError();
    await transaction.user.update({ where: { id: userId }, data: { twoFactorEnabled: false } });
    // Devices that were remembered instead of a code.
    await transaction.verification.deleteMany({ where: { value: userId } });
    await recordOwn(transaction, account, "account.secondFactorDisabled", now);
  });
}
