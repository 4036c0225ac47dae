/** The profile's shape: one axis per behavior, one ring per level. A behavior without a rating is a gap, never a zero. */
import { areaRadial, curveLinearClosed, lineRadial } from "d3-shape";

type RadarAxis = {
  id: string;
  /** One or two words. */
  label: string;
  /** Null: no opportunity yet. */
  rank: number | null;
  /** The same behavior in an earlier assessment; omitted without a comparison. */
  earlierRank?: number | null;
};

type RadarProps = {
  axes: readonly RadarAxis[];
  levels: readonly { name: string }[];
  /** Omit it where a table beside the chart has the same data: then the drawing is hidden from assistive technology. */
  label?: string;
  seriesNames?: { current: string; earlier: string };
  className?: string;
};

type Point = readonly [angle: number, radius: number];

const RADIUS = 100;
const NO_OPPORTUNITY = ["No opportunity", "yet"] as const;

export function Radar({ axes, levels, label, seriesNames = { current: "Now", earlier: "Earlier" }, className }: RadarProps) {
  const angle = (index: number) => (index * 2 * Math.PI) / axes.length;
  // The lowest level has a ring of its own: the center means "not rated" and nothing else.
  const radius = (rank: number) => ((rank + 1) / levels.length) * RADIUS;
  const ring = lineRadial<Point>()
    .angle(([a]) => a)
    .radius(([, r]) => r)
    .curve(curveLinearClosed);
  const names = (rank: number | null) => (rank === null ? NO_OPPORTUNITY : [levels[rank]?.name ?? ""]);
  const labels = axes.map((axis, index) => placeLabel(axis.label, names(axis.rank), angle(index)));
  const left = Math.min(...labels.map((each) => each.box.left)) - 2;
  const right = Math.max(...labels.map((each) => each.box.right)) + 2;
  const top = Math.min(...labels.map((each) => each.box.top)) - 2;
  const bottom = Math.max(...labels.map((each) => each.box.bottom)) + 2;
  const half = Math.max(-left, right);
  const comparing = axes.some(({ earlierRank }) => earlierRank !== undefined);
  const spoken = axes
    .map(({ label: name, rank, earlierRank }) => {
      const now = `${name}: ${names(rank).join(" ")}`;
      return earlierRank === undefined ? now : `${now} (${seriesNames.earlier}: ${names(earlierRank).join(" ")})`;
    })
    .join(". ");
  const access = label
    ? ({ role: "img", "aria-label": `${label} ${spoken}.` } as const)
    : ({ "aria-hidden": true, focusable: "false" } as const);

  return (
    <div className={className}>
      <svg {...access} viewBox={`${-half} ${top} ${half * 2} ${bottom - top}`} className="mx-auto block w-full max-w-[30rem]">
        {levels.map(({ name }, rank) => (
          <path
            key={name}
            d={ring(axes.map((_, index) => [angle(index), radius(rank)])) ?? undefined}
            className={rank === levels.length - 1 ? "fill-none stroke-edge" : "fill-none stroke-line"}
            strokeOpacity={rank === levels.length - 1 ? 0.6 : 1}
          />
        ))}
        {axes.map((axis, index) => {
          const [x, y] = position(angle(index), RADIUS);
          return (
            <line
              key={axis.id}
              x2={x}
              y2={y}
              className={axis.rank === null ? "stroke-edge" : "stroke-line"}
              strokeDasharray={axis.rank === null ? "1 4" : undefined}
              strokeLinecap="round"
            />
          );
        })}
        {comparing && (
          <Series
            points={axes.map(({ earlierRank }, index) => point(angle(index), earlierRank ?? null, radius))}
            className="stroke-signal"
            dot="fill-paper stroke-signal"
            dashed
          />
        )}
        <Series
          points={axes.map(({ rank }, index) => point(angle(index), rank, radius))}
          area="fill-level-4"
          className="stroke-accent"
          dot="fill-accent stroke-paper"
        />
        {axes.map((axis, index) => {
          if (axis.rank !== null) return null;
          const [x, y] = position(angle(index), 8);
          return <circle key={axis.id} cx={x} cy={y} r="3.2" className="fill-paper stroke-ink-3" strokeWidth="1.4" />;
        })}
        {labels.map(({ id, x, y, anchor, lines }, index) => (
          <text key={axes[index]?.id ?? id} textAnchor={anchor}>
            {lines.map((line, row) => (
              <tspan
                key={line}
                x={x}
                y={y + row * LINE}
                className={row === 0 ? "fill-ink text-[14px] font-semibold" : "fill-ink-2 text-[12.5px]"}
              >
                {line}
              </tspan>
            ))}
          </text>
        ))}
      </svg>
      {comparing && (
        <p className="mt-3 flex flex-wrap justify-center gap-x-6 gap-y-1 text-[0.94rem] text-ink-2" aria-hidden={!label}>
          <Key text={seriesNames.current} className="stroke-accent" />
          <Key text={seriesNames.earlier} className="stroke-signal" dashed />
        </p>
      )}
    </div>
  );
}

