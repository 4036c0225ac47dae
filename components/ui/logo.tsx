/** Cairn's mark: the five stones, plain enough to hold at the size of a letter. */
import { levelFill } from "../charts/level-ramp";
import { STONES } from "../charts/stone-shapes";

export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="14 30 276 294" className={className} aria-hidden="true" focusable="false">
      {STONES.map((stone, rank) => (
        <path key={stone.bottom} d={stone.outline} className={levelFill(rank)} strokeWidth="4" />
      ))}
    </svg>
  );
}
