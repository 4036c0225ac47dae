/** Creating an account: who may, the mail that confirms the address, and the account once it is confirmed. */
import { z } from "zod";
import { getAuth } from "@/lib/auth/auth";
import { createPerson } from "@/lib/auth/create-person";
import { mailAccountExists, mailConfirmation, SIGN_UP_HOURS } from "@/lib/auth/mails";
import { hashPassword, verifyPassword } from "@/lib/auth/password";
import { getDatabase } from "@/lib/db/client";
import { isDuplicate } from "@/lib/platform/database-errors";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { unstorableReason } from "@/lib/domain/text/well-formed-text";
import { inBackground } from "@/lib/platform/background";
import { getEnvironment } from "@/lib/platform/environment";
import { createToken, hashToken } from "@/lib/platform/token";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import { countSignUp, isInvited } from "@/lib/data/invitation/internal/invitations";
import { limitAttempts } from "./rate-limits";

const HOUR = 60 * 60 * 1000;

/** What somebody chose who has yet to confirm their address. No account is made before, so nobody can prepare one for another. */
const pendingSchema = z.strictObject({
  name: z.string(),
  email: z.string(),
  passwordHash: z.string(),
  invitationHash: z.string().nullable(),
  next: z.string().nullable(),
});

type Pending = z.infer<typeof pendingSchema>;

function linkKey(token: string): string {
  return `sign-up:${hashToken(token)}`;
}

/** The browser that signed up is known by a secret of its own; its hash names the row. */
function browserKey(secret: string): string {
  return hashToken(`sign-up browser ${secret}`);
}

async function mayCreateAccount(invitationHash: string | null, now: Date): Promise<boolean> {
  return getEnvironment().SIGN_UP === "open" || (invitationHash !== null && (await isInvited(invitationHash, now)));
}

/** Whether whoever holds this invitation (or none) may create an account. */
export async function maySignUp(invitation: string | null, now: Date): Promise<boolean> {
  return mayCreateAccount(invitation === null ? null : hashToken(invitation), now);
}

function notInvited(): ExpectedError {
  return new ExpectedError(
    "Forbidden",
    "Creating an account here takes an invitation that is still good. Ask whoever invited you, or an admin, for a new one.",
  );
}

function deadLink(): ExpectedError {
  return new ExpectedError(
    "NotFound",
    "This link no longer works: it was used already, it is too old, or a newer one was sent. If you confirmed your address before, sign in; otherwise sign up again.",
  );
}

/** Whom the address belongs to is looked up here, after the answer, which therefore cannot tell. */
function sendConfirmation({ name, email }: Pending, token: string): void {
  inBackground("a mail to confirm an address", async () => {
    const known = await getDatabase().user.findUnique({ where: { email }, select: { id: true } });
    await (known ? mailAccountExists(email) : mailConfirmation(email, name, token));
  });
}

type SignUp = { name: string; email: string; password: string; invitation: string | null; next: string | null };

/**
 * Keeps what was chosen until the address is confirmed. Answers a secret for this browser's cookie, by which the link is
 * followed without the password, and sent again. The same for an address that has an account, whose owner gets a mail.
 * @throws ExpectedError TooMany, or Forbidden without an invitation where one is needed
 */
export async function signUp({ name, email, password, invitation, next }: SignUp, now: Date): Promise<{ browserSecret: string }> {
  const invitationHash = invitation === null ? null : hashToken(invitation);
  if (!(await mayCreateAccount(invitationHash, now))) {
    // Not by the account: whoever may not sign up sends no mail, and must not use up the tries of somebody who may.
    await limitAttempts("sign-up");
    throw notInvited();
  }
  await limitAttempts("sign-up", { account: email });
  const pending: Pending = { name, email, passwordHash: await hashPassword(password), invitationHash, next };
  const { token } = createToken();
  const { token: browserSecret } = createToken();
  await getDatabase().verification.create({
    data: {
      id: browserKey(browserSecret),
      identifier: linkKey(token),
      value: JSON.stringify(pending),
      expiresAt: new Date(now.getTime() + SIGN_UP_HOURS * HOUR),
      createdAt: now,
    },
  });
  sendConfirmation(pending, token);
  return { browserSecret };
}

