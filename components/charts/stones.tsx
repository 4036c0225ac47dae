/** The stones without text: the whole cairn, or the one stone of a level. */
import { useId } from "react";
import { levelFill } from "./level-ramp";
import { STONES, STONES_VIEW_BOX, type StoneShape } from "./stone-shapes";

/** Written out, because the style sheet lacks class names that are built at run time. */
const SETTLE = [
  "motion-safe:animate-settle",
  "motion-safe:animate-settle [animation-delay:90ms]",
  "motion-safe:animate-settle [animation-delay:180ms]",
  "motion-safe:animate-settle [animation-delay:270ms]",
  "motion-safe:animate-settle [animation-delay:360ms]",
] as const;

type StonesProps = {
  /** The highest filled rank; null leaves every stone dashed. */
  filledTo: number | null;
  /** Lets the stones settle one after the other when the page opens. */
  settling?: boolean;
  /** Draws a line from each stone to the text on the right. */
  leaders?: boolean;
  className?: string;
};

/** The middle of each stone's row, as in the layout of the text beside it. */
const LEADER_HEIGHTS = [287, 215.5, 157, 105, 54.5] as const;

/** Decorative: say the level in words beside it. */
export function Stones({ filledTo, settling = false, leaders = false, className }: StonesProps) {
  const id = useId();
  const light = `${id}light`;
  const contact = `${id}contact`;
  return (
    <svg viewBox={STONES_VIEW_BOX} className={className} aria-hidden="true" focusable="false">
      <defs>
        <StoneLight id={light} />
        <radialGradient id={contact}>
          <stop offset="0.3" stopColor="#000" stopOpacity="0.32" />
          <stop offset="1" stopColor="#000" stopOpacity="0" />
        </radialGradient>
      </defs>
      {filledTo !== null && <ellipse cx="150" cy="318" rx="140" ry="8" fill={`url(#${contact})`} opacity="0.6" />}
      <path d="M2 320C60 317 110 321 160 319S270 318 318 321" className="fill-none stroke-ink" strokeOpacity="0.28" strokeLinecap="round" />
      {leaders &&
        STONES.map(({ bottom, center, width }, rank) => (
          <path
            key={bottom}
            d={`M${center.x + width / 2 + 9} ${LEADER_HEIGHTS[rank]}H319`}
            className="stroke-edge"
            strokeDasharray="0.1 5"
            strokeLinecap="round"
            strokeWidth="1.4"
            vectorEffect="non-scaling-stroke"
          />
        ))}
      {STONES.map((stone, rank) => (
        <g key={stone.bottom} className={settling ? SETTLE[rank] : undefined}>
          {filledTo !== null && rank <= filledTo ? (
            <>
              {rank > 0 && <ellipse cx={stone.center.x} cy={stone.bottom - 1} rx={stone.width * 0.37} ry="9" fill={`url(#${contact})`} />}
              <FilledStone stone={stone} rank={rank} light={light} />
            </>
          ) : (
            <path
              d={stone.outline}
              className="fill-paper stroke-edge"
              strokeWidth="1.5"
              strokeDasharray="2.5 4.5"
              strokeLinecap="round"
              vectorEffect="non-scaling-stroke"
            />
          )}
        </g>
      ))}
    </svg>
  );
}

/** One level's stone, decorative. Its class sets the width. */
export function LevelStone({ rank, className }: { rank: number; className?: string }) {
  const light = useId();
  const stone = STONES[Math.min(rank, STONES.length - 1)];
  if (!stone) return null;
  const { center, width, height } = stone;
  return (
    <svg
      viewBox={`${center.x - width / 2 - 6} ${center.y - height / 2 - 5} ${width + 12} ${height + 10}`}
      className={className}
      aria-hidden="true"
      focusable="false"
    >
      <defs>
        <StoneLight id={light} />
      </defs>
      <FilledStone stone={stone} rank={rank} light={light} />
    </svg>
  );
}

function FilledStone({ stone, rank, light }: { stone: StoneShape; rank: number; light: string }) {
  const { outline, center, veins, speckles } = stone;
  return (
    <>
      <path d={outline} className={levelFill(rank)} strokeWidth="1" />
      <g transform={`translate(${center.x} ${center.y})`}>
        {veins.map((vein) => (
          <path
            key={vein}
            d={vein}
            fill="none"
            stroke={rank === 2 ? "#fff" : "#000"}
            strokeOpacity={rank === 2 ? 0.3 : 0.13}
            strokeWidth={rank === 2 ? 1.6 : 1.1}
            strokeLinecap="round"
          />
        ))}
        {speckles.map(([x, y, radius]) => (
          <circle key={`${x},${y}`} cx={x} cy={y} r={radius} fill="#000" fillOpacity="0.13" />
        ))}
      </g>
      <path d={outline} fill={`url(#${light})`} />
    </>
  );
}

/** Light from above left, the same for every stone of any color. */
function StoneLight({ id }: { id: string }) {
  return (
    <linearGradient id={id} x1="0.42" y1="0" x2="0.55" y2="1">
      <stop offset="0" stopColor="#fff" stopOpacity="0.2" />
      <stop offset="0.38" stopColor="#fff" stopOpacity="0" />
      <stop offset="0.55" stopColor="#000" stopOpacity="0" />
      <stop offset="1" stopColor="#000" stopOpacity="0.19" />
    </linearGradient>
  );
}
