/** Work that goes on after the response: where the time of the response must not tell what was found. */
import { getLogger } from "./logger";
import { processWide } from "./process-wide";
import { waitForResponse } from "./request-context";

const tasks = processWide("background tasks", () => new Set<Promise<void>>());

/** Begins once the response is over; at once outside a request. A failure is in the log alone. */
export function runInBackground(what: string, work: () => Promise<unknown>): void {
  const task = waitForResponse()
    .then(work)
    .then(
      () => undefined,
      (error: unknown) => getLogger().error({ err: error, what }, "work in the background failed"),
    );
  tasks.add(task);
  void task.finally(() => tasks.delete(task));
}

/** Returns when all that was begun is done. */
export async function waitForBackgroundTasks(): Promise<void> {
  while (tasks.size > 0) await Promise.all(tasks);
}
