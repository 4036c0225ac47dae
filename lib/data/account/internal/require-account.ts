/** Requires an account. */
import type { Account, Actor } from "@/lib/access/actor";
import { ExpectedError } from "@/lib/domain/request/expected-error";

/** @throws ExpectedError Unauthenticated */
export function requireAccount(actor: Actor | null): Account {
  if (actor?.kind === "account") return actor;
  throw new ExpectedError("Unauthenticated", "Please sign in first. Your work on this device stays as it is.");
}
