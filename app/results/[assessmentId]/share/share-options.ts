/** What an owner shares, as the sharing page's forms and address encode it. */
import type { ShareChoice } from "@/lib/domain/sharing/share";

/** Ratings are always shared, so that a form with nothing ticked has a meaning too. */
export const WHATS = ["ratings", "examples", "plan"] as const;

type Given = string | readonly string[];

export function readWhat(given: Given): ShareChoice {
  const all = typeof given === "string" ? [given] : given;
  return { withEvidence: all.includes("examples"), withPlan: all.includes("plan") };
}

export function writeWhat({ withEvidence, withPlan }: ShareChoice): (typeof WHATS)[number][] {
  return ["ratings", ...(withEvidence ? (["examples"] as const) : []), ...(withPlan ? (["plan"] as const) : [])];
}
