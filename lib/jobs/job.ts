/** What runs by itself: at a server's start, and then again and again. */
export type Job = {
  name: string;
  /** From one start to the next. In milliseconds. */
  interval: number;
  /** Returns how many things it did. */
  run: (now: Date) => Promise<number>;
};

export const HOUR = 60 * 60 * 1000;
