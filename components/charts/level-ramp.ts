/** The ramp of level colors as class names; a sixth level would take the last color. */

const FILLS = [
  "fill-level-1 stroke-rim-1",
  "fill-level-2 stroke-rim-2",
  "fill-level-3 stroke-rim-3",
  "fill-level-4 stroke-rim-4",
  "fill-level-5 stroke-rim-5",
] as const;

export function levelFill(rank: number): string {
  return FILLS[Math.min(rank, FILLS.length - 1)] ?? FILLS[0];
}

const CELLS = [
  "bg-cell-1 text-on-cell-1",
  "bg-cell-2 text-on-cell-2",
  "bg-cell-3 text-on-cell-3",
  "bg-cell-4 text-on-cell-4",
  "bg-cell-5 text-on-cell-5",
] as const;

/** For text on the color. */
export function levelCell(rank: number): string {
  return CELLS[Math.min(rank, CELLS.length - 1)] ?? CELLS[0];
}