/** Another link to the same address; the older one stops working. @throws ExpectedError TooMany or NotFound */
export async function resendConfirmation(browserSecret: string | null, now: Date): Promise<void> {
  const id = browserSecret === null ? "" : browserKey(browserSecret);
  const row = await getDatabase().verification.findFirst({ where: { id, expiresAt: { gt: now } } });
  if (!row) throw new ExpectedError("NotFound", "This browser has no sign-up to confirm any more. Please sign up again.");
  const pending = pendingSchema.parse(JSON.parse(row.value));
  await limitAttempts("sign-up", { account: pending.email });
  const { token } = createToken();
  const { count } = await getDatabase().verification.updateMany({
    where: { id, identifier: row.identifier },
    data: { identifier: linkKey(token), expiresAt: new Date(now.getTime() + SIGN_UP_HOURS * HOUR) },
  });
  if (count === 1) sendConfirmation(pending, token);
}

async function findPending(token: string, now: Date) {
  if (unstorableReason(token) !== null) return null;
  const row = await getDatabase().verification.findFirst({ where: { identifier: linkKey(token), expiresAt: { gt: now } } });
  return row && { id: row.id, pending: pendingSchema.parse(JSON.parse(row.value)) };
}

export type Confirmation = {
  /** Another browser than the one that signed up: whoever opens the mail there says the password as well. */
  asksPassword: boolean;
};

/** What the page behind the link asks for, or null where the link is dead. Looking at it uses nothing up. */
export async function findConfirmation(token: string, browserSecret: string | null, now: Date): Promise<Confirmation | null> {
  const found = await findPending(token, now);
  return found && { asksPassword: browserSecret === null || found.id !== browserKey(browserSecret) };
}

type Confirm = { token: string; browserSecret: string | null; password: string | null };

/**
 * Makes the account, once, and signs it in in this browser. In another browser than the one that signed up it takes the
 * password: else somebody could sign up with a stranger's address and a password of their own, and wait for the stranger
 * to confirm it. @throws ExpectedError TooMany, NotFound, Forbidden, or Invalid for a wrong password
 */
export async function confirmAddress({ token, browserSecret, password }: Confirm, headers: Headers, now: Date) {
  const attempt = await limitAttempts("verify");
  const found = await findPending(token, now);
  if (!found) throw deadLink();
  const { id, pending } = found;
  if (browserSecret === null || id !== browserKey(browserSecret)) {
    if (password === null || !(await verifyPassword({ hash: pending.passwordHash, password }))) {
      const message = "That is not the password that was chosen at sign-up.";
      throw new ExpectedError("Invalid", message, { password: message });
    }
  }
  const userId = await createAccount(id, linkKey(token), pending, now);
  await attempt.succeed();
  await getAuth().api.startSession({ headers, body: { userId, way: "confirmed address" } });
  return { next: pending.next };
}

async function createAccount(id: string, identifier: string, pending: Pending, now: Date): Promise<string> {
  try {
    return await getDatabase().$transaction(async (transaction) => {
      const { count } = await transaction.verification.deleteMany({ where: { id, identifier } });
      if (count !== 1) throw deadLink();
      const invited = pending.invitationHash !== null && (await countSignUp(transaction, pending.invitationHash, now));
      if (!invited && getEnvironment().SIGN_UP !== "open") throw notInvited();
      const { userId, auditRef } = await createPerson(transaction, pending, now);
      await recordAudit(transaction, { actor: { auditRef }, action: "account.signedUp", subjectRef: auditRef }, now);
      return userId;
    });
  } catch (error) {
    // The address got an account meanwhile, by another link or by single sign-on.
    if (isDuplicate(error)) throw deadLink();
    throw error;
  }
}

/** Deletes what was never confirmed, with every other secret that has expired. */
export async function deleteExpiredSecrets(now: Date): Promise<void> {
  await getDatabase().verification.deleteMany({ where: { expiresAt: { lt: now } } });
}
