/** A job: it runs when a server starts, and then at intervals. */
export type Job = {
  name: string;
  /** From one start to the next. In milliseconds. */
  interval: number;
  /** Returns how many things it did. */
  run: (now: Date) => Promise<number>;
};

export const HOUR = 60 * 60 * 1000;
