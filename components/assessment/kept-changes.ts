/** Changes that the server does not have yet, kept on the device: one entry a behavior, so that two tabs lose nothing of each other. */
import type { RatingChange } from "@/lib/domain/assessment/timed-rating";

/** Stands in where the browser refuses to store (private windows, a full quota): then they last as long as the page. */
const memory = new Map<string, string>();

function keyOf(assessmentId: string, behaviorId: string): string {
  return `cairn:kept:${assessmentId}:${behaviorId}`;
}

function read(key: string): RatingChange | null {
  let text = memory.get(key) ?? null;
  try {
    // With a full quota an older change may still stand in the storage: what is in memory came after it.
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

export function keptChanges(assessmentId: string, behaviorIds: readonly string[]): RatingChange[] {
  return behaviorIds.map((behaviorId) => read(keyOf(assessmentId, behaviorId))).filter((change): change is RatingChange => change !== null);
}

export function keepChange(assessmentId: string, change: RatingChange): void {
  const key = keyOf(assessmentId, change.behaviorId);
  write(key, { ...read(key), ...change });
}

/** Lets go of what is saved, but not of what was given since. */
export function forgetChanges(assessmentId: string, saved: readonly RatingChange[]): void {
  for (const { behaviorId, answeredAt, evidenceAt } of saved) {
    const key = keyOf(assessmentId, behaviorId);
    const kept = read(key);
    if (!kept) continue;
    const rest: RatingChange = { behaviorId };
    if (kept.answeredAt !== undefined && kept.answeredAt !== answeredAt)
      Object.assign(rest, { answer: kept.answer, answeredAt: kept.answeredAt });
    if (kept.evidenceAt !== undefined && kept.evidenceAt !== evidenceAt)
      Object.assign(rest, { evidence: kept.evidence, evidenceAt: kept.evidenceAt });
    if (rest.answeredAt === undefined && rest.evidenceAt === undefined) remove(key);
    else write(key, rest);
  }
}
