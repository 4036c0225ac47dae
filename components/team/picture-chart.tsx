/** How a team's answers spread over the levels: a bar for each behavior, with its counts in words beside it. Chart and table in one. */
import { levelFill } from "@/components/charts/level-ramp";
import type { Distribution, ShownPicture } from "@/lib/domain/team/picture";

const WIDTH = 300;
const HEIGHT = 18;

const HIDDEN: Record<Extract<Distribution["shown"], string>, string> = {
  "too-alike": "Not shown: the answers are so alike that they would give single ones away.",
  "too-few": "Not shown: too few of them were asked about this.",
};

export function PictureChart({ picture }: { picture: ShownPicture }) {
  const { levels, behaviors, distributions, size } = picture;
  return (
    <table className="w-full border-collapse text-left">
      <caption className="sr-only">How many of the {size} people gave each answer, by behavior</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Behavior</th>
          <th scope="col">Answers</th>
        </tr>
      </thead>
      <tbody>
        {distributions.map(({ behaviorId, shown }) => (
          <tr key={behaviorId} className="border-b border-line max-sm:block max-sm:py-3">
            <th scope="row" className="py-3 pr-6 align-top leading-snug font-normal max-sm:block max-sm:py-0 sm:w-[17rem]">
              {behaviors.find(({ id }) => id === behaviorId)?.name}
            </th>
            <td className="py-3 align-top max-sm:block max-sm:pt-1.5 max-sm:pb-0">
              {typeof shown === "string" ? (
                <p className="text-[0.94rem] text-ink-3 italic">{HIDDEN[shown]}</p>
              ) : (
                <>
                  <Bar counts={shown.counts} noOpportunity={shown.noOpportunity} />
                  <p className="mt-1.5 text-[0.94rem] text-ink-2">{inWords(levels, shown)}</p>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function inWords(levels: ShownPicture["levels"], shown: Exclude<Distribution["shown"], string>): string {
  const counted = levels.flatMap(({ name }, rank) => (shown.counts[rank] ? [`${shown.counts[rank]} ${name}`] : []));
  if (shown.noOpportunity > 0) counted.push(`${shown.noOpportunity} no opportunity yet`);
  const median = levels.find(({ id }) => id === shown.medianLevelId)?.name;
  return `${counted.join(", ")}.${median ? ` More than half of those who rated it are at ${median} or higher.` : ""}`;
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
              // The ranks are what the bars stand for.
              key={`rank-${before[rank]}`}
              x={(before[rank] ?? 0) * unit + 1}
              y="1"
              width={count * unit - 3}
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
          width={noOpportunity * unit - 3}
          height={HEIGHT - 2}
          rx="6"
          className="fill-none stroke-edge"
          strokeDasharray="2 4"
        />
      )}
    </svg>
  );
}
