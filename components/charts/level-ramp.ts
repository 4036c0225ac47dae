/** The ramp of level colors as class names; the sixth level of a longer model would take the last color. */

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
