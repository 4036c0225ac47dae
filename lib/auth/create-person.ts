/** Creates a person with an account: all its rows, in the caller's transaction. */
import { randomUUID } from "node:crypto";
import type { DatabaseTransaction } from "@/lib/db/client";

type NewPerson = { name: string; email: string; passwordHash: string; isAdmin?: boolean };

/** The address counts as confirmed. It is unique in lower case. */
export async function createPerson(
  transaction: DatabaseTransaction,
  { name, email, passwordHash, isAdmin = false }: NewPerson,
  now: Date,
): Promise<{ userId: string; auditRef: string }> {
  const userId = randomUUID();
  const auditRef = randomUUID();
  await transaction.user.create({
    data: {
      id: userId,
      name,
      email: email.toLowerCase(),
      emailVerified: true,
      isAdmin,
      auditRef,
      createdAt: now,
      accounts: { create: { id: randomUUID(), accountId: userId, providerId: "credential", password: passwordHash, createdAt: now } },
    },
  });
  return { userId, auditRef };
}
