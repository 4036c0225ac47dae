/** For whom the forms of a page are drawn. */
import type { ReactNode } from "react";
import { DrawnForProvider } from "@/components/ui/form-context";
import type { Actor } from "@/lib/access/actor";

export function DrawnFor({ actor, children }: { actor: Actor | null; children: ReactNode }) {
  const name = actor?.kind === "account" ? actor.name : actor ? "a guest" : "";
  return <DrawnForProvider value={{ id: actor?.userId ?? "", name, page: crypto.randomUUID() }}>{children}</DrawnForProvider>;
}
