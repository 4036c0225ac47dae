/** A member's ratings and a coach's, behavior by behavior: two rows of stones, never one number. Large gaps are also named in words. */
import type { ReactNode } from "react";
import { LevelBar } from "@/components/charts/level-bars";
import { formatDay } from "@/components/ui/format-day";
import { rankOf, ratedLevel } from "@/lib/domain/assessment/rated-behaviors";
import { NO_OPPORTUNITY, type Rating } from "@/lib/domain/assessment/timed-rating";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { type AgreedLevel, currentAgreedLevel } from "@/lib/domain/review/agreed-level";
import { isTalkingPoint, NOT_OBSERVED, type ReviewEntry, sideBySide, talkingPoints } from "@/lib/domain/review/review";
import { countWord, levelName } from "@/lib/domain/text/wording";

type SideBySideViewProps<Entry extends ReviewEntry> = {
  competency: CompetencyModel;
  ratings: readonly Rating[];
  entries: readonly Entry[];
  /** The labels of the two rows: "Their own" and "Yours". */
  names: { member: string; coach: string; example: string };
  agreedLevels: readonly AgreedLevel[];
  headingLevel: 3 | 4;
  /** Comment, reply, or the field for one. */
  renderBelow: (entry: Entry) => ReactNode;
};

export function SideBySideView<Entry extends ReviewEntry>(props: SideBySideViewProps<Entry>) {
  const { competency, ratings, entries, names, agreedLevels, headingLevel, renderBelow } = props;
  const { source } = competency;
  const rows = sideBySide(source, ratings, new Map(entries.map(({ behaviorId, answer }) => [behaviorId, answer])));
  const count = talkingPoints(rows).length;
  const Heading = headingLevel === 3 ? "h3" : "h4";
  return (
    <>
      <p className="max-w-reading text-ink-2">
        {count === 0
          ? "No two ratings are more than one level apart. Neighboring levels are hard to tell apart."
          : `${count === 1 ? "One behavior is a talking point" : `${countWord(count)} behaviors are talking points`.replace(/^./, (letter) => letter.toUpperCase())}: two or more levels apart, and nobody’s mistake.`}
      </p>
      <ol className="mt-4 divide-y divide-line border-y border-line">
        {rows.map((row) => {
          const { behaviorId, member, coach } = row;
          const name = source.behaviors.find(({ id }) => id === behaviorId)?.name ?? "";
          const rank = (levelId: string | null) => (levelId === null ? null : rankOf(source, levelId));
          const entry = entries.find((each) => each.behaviorId === behaviorId);
          const example = ratings.find((each) => each.behaviorId === behaviorId)?.evidence;
          return (
            <li key={behaviorId} className="grid gap-x-10 gap-y-3 py-5 md:grid-cols-[18rem_minmax(0,1fr)]">
              <div>
                <Heading className="font-sans text-base leading-snug font-semibold">{name}</Heading>
                {isTalkingPoint(row) && <TalkingPoint gap={row.gap ?? 0} />}
              </div>
              <div className="min-w-0">
                <LevelBar
                  rank={rank(ratedLevel(member))}
                  levels={source.levels}
                  series={names.member}
                  blank={member === NO_OPPORTUNITY ? "No opportunity yet" : "Not answered"}
                />
                <LevelBar
                  rank={rank(coach === NOT_OBSERVED ? null : coach)}
                  levels={source.levels}
                  series={names.coach}
                  blank="Not observed"
                  earlier
                />
                <AgreedLevel competency={competency} agreedLevel={currentAgreedLevel(agreedLevels, behaviorId)} />
                {example && (
                  <div className="mt-3">
                    <p className="text-[0.94rem] text-ink-3">{names.example}</p>
                    <p dir="auto" className="border-s border-line ps-4 whitespace-pre-line wrap-anywhere text-ink-2">
                      {example}
                    </p>
                  </div>
                )}
                {entry && renderBelow(entry)}
              </div>
            </li>
          );
        })}
      </ol>
    </>
  );
}

function TalkingPoint({ gap }: { gap: number }) {
  return (
    <p className="mt-2 inline-flex items-center gap-2 rounded-full border-[1.5px] border-signal px-3 py-0.5 text-[0.88rem] font-semibold text-signal">
      <svg viewBox="0 0 16 16" className="size-3.5" aria-hidden="true" focusable="false">
        <path d="M2 2h12v8H8l-4 4v-4H2z" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinejoin="round" />
      </svg>
      Talking point
      <span className="sr-only">: {countWord(Math.abs(gap))} levels apart</span>
    </p>
  );
}

function AgreedLevel({ competency, agreedLevel }: { competency: CompetencyModel; agreedLevel: AgreedLevel | undefined }) {
  if (!agreedLevel?.agreedAt) return null;
  return (
    <p className="mt-2 max-w-reading wrap-anywhere">
      <span className="font-semibold">Agreed: {levelName(competency.source, agreedLevel.levelId)}</span>, on{" "}
      {formatDay(agreedLevel.agreedAt)}. Why: <bdi>{agreedLevel.why}</bdi>
    </p>
  );
}
