/** How many people gave each answer, by behavior: one bar each, with the same in words beside it. */
import { BarTable } from "./bar-table";
import { levelFill } from "./level-ramp";

const WIDTH = 300;
const HEIGHT = 18;

export type AnswerBarsRow = {
  id: string;
  name: string;
  /** `counts` by level, lowest first. Null where there is no bar: then `words` say why. */
  bar: { counts: readonly number[]; noOpportunity: number } | null;
  words: string;
};

export function AnswerBars({ caption, rows }: { caption: string; rows: readonly AnswerBarsRow[] }) {
  return (
    <BarTable caption={caption} drawn="Answers">
      {rows.map(({ id, name, bar, words }) => (
        <tr key={id} className="break-inside-avoid border-b border-line max-sm:block max-sm:py-3">
          <th scope="row" className="py-3 pr-6 align-top leading-snug font-normal max-sm:block max-sm:py-0 sm:w-[17rem]">
            {name}
          </th>
          <td className="py-3 align-top max-sm:block max-sm:pt-1.5 max-sm:pb-0">
            {bar ? (
              <>
                <Bar {...bar} />
                <p className="mt-1.5 text-[0.94rem] text-ink-2">{words}</p>
              </>
            ) : (
              <p className="text-[0.94rem] text-ink-3 italic">{words}</p>
            )}
          </td>
        </tr>
      ))}
    </BarTable>
  );
}

function Bar({ counts, noOpportunity }: { counts: readonly number[]; noOpportunity: number }) {
  const total = counts.reduce((sum, count) => sum + count, noOpportunity);
  const unit = WIDTH / total;
  const before = counts.map((_, rank) => counts.slice(0, rank).reduce((sum, count) => sum + count, 0));
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="block h-auto w-full max-w-[24rem]" aria-hidden="true" focusable="false">
      {counts.map(
        (count, rank) =>
          count > 0 && (
            <rect
              // The bars represent the ranks.
              key={`rank-${before[rank]}`}
              x={(before[rank] ?? 0) * unit + 1}
              y="1"
              width={Math.max(count * unit - 3, 1)}
              height={HEIGHT - 2}
              rx="6"
              className={levelFill(rank)}
            />
          ),
      )}
      {noOpportunity > 0 && (
        <rect
          x={(total - noOpportunity) * unit + 1}
          y="1"
          width={Math.max(noOpportunity * unit - 3, 1)}
          height={HEIGHT - 2}
          rx="6"
          className="fill-none stroke-edge"
          strokeDasharray="2 4"
        />
      )}
    </svg>
  );
}
