/** Work that goes on after the answer: where the time of the answer must not tell what was found. */
import { getLogger } from "./logger";

const running = new Set<Promise<void>>();

/** Begins after the answer is on its way. A failure is in the log alone. */
export function inBackground(what: string, work: () => Promise<void>): void {
  const done = new Promise<void>((resolve) => {
    setImmediate(() => {
      work()
        .catch((error: unknown) => getLogger().error({ err: error, what }, "work in the background failed"))
        .finally(resolve);
    });
  });
  running.add(done);
  void done.finally(() => running.delete(done));
}

/** All that was begun is done. */
export async function untilBackgroundIsIdle(): Promise<void> {
  while (running.size > 0) await Promise.all(running);
}
