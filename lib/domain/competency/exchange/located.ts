/** A value that was read from a file, and where in its text it stands. */
export type Located = {
  value: unknown;
  /** From 1. Where the path leads to nothing, the line of the nearest value around it. */
  lineOf: (path: readonly PropertyKey[]) => number | null;
};
