/** A person's right to their data: export all of it, and delete all of it. docs/export.md explains the file. */
import type { Actor } from "@/lib/access/actor";
import { isAllowed } from "@/lib/access/rules";
import type { DatabaseTransaction } from "@/lib/db/client";
import { ExpectedError } from "@/lib/domain/request/expected-error";

export function requireSomebody(actor: Actor | null): Actor {
  if (actor && isAllowed(actor, "personalData.own")) return actor;
  throw new ExpectedError("Unauthenticated", "There is nothing of yours here yet: this browser has no work and nobody is signed in.");
}

/**
 * The rows of pending secrets that name this person: Better Auth's hold the id alone or a JSON object, ours a JSON object.
 * The quotation marks keep apart addresses of which one ends with the other.
 */
export async function listSecretsOf(transaction: DatabaseTransaction, { userId, email }: { userId: string; email: string }) {
  const quoted = [JSON.stringify(userId), JSON.stringify(email)];
  const rows = await transaction.verification.findMany({
    where: { OR: [{ value: userId }, { value: email }, ...quoted.map((text) => ({ value: { contains: text } }))] },
    orderBy: { createdAt: "asc" },
  });
  // In LIKE an underscore matches any character.
  return rows.filter(({ value }) => value === userId || value === email || quoted.some((text) => value.includes(text)));
}
