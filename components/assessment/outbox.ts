/**
 * Ratings in the outbox: each answer and each example has its own entry, since with one entry for both a tab that writes the one
 * would also write an old version of the other.
 */
import { acknowledge, enqueue, findPending } from "@/components/ui/outbox";
import type { RatingChange } from "@/lib/domain/assessment/timed-rating";

const PARTS = ["answer", "evidence"] as const;
type Part = (typeof PARTS)[number];

const PARTS_OF = {
  answer: ({ behaviorId, answer, answeredAt }: RatingChange) => ({ behaviorId, answer, answeredAt }),
  evidence: ({ behaviorId, evidence, evidenceAt }: RatingChange) => ({ behaviorId, evidence, evidenceAt }),
} satisfies Record<Part, (change: RatingChange) => RatingChange>;

const TIMES = { answer: "answeredAt", evidence: "evidenceAt" } as const satisfies Record<Part, keyof RatingChange>;

function keyOf(assessmentId: string, behaviorId: string, part: Part): string {
  return `rating:${assessmentId}:${behaviorId}:${part}`;
}

export function pendingChanges(assessmentId: string, behaviorIds: readonly string[]): RatingChange[] {
  return behaviorIds.flatMap((behaviorId) => {
    const parts = PARTS.map((part) => findPending<RatingChange>(keyOf(assessmentId, behaviorId, part))).filter((change) => change !== null);
    return parts.length === 0 ? [] : [Object.assign({ behaviorId }, ...parts) as RatingChange];
  });
}

export function enqueueRating(assessmentId: string, change: RatingChange): void {
  for (const part of PARTS) {
    if (change[TIMES[part]] !== undefined) enqueue(keyOf(assessmentId, change.behaviorId, part), PARTS_OF[part](change));
  }
}

/** Removes what is saved, but not what was entered since. */
export function acknowledgeRatings(assessmentId: string, saved: readonly RatingChange[]): void {
  for (const change of saved) {
    for (const part of PARTS) {
      const time = TIMES[part];
      if (change[time] === undefined) continue;
      acknowledge<RatingChange>(keyOf(assessmentId, change.behaviorId, part), (entry) => entry[time] === change[time]);
    }
  }
}
