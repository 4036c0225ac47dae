/** Work that runs after the response, where the time of the response must not reveal what was found. */
import { getLogger } from "./logger";
import { processWide } from "./process-wide";
import { waitForResponse } from "./request-context";

const tasks = processWide("background tasks", () => new Set<Promise<void>>());

/** Begins once the response is over; outside a request at once. A failure is only logged. */
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

/** Resolves when all work that was started is done. */
export async function waitForBackgroundTasks(): Promise<void> {
  while (tasks.size > 0) await Promise.all(tasks);
}
