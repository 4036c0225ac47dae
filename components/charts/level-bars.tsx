/** Each behavior's level as a row of five stones with the level's name: chart and table in one. */
import { BarTable } from "./bar-table";
import { levelFill } from "./level-ramp";
import { STONES } from "./stone-shapes";

type LevelBarsRow = {
  id: string;
  name: string;
  /** Null: no opportunity yet. */
  rank: number | null;
  /** The same behavior in an earlier assessment; omitted without a comparison. */
  earlierRank?: number | null;
};

type LevelBarsProps = {
  caption: string;
  rows: readonly LevelBarsRow[];
  levels: readonly { name: string }[];
  /** The names of the two assessments, when earlier ranks are given. */
  seriesNames?: { current: string; earlier: string };
};

export function LevelBars({ caption, rows, levels, seriesNames = { current: "Now", earlier: "Earlier" } }: LevelBarsProps) {
  return (
    <BarTable caption={caption} drawn="Level">
      {rows.map(({ id, name, rank, earlierRank }) => (
        <tr key={id} className="border-b border-line">
          <th scope="row" className="py-2.5 pr-4 align-middle leading-snug font-normal print:py-0">
            {name}
          </th>
          <td className="w-[9.4rem] py-2.5 sm:w-[1%] align-middle print:py-0">
            <LevelBar rank={rank} levels={levels} series={earlierRank === undefined ? undefined : seriesNames.current} />
            {earlierRank !== undefined && <LevelBar rank={earlierRank} levels={levels} series={seriesNames.earlier} earlier />}
          </td>
        </tr>
      ))}
    </BarTable>
  );
}

type LevelBarProps = {
  rank: number | null;
  levels: readonly { name: string }[];
  series?: string | undefined;
  earlier?: boolean;
  /** The text where there is no rank. */
  blank?: string;
};

export function LevelBar({ rank, levels, series, earlier = false, blank = "No opportunity yet" }: LevelBarProps) {
  const width = levels.length * PILL_STEP;
  return (
    <div className="flex flex-col gap-x-3 gap-y-1 py-0.5 sm:flex-row sm:items-center">
      <svg viewBox={`0 0 ${width} 16`} width={width} height={16} className="shrink-0" aria-hidden="true" focusable="false">
        {rank === null ? (
          <rect
            x="1.5"
            y="4.5"
            width={width - 5}
            height="7"
            rx="3.5"
            className="fill-none stroke-edge"
            strokeDasharray="2 4"
            strokeLinecap="round"
          />
        ) : (
          levels.map(({ name }, step) => (
            <path
              key={name}
              d={PILL.outline}
              // Every other pebble is rotated, so that the row does not look stamped.
              transform={`translate(${step * PILL_STEP + PILL_STEP / 2 - 1} 8) scale(${
                (step % 2 === 0 ? 1 : -1) * (earlier ? 0.09 : 0.122)
              } ${earlier ? 0.11 : 0.19}) translate(${-PILL.center.x} ${-PILL.center.y})`}
              vectorEffect="non-scaling-stroke"
              className={step <= rank ? (earlier ? "fill-ink-3 stroke-ink-3" : levelFill(rank)) : "fill-none stroke-edge"}
              strokeOpacity={step <= rank ? 1 : 0.65}
            />
          ))
        )}
      </svg>
      <span
        className={`text-[0.94rem] leading-snug sm:whitespace-nowrap ${series ? "sm:min-w-[12rem]" : "sm:min-w-[8.6rem]"} ${earlier ? "text-ink-3" : "text-ink-2"} ${rank === null ? "italic" : ""}`}
      >
        {series && <span className="text-ink-3">{series}: </span>}
        {rank === null ? blank : levels[rank]?.name}
      </span>
    </div>
  );
}

const PILL_STEP = 28;
const PILL = STONES[1] as (typeof STONES)[number];
