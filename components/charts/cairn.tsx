/** The cairn: five stones filled up to a level, each with its level's name beside it. */
import { Stones } from "./stones";

type CairnProps = {
  /** Lowest first. The drawing has five stones. */
  levels: readonly { name: string }[];
  /** The highest filled rank; null when there is no level to show. */
  filledTo: number | null;
  /** Alternative text: "Your overall level: Advanced". */
  label: string;
  /** On the landing page it is large, animated, and represents the whole path, so no name is emphasized. */
  size?: "large" | "small";
};

export function Cairn({ levels, filledTo, label, size = "small" }: CairnProps) {
  const large = size === "large";
  return (
    <figure className={`flex min-w-0 items-stretch ${large ? "gap-2.5 sm:gap-4" : "gap-2.5"}`}>
      <figcaption className="sr-only">{label}</figcaption>
      <Stones
        filledTo={filledTo}
        settling={large}
        leaders
        className={`h-auto min-w-0 shrink self-start ${large ? "w-[13.5rem] sm:w-[18rem] lg:w-[26rem]" : "w-48 print:w-28"}`}
      />
      {/* The rows are as high as the stones, so a name is beside its stone at every size. */}
      <ol
        reversed
        className={`grid shrink-0 grid-rows-[53fr_48fr_56fr_61fr_82fr] leading-none ${large ? "text-[0.97rem] sm:text-lg" : "text-[0.94rem]"}`}
      >
        {levels
          .map(({ name }, rank) => (
            <li key={name} className={`flex items-center ${rank === filledTo && !large ? "font-bold text-ink" : "text-ink-2"}`}>
              {name}
            </li>
          ))
          .reverse()}
      </ol>
    </figure>
  );
}
