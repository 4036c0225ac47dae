/** A value that was read from a file, and where in its text it stands. */
export type Located = {
  value: unknown;
  /** From 1; of the nearest thing around it where the path leads to nothing. */
  lineOf: (path: readonly PropertyKey[]) => number | null;
};
