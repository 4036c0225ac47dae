/** Runs jobs by their intervals, each by itself: a failure or a long run of one does not touch the others. */
import { getLogger } from "@/lib/platform/logger";
import { processWide } from "@/lib/platform/process-wide";

/** It runs when a server starts, and then at intervals. */
export type Job = {
  name: string;
  /** From one start to the next. In milliseconds. */
  interval: number;
  /** Returns how many things it did. */
  run: (now: Date) => Promise<number>;
};

/** By name: whether it runs, and when it last began. */
const states = processWide("jobs", () => new Map<string, { isRunning: boolean; lastRunAt: Date | null }>());

/** Never twice at once in a process: a turn is skipped while the job is running. A failure is only logged. */
export async function runJob(job: Job): Promise<void> {
  const { isRunning = false, lastRunAt = null } = states.get(job.name) ?? {};
  if (isRunning) {
    getLogger().warn({ job: job.name, lastRunAt }, "job left out: it still runs");
    return;
  }
  const now = new Date();
  const startedAt = performance.now();
  const elapsed = () => Math.round(performance.now() - startedAt);
  states.set(job.name, { isRunning: true, lastRunAt: now });
  getLogger().info({ job: job.name, lastRunAt }, "job started");
  try {
    const count = await job.run(now);
    getLogger().info({ job: job.name, count, milliseconds: elapsed() }, "job ended");
  } catch (error) {
    getLogger().warn({ job: job.name, err: error, milliseconds: elapsed() }, "job failed");
  } finally {
    states.set(job.name, { isRunning: false, lastRunAt: now });
  }
}

/** Runs each job now, and then at its interval. No timer keeps the process alive. */
export function startJobs(jobs: readonly Job[]): void {
  for (const job of jobs) {
    void runJob(job);
    setInterval(() => runJob(job), job.interval).unref();
  }
}
