/** The level summary: the sentence, how it was found, the cairn, the profile, and what is solid and where the edge is. */
import { Cairn } from "@/components/charts/cairn";
import { LevelBars } from "@/components/charts/level-bars";
import { Radar } from "@/components/charts/radar";
import { describeSummary, MIN_RATED, summarizeLevels } from "@/lib/domain/assessment/level-summary";
import { rankOf, ratedLevel } from "@/lib/domain/assessment/rated-behaviors";
import type { Rating } from "@/lib/domain/assessment/timed-rating";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";

/** Rows for the charts, in the competency's order; null where there was no opportunity yet. */
export function profileRows(competency: CompetencyModel, ratings: readonly Rating[]) {
  return competency.source.behaviors.map(({ id, name }) => {
    const level = ratedLevel(ratings.find(({ behaviorId }) => behaviorId === id)?.answer);
    return { id, name, label: competency.additions.shortNames[id] ?? name, rank: level === null ? null : rankOf(competency.source, level) };
  });
}

export function LevelSummaryView({ competency, ratings, date }: { competency: CompetencyModel; ratings: Rating[]; date: string }) {
  const { levels } = competency.source;
  const summary = summarizeLevels(competency.source, ratings);
  const words = describeSummary(competency.source, summary);
  const rows = profileRows(competency, ratings);
  const overall = summary.overall.kind === "level" ? rankOf(competency.source, summary.overall.levelId) : null;
  const reaching = overall === null ? [] : levels.slice(0, overall + 2);
  const said = [words.solid, words.strongest, words.next, words.notRated].filter((sentence) => sentence !== null);
  return (
    <>
      <header className="grid items-center gap-x-10 gap-y-8 border-b border-line pb-10 lg:grid-cols-[minmax(0,1fr)_auto] print:grid-cols-[minmax(0,1fr)_auto] print:gap-y-2 print:pb-3">
        <div className="max-w-[40rem] print:max-w-none">
          <p className="eyebrow text-signal">
            Self-assessment · <time>{date}</time>
          </p>
          <h1 className="mt-3 text-[2.1rem] sm:text-[3.2rem] print:mt-0.5 print:text-[15pt]">{words.headline}</h1>
          <details className="group mt-5 text-ink-2 print:mt-2">
            <summary className="min-h-11 cursor-pointer py-2 print:min-h-0 print:py-0">{words.found}</summary>
            <div className="border-l border-line pl-4 text-[0.94rem]">
              {overall === null ? (
                <p>
                  “No opportunity yet” is not a rating. With fewer than {MIN_RATED} behaviors rated, one answer more or less could move the
                  level by more than a step.
                </p>
              ) : (
                <>
                  <p>Of your {summary.rated.length} rated behaviors:</p>
                  <ul className="mt-1">
                    {reaching.map(({ id, name }, rank) => {
                      const count = summary.rated.filter((rated) => rated.rank >= rank).length;
                      return (
                        <li key={id}>
                          {count} reach {name} or higher{count * 2 > summary.rated.length ? ": more than half" : ": not more than half"}.
                        </li>
                      );
                    })}
                  </ul>
                </>
              )}
            </div>
          </details>
          <p className="mt-2 text-ink-2 print:mt-1">This is your own view, a start for a conversation, not a measurement.</p>
        </div>
        <Cairn
          levels={levels}
          filledTo={overall}
          label={overall === null ? "No overall level" : `Your overall level: ${levels[overall]?.name}`}
        />
      </header>

      <section aria-labelledby="profile" className="pt-10 print:pt-3">
        <h2 id="profile" className="text-part print:text-[13pt]">
          Your profile
        </h2>
        <div className="mt-6 grid items-center gap-x-12 gap-y-8 lg:grid-cols-2 print:mt-2 print:grid-cols-[2fr_3fr] print:gap-x-6">
          <Radar axes={rows} levels={levels} className="print:mx-auto print:max-w-60" />
          <LevelBars caption="Each behavior and the level you chose" rows={rows} levels={levels} />
        </div>
        <div className="mt-8 max-w-reading space-y-1.5 print:mt-2 print:max-w-none print:space-y-0">
          {said.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      </section>
    </>
  );
}
