/** Work that runs after the response, where the time of the response must not reveal what was found. */
import { getLogger } from "./logger";

const running = new Set<Promise<void>>();

/** Begins after the response was sent. A failure is only logged. */
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

/** Resolves when all work that was started is done. */
export async function untilBackgroundIsIdle(): Promise<void> {
  while (running.size > 0) await Promise.all(running);
}
