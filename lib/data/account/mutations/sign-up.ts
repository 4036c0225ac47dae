/** Creating an account and confirming its address. */
import type { z } from "zod";
import type { Actor } from "@/lib/access/actor";
import { requireAllowed } from "@/lib/access/require-allowed";
import { getAuth } from "@/lib/auth/auth";
import { createPerson } from "@/lib/auth/create-person";
import { mailAccountExists, mailConfirmation, SIGN_UP_HOURS } from "@/lib/auth/mails";
import { hashPassword, verifyPassword } from "@/lib/auth/password";
import { limitAttempts } from "@/lib/data/account/internal/rate-limits";
import { browserKey, findPending, linkKey, mayCreateAccount, pendingSchema } from "@/lib/data/account/internal/sign-up";
import { countSignUp } from "@/lib/data/invitation/internal/invitations";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import { getDatabase } from "@/lib/db/client";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { runInBackground } from "@/lib/platform/background";
import { isDuplicate } from "@/lib/platform/database-errors";
import { getEnvironment } from "@/lib/platform/environment";
import { createToken, hashToken } from "@/lib/platform/token";

const HOUR = 60 * 60 * 1000;

type Pending = z.infer<typeof pendingSchema>;

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

/** The owner of the address is looked up here, after the response, which therefore cannot reveal it. */
function sendConfirmation({ name, email }: Pending, token: string): void {
  runInBackground("a mail to confirm an address", async () => {
    const known = await getDatabase().user.findUnique({ where: { email }, select: { id: true } });
    await (known ? mailAccountExists(email) : mailConfirmation(email, name, token));
  });
}

type SignUp = { name: string; email: string; password: string; invitation: string | null; next: string | null };

/**
 * Stores what was chosen until the address is confirmed. Returns a secret for this browser's cookie: with it the link works
 * without the password, and can be sent again. The same for an address that has an account, whose owner gets a mail.
 * @throws ExpectedError TooMany, or Forbidden without an invitation where one is needed
 */
export async function signUp(
  actor: Actor | null,
  { name, email, password, invitation, next }: SignUp,
  now: Date,
): Promise<{ browserSecret: string }> {
  requireAllowed(actor, "account.signUp");
  const invitationHash = invitation === null ? null : hashToken(invitation);
  if (!(await mayCreateAccount(invitationHash, now))) {
    // Not by the account: a person who may not sign up sends no mail, and must not use up the attempts of one who may.
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

/** Sends another link to the same address; the older one stops working. @throws ExpectedError TooMany or NotFound */
export async function resendConfirmation(actor: Actor | null, browserSecret: string | null, now: Date): Promise<void> {
  requireAllowed(actor, "account.signUp");
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

type Confirm = { token: string; browserSecret: string | null; password: string | null };

/**
 * Creates the account, once, and signs it in in this browser. In another browser than the one that signed up it takes the
 * password: otherwise a person could sign up with a stranger's address and their own password, and wait for the stranger to
 * confirm it. @throws ExpectedError TooMany, NotFound, Forbidden, or Invalid for a wrong password
 */
export async function confirmAddress(actor: Actor | null, { token, browserSecret, password }: Confirm, headers: Headers, now: Date) {
  requireAllowed(actor, "account.signUp");
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
    // The address got an account in the meantime, by another link or by single sign-on.
    if (isDuplicate(error)) throw deadLink();
    throw error;
  }
}
