/** Who signed in with which link by mail: a second press of the link's button is no error. */
import { createHash, randomUUID } from "node:crypto";
import { getDatabase } from "@/lib/db/client";

/** As long as a link itself works. In milliseconds. */
const NOTED_FOR = 15 * 60 * 1000;

/** As Better Auth hashes the token of a link. */
export const hashLink = (token: string): string => createHash("sha256").update(token).digest("base64url");

const keyOf = (token: string) => `followed-link:${hashLink(token)}`;

export async function noteFollowedLink(userId: string, token: string): Promise<void> {
  const expiresAt = new Date(Date.now() + NOTED_FOR);
  await getDatabase().verification.create({ data: { id: randomUUID(), identifier: keyOf(token), value: userId, expiresAt } });
}

export async function isFollowedBy(userId: string, token: string): Promise<boolean> {
  const where = { identifier: keyOf(token), value: userId, expiresAt: { gt: new Date() } };
  return (await getDatabase().verification.count({ where })) > 0;
}
