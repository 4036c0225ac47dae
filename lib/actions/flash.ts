/** A flash: what an action hands to its page to show once, in the same request, such as a secret link or a list's preview. */
import { refresh } from "next/cache";
import { storedFlash, storeFlash } from "@/lib/platform/request-context";

export type Flash = { kind: string };

/** Used instead of a redirect: whatever is in an address stays in histories and logs. */
export function flash(flashed: Flash): void {
  storeFlash(flashed);
  refresh();
}

export function readFlash(): Flash | null {
  return (storedFlash() as Flash | undefined) ?? null;
}