function Key({ text, className, dashed = false }: { text: string; className: string; dashed?: boolean }) {
  return (
    <span className="flex items-center gap-2">
      <svg width="28" height="6" aria-hidden="true" focusable="false">
        <path d="M1 3H27" className={className} strokeWidth="2.2" strokeDasharray={dashed ? "4 4" : undefined} />
      </svg>
      {text}
    </span>
  );
}

type SeriesProps = {
  /** In the order of the axes; null where nothing was rated. */
  points: readonly (Point | null)[];
  area?: string;
  className: string;
  dot: string;
  dashed?: boolean;
};

function Series({ points, area, className, dot, dashed = false }: SeriesProps) {
  const whole = points.every((each) => each !== null);
  // Starting after a gap keeps a run across the first axis in one piece.
  const start = points.indexOf(null) + 1;
  const turned = [...points.slice(start), ...points.slice(0, start)];
  const fan = areaRadial<Point | null>()
    .defined((each) => each !== null)
    .angle((each) => each?.[0] ?? 0)
    .innerRadius(0)
    .outerRadius((each) => each?.[1] ?? 0);
  const line = fan.lineOuterRadius();
  if (whole) line.curve(curveLinearClosed);
  const outline = line(turned) ?? undefined;
  return (
    <>
      {area && <path d={(whole ? outline : fan(turned)) ?? undefined} className={area} fillOpacity="0.26" />}
      <path
        d={outline}
        className={`fill-none ${className}`}
        strokeWidth="2.2"
        strokeLinejoin="round"
        strokeLinecap="round"
        strokeDasharray={dashed ? "4 5" : undefined}
      />
      {points.map((each) => {
        if (!each) return null;
        const [x, y] = position(...each);
        return <circle key={each[0]} cx={x} cy={y} r={dashed ? 3.4 : 4.6} className={dot} strokeWidth="1.5" />;
      })}
    </>
  );
}

function point(angle: number, rank: number | null, radius: (rank: number) => number): Point | null {
  return rank === null ? null : [angle, radius(rank)];
}

/** As in d3's radial shapes: zero is up, and angles grow clockwise. Rounded, to keep the markup short. */
function position(angle: number, radius: number): [x: number, y: number] {
  return [round(Math.sin(angle) * radius), round(-Math.cos(angle) * radius)];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const LINE = 16;
/** Wider than Inter's average at the label's sizes: the view box is cut to this, and a label must never be clipped. */
const CHARACTER = [8.1, 6.6] as const;

function placeLabel(name: string, levelLines: readonly string[], angle: number) {
  const lines = [name, ...levelLines];
  const [x, edge] = position(angle, RADIUS + 14);
  const side = Math.abs(x) < 8 ? 0 : Math.sign(x);
  const height = lines.length * LINE;
  // Above the center the text ends at the point, below it begins there, at the sides it is centered on it.
  const topEdge = edge - height * (0.5 - 0.5 * (edge / (RADIUS + 14)));
  const width = Math.max(...lines.map((line, row) => line.length * CHARACTER[row === 0 ? 0 : 1]));
  const leftEdge = side === 0 ? x - width / 2 : side > 0 ? x : x - width;
  return {
    id: name,
    x,
    y: round(topEdge + LINE * 0.78),
    anchor: side === 0 ? ("middle" as const) : side > 0 ? ("start" as const) : ("end" as const),
    lines,
    box: { left: leftEdge, right: leftEdge + width, top: topEdge, bottom: topEdge + height },
  };
}
