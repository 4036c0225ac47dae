import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { getLogger } from "@/lib/platform/logger";
import { JOBS } from "./jobs";
import { runJob, startJobs } from "./runner";

const said: [level: string, fields: Record<string, unknown>, words: unknown][] = [];

beforeEach(() => {
  said.length = 0;
  for (const level of ["info", "warn"] as const) {
    vi.spyOn(getLogger(), level).mockImplementation((...parameters: unknown[]) => {
      said.push([level, parameters[0] as Record<string, unknown>, parameters[1]]);
    });
  }
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const sleeper = { name: "sleep", interval: 1000, run: async () => 0 };

it("has a name for each job, once", () => {
  const names = JOBS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

it("says when a job starts and ends, how much it did, and when it last ran", async () => {
  const job = { name: "count", interval: 1000, run: async () => 3 };
  await runJob(job);
  await runJob(job);
  expect(said).toEqual([
    ["info", { job: "count", lastRunAt: null }, "job started"],
    ["info", { job: "count", count: 3, milliseconds: expect.any(Number) }, "job ended"],
    ["info", { job: "count", lastRunAt: expect.any(Date) }, "job started"],
    ["info", { job: "count", count: 3, milliseconds: expect.any(Number) }, "job ended"],
  ]);
});

it("leaves a turn out while the job still runs, and takes the next", async () => {
  let end: (count: number) => void = () => undefined;
  const run = vi.fn<() => Promise<number>>(
    () =>
      new Promise<number>((resolve) => {
        end = resolve;
      }),
  );
  const job = { ...sleeper, name: "slow", run };
  const first = runJob(job);
  await runJob(job);
  expect(run).toHaveBeenCalledTimes(1);
  expect(said.at(-1)).toEqual(["warn", { job: "slow", lastRunAt: expect.any(Date) }, "job left out: it still runs"]);
  end(1);
  await first;
  void runJob(job);
  expect(run).toHaveBeenCalledTimes(2);
});

it("runs each at the start and by its interval, whatever becomes of the others", async () => {
  vi.useFakeTimers();
  const failing = { ...sleeper, name: "fail", run: vi.fn<() => Promise<number>>(() => Promise.reject(new Error("no"))) };
  const hanging = { ...sleeper, name: "hang", run: vi.fn<() => Promise<number>>(() => new Promise<number>(() => undefined)) };
  const healthy = { ...sleeper, name: "work", interval: 500, run: vi.fn<() => Promise<number>>(async () => 1) };
  startJobs([failing, hanging, healthy]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(failing.run).toHaveBeenCalledTimes(2);
  expect(hanging.run).toHaveBeenCalledTimes(1);
  expect(healthy.run).toHaveBeenCalledTimes(3);
  expect(said.filter(([, , words]) => words === "job failed")).toHaveLength(2);
});
