/** The first admin: a one-time token that the server prints, and the account that whoever reads it makes. */
import { getAuth } from "@/lib/auth/auth";
import { createPerson } from "@/lib/auth/create-person";
import { hashPassword } from "@/lib/auth/password";
import { getDatabase } from "@/lib/db/client";
import { isDuplicate } from "@/lib/platform/database-errors";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { getEnvironment } from "@/lib/platform/environment";
import { createToken, hashToken } from "@/lib/platform/token";
import { recordAudit } from "./audit";
import { limitAttempts } from "@/lib/data/account/internal/rate-limits";

/** Open as long as there is no admin, and never again: the last one cannot be removed. */
export async function isSetupOpen(): Promise<boolean> {
  return (await getDatabase().user.count({ where: { isAdmin: true } })) === 0;
}

/** A token of this server's own, or null where there is an admin. Only its hash is kept. */
export async function prepareSetup(now: Date): Promise<string | null> {
  if (!(await isSetupOpen())) return null;
  const { token, tokenHash } = createToken();
  await getDatabase().setupToken.create({ data: { tokenHash, createdAt: now } });
  return token;
}

/** To the terminal alone, where whoever started the server reads it: a log is kept, and read by others. */
export function announceSetup(token: string): void {
  const address = new URL("/setup", getEnvironment().APP_URL).href;
  process.stdout.write(`cairn: there is no admin yet. Open ${address} and enter this one-time token: ${token}\n`);
}

function wrongToken(): ExpectedError {
  const message =
    "That is not the token that the server printed last. Copy it from where the server was started; a restart prints a new one.";
  return new ExpectedError("Invalid", message, { token: message });
}

type Setup = { token: string; name: string; email: string; password: string };

/**
 * Makes the first account, an admin, signs it in, and closes setup. Of two at the same moment one wins.
 * @throws ExpectedError TooMany, Invalid, or NotFound once there is an admin
 */
export async function completeSetup({ token, name, email, password }: Setup, headers: Headers, now: Date): Promise<{ email: string }> {
  if (!(await isSetupOpen())) throw notFoundError();
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
      // All of them at once: whoever comes second waits here, and then finds none, or an admin.
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
