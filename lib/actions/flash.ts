/** What an action made that its page shows once, in the same request: a secret link, or what a list would do. */
import { refresh } from "next/cache";
import { storedFlash, storeFlash } from "@/lib/platform/request-context";

export type Flash = { kind: string };

/** Instead of a redirect: what stands in an address stays in histories and logs. */
export function flash(flashed: Flash): void {
  storeFlash(flashed);
  refresh();
}

export function readFlash(): Flash | null {
  return (storedFlash() as Flash | undefined) ?? null;
}
