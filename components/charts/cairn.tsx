/** The cairn: five stones filled up to a level, each with its level's name beside it. */
import { Stones } from "./stones";

type CairnProps = {
  /** Lowest first; the drawing has five stones. */
  levels: readonly { name: string }[];
  /** The highest filled rank; null when there is no level to show. */
  filledTo: number | null;
  /** What the figure shows, for those who do not see it: "Your overall level: Advanced". */
  label: string;
  /** The landing page's is large and settles as it opens. */
  size?: "large" | "small";
};

export function Cairn({ levels, filledTo, label, size = "small" }: CairnProps) {
  const large = size === "large";
  return (
    <figure className={`flex items-stretch ${large ? "gap-3 sm:gap-5" : "gap-2.5"}`}>
      <figcaption className="sr-only">{label}</figcaption>
      <Stones
        filledTo={filledTo}
        settling={large}
        className={
          large
            ? "h-[12.5rem] w-auto min-w-0 shrink sm:h-[17rem] lg:h-[22.5rem]"
            : "h-44 w-auto min-w-0 shrink print:h-32"
        }
      />
      {/* The rows are as high as the stones: a name stands beside its stone at every size. */}
      <ol
        reversed
        className={`grid shrink-0 grid-rows-[53fr_48fr_56fr_61fr_82fr] ${large ? "text-[0.97rem] sm:text-lg" : "text-[0.94rem]"}`}
      >
        {levels
          .map(({ name }, rank) => (
            <li
              key={name}
              className={`flex items-center gap-2 leading-none before:h-px before:bg-edge ${large ? "before:w-3 sm:before:w-6" : "before:w-3"} ${
                rank === filledTo ? "font-bold text-ink" : "text-ink-2"
              }`}
            >
              {name}
            </li>
          ))
          .reverse()}
      </ol>
    </figure>
  );
}
