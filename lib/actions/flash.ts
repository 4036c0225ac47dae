/** What an action made that its page shows once, in the same request: a secret link, or what a list would do. */
import { refresh } from "next/cache";
import { keepOutcome, keptOutcome } from "@/lib/platform/request-context";

export type Outcome = { kind: string };

/** Instead of a redirect: what stands in an address stays in histories and logs. */
export function showOutcome(outcome: Outcome): void {
  keepOutcome(outcome);
  refresh();
}

export function findOutcome(): Outcome | null {
  return (keptOutcome() as Outcome | undefined) ?? null;
}
