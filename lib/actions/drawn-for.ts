/** For whom a form was drawn: it is refused in another person's session, by name, and nothing happens. */
import type { Actor } from "@/lib/access/actor";
import { ExpectedError } from "@/lib/domain/request/expected-error";

const nameOf = (actor: Actor) => (actor.kind === "account" ? actor.name : "a guest");

/**
 * A form that was drawn for nobody is taken from a guest, who began in another tab. Names come from the form and go back to the
 * same browser only.
 * @throws ExpectedError Forbidden or Unauthenticated
 */
export function requireSamePerson({ id, name }: Record<"id" | "name", unknown>, actor: Actor | null): void {
  if (typeof id !== "string" || id === (actor?.userId ?? "")) return;
  if (id === "" && actor?.kind === "guest") return;
  if (!actor) {
    throw new ExpectedError(
      "Unauthenticated",
      "You have been signed out, so nothing was changed. Sign in, then send it again.",
      {},
      "signedOut",
    );
  }
  const before = typeof name === "string" && name !== "" ? name.slice(0, 200) : "somebody who was not signed in";
  throw new ExpectedError(
    "Forbidden",
    `This page was opened as ${before}; you are ${nameOf(actor)} now. Nothing was changed. Reload the page to go on as ${nameOf(actor)}.`,
    {},
    "anotherPerson",
  );
}
