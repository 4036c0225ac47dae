/**
 * The outbox: what was entered and the server does not have yet, stored on the device under one key for each thing that is saved by
 * itself, so that two tabs do not undo each other's changes. Ratings, a draft's texts and every form use it.
 */

const PREFIX = "cairn:outbox:";

/** Where the browser refuses to store (private windows, a full quota). Then an entry lasts as long as the page. */
const memory = new Map<string, string>();

/** Returns whether the device stores it: if not, it is gone once the tab is closed, and the page must say so. */
export function enqueue(key: string, entry: object): boolean {
  const text = JSON.stringify(entry);
  try {
    localStorage.setItem(PREFIX + key, text);
    memory.delete(key);
    return true;
  } catch {
    memory.set(key, text);
    return false;
  }
}

export function findPending<Entry extends object>(key: string): Entry | null {
  let text = memory.get(key) ?? null;
  try {
    // With a full quota an older entry may still be in the storage: the one in memory is newer.
    text ??= localStorage.getItem(PREFIX + key);
    return text === null ? null : (JSON.parse(text) as Entry);
  } catch {
    return null;
  }
}

/** Removes what the server has, unless it was changed since: `isSent` looks at what is stored now. */
export function acknowledge<Entry extends object>(key: string, isSent: (entry: Entry) => boolean = () => true): void {
  const entry = findPending<Entry>(key);
  if (entry && !isSent(entry)) return;
  memory.delete(key);
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {}
}

/** Whether something lasts only as long as this page. */
export function isHeldInMemory(): boolean {
  return memory.size > 0;
}
