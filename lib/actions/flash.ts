/**
 * A flash: what an action hands to its page to show once, in the same request, such as a secret link or a list's preview. Used
 * instead of a redirect, since whatever is in an address stays in histories and logs.
 */
import { storedFlash } from "@/lib/platform/request-context";

/** Holds what JSON can: a form that is sent twice is answered from what was stored. */
export type Flash = { kind: string };

export function readFlash(): Flash | null {
  return (storedFlash() as Flash | undefined) ?? null;
}
