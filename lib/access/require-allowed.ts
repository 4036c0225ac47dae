/** The door's question to the table of rules, for what anybody or a role toward the workspace may do. */
import { notFoundError } from "@/lib/domain/request/expected-error";
import type { Actor } from "./actor";
import { type AccessAction, isAllowed, type Toward } from "./rules";

/** Throws NotFound where the table says no: to a stranger it is not there. */
export function requireAllowed(actor: Actor | null, action: AccessAction, toward: Toward = {}): void {
  if (!isAllowed(actor, action, toward)) throw notFoundError();
}
