/** What an owner shares, as the forms of the sharing page and its address say it. */
import type { ShareChoice } from "@/lib/domain/sharing/share";

/** Ratings go with every share, so that a form with nothing ticked says something too. */
export const WHATS = ["ratings", "examples", "plan"] as const;

type Given = string | readonly string[];

export function readWhat(given: Given): ShareChoice {
  const all = typeof given === "string" ? [given] : given;
  return { withEvidence: all.includes("examples"), withPlan: all.includes("plan") };
}

export function writeWhat({ withEvidence, withPlan }: ShareChoice): (typeof WHATS)[number][] {
  return ["ratings", ...(withEvidence ? (["examples"] as const) : []), ...(withPlan ? (["plan"] as const) : [])];
}
