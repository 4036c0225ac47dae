/**
 * The outbox: changes that the server does not have yet, stored on the device. Each answer and each example has its own entry, so
 * that two tabs do not undo each other's changes: with one entry for both, a tab that writes the one would also write an old
 * version of the other.
 */
import type { RatingChange } from "@/lib/domain/assessment/timed-rating";

/** Used where the browser refuses to store (private windows, a full quota). Then changes last as long as the page. */
const memory = new Map<string, string>();

const PARTS = ["answer", "evidence"] as const;
type Part = (typeof PARTS)[number];

const PARTS_OF = {
  answer: ({ behaviorId, answer, answeredAt }: RatingChange) => ({ behaviorId, answer, answeredAt }),
  evidence: ({ behaviorId, evidence, evidenceAt }: RatingChange) => ({ behaviorId, evidence, evidenceAt }),
} satisfies Record<Part, (change: RatingChange) => RatingChange>;

const TIMES = { answer: "answeredAt", evidence: "evidenceAt" } as const satisfies Record<Part, keyof RatingChange>;

function keyOf(assessmentId: string, behaviorId: string, part: Part): string {
  return `cairn:kept:${assessmentId}:${behaviorId}:${part}`;
}

function read(key: string): RatingChange | null {
  let text = memory.get(key) ?? null;
  try {
    // With a full quota an older change may still be in the storage: the one in memory is newer.
    text ??= localStorage.getItem(key);
  } catch {}
  try {
    return text === null ? null : (JSON.parse(text) as RatingChange);
  } catch {
    return null;
  }
}

function write(key: string, change: RatingChange): void {
  const text = JSON.stringify(change);
  try {
    localStorage.setItem(key, text);
    memory.delete(key);
  } catch {
    memory.set(key, text);
  }
}

function remove(key: string): void {
  memory.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {}
}

export function pendingChanges(assessmentId: string, behaviorIds: readonly string[]): RatingChange[] {
  return behaviorIds.flatMap((behaviorId) => {
    const parts = PARTS.map((part) => read(keyOf(assessmentId, behaviorId, part))).filter((change) => change !== null);
    return parts.length === 0 ? [] : [Object.assign({ behaviorId }, ...parts) as RatingChange];
  });
}

export function enqueue(assessmentId: string, change: RatingChange): void {
  for (const part of PARTS) {
    if (change[TIMES[part]] !== undefined) write(keyOf(assessmentId, change.behaviorId, part), PARTS_OF[part](change));
  }
}

/** Removes what is saved, but not what was entered since. */
export function acknowledge(assessmentId: string, saved: readonly RatingChange[]): void {
  for (const change of saved) {
    for (const part of PARTS) {
      const key = keyOf(assessmentId, change.behaviorId, part);
      const time = TIMES[part];
      if (change[time] !== undefined && read(key)?.[time] === change[time]) remove(key);
    }
  }
}
