/** Sessions written straight into a database, as the cookies that a browser would send. */
import { randomUUID } from "node:crypto";
import type { BrowserContext } from "@playwright/test";
import { makeSignature } from "better-auth/crypto";
import { type Database, getDatabase } from "@/lib/db/client";
import { HOUR } from "../factories/time";

/** The server of the journeys signs with it (playwright.config.ts). */
const SECRET = "only-for-the-journeys-of-the-tests";

/** A new session of this person. */
export async function sessionCookie(userId: string): Promise<{ name: string; value: string }> {
  return signedCookie(getDatabase(), userId, SECRET);
}

/** The same on a server of its own. */
export async function signedCookie(database: Database, userId: string, secret: string): Promise<{ name: string; value: string }> {
  const token = randomUUID();
  await database.session.create({ data: { id: randomUUID(), token, expiresAt: new Date(Date.now() + HOUR), userId } });
  return { name: "cairn.session_token", value: encodeURIComponent(`${token}.${await makeSignature(token, secret)}`) };
}

/** Signs the browser in as this person, without the way through the sign-in page. */
export async function signInAs(context: BrowserContext, userId: string): Promise<void> {
  await context.addCookies([{ ...(await sessionCookie(userId)), url: `http://localhost:${process.env.CAIRN_JOURNEY_PORT}` }]);
}
