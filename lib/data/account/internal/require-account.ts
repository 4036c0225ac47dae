/** Requires an account. */
import type { Account, Actor } from "@/lib/access/actor";
import { requireAllowed } from "@/lib/access/require-allowed";
import type { AccessAction } from "@/lib/access/rules";
import { ExpectedError } from "@/lib/domain/request/expected-error";

/** @throws ExpectedError Unauthenticated */
export function requireAccount(actor: Actor | null): Account {
  if (actor?.kind === "account") return actor;
  throw new ExpectedError("Unauthenticated", "Please sign in first. Your work on this device stays as it is.");
}

/** Throws Unauthenticated without an account, and NotFound where the table of rules says no. */
export function requireAccountFor(actor: Actor | null, action: AccessAction): Account {
  const account = requireAccount(actor);
  requireAllowed(account, action);
  return account;
}
