/** Setup: a one-time token that the server prints, and the first admin's account. */
import { getDatabase } from "@/lib/db/client";
import { getEnvironment } from "@/lib/platform/environment";
import { createToken } from "@/lib/platform/token";

/** As long as there is none, setup is open; and never again, since the last one cannot be removed. */
export async function hasNoAdmin(): Promise<boolean> {
  return (await getDatabase().user.count({ where: { isAdmin: true } })) === 0;
}

/** A token of this server's own, or null where there is an admin. Only its hash is kept. */
export async function prepareSetup(now: Date): Promise<string | null> {
  if (!(await hasNoAdmin())) return null;
  const { token, tokenHash } = createToken();
  await getDatabase().setupToken.create({ data: { tokenHash, createdAt: now } });
  return token;
}

/** Only to the terminal, for the person who started the server: a log is stored, and read by others. */
export function announceSetup(token: string): void {
  const address = new URL("/setup", getEnvironment().APP_URL).href;
  process.stdout.write(`cairn: there is no admin yet. Open ${address} and enter this one-time token: ${token}\n`);
}
