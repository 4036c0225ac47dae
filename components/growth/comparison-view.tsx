/** Two of a person's assessments side by side: the earlier levels beside the later ones, and the change in words. */

import { profileRows } from "@/components/assessment/level-summary-view";
import { LevelBars } from "@/components/charts/level-bars";
import { Radar } from "@/components/charts/radar";
import { Section } from "@/components/ui/section";
import { compareAssessments, describeComparison } from "@/lib/domain/assessment/comparison";
import { ratedLevel } from "@/lib/domain/assessment/rated-behaviors";
import type { Rating } from "@/lib/domain/assessment/timed-rating";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { levelName } from "@/lib/domain/text/wording";

type Submission = { competency: CompetencyModel; revisionNumber: number; ratings: Rating[]; date: string };

type NotComparedProps = { earlier: Submission; later: Submission; broken: ReadonlySet<string> };

/** The earlier and later answers that cannot be compared, each with the text of its own revision. */
function NotCompared({ earlier, later, broken }: NotComparedProps) {
  const said = ({ competency, ratings }: Submission, id: string) => {
    const level = ratedLevel(ratings.find(({ behaviorId }) => behaviorId === id)?.answer);
    return level === null ? null : `${levelName(competency.source, level)}: ${competency.additions.anchors[id]?.[level] ?? ""}`;
  };
  const names = new Map(
    [earlier, later].flatMap(({ competency }) => competency.source.behaviors.map(({ id, name }) => [id, name] as const)),
  );
  const rows = [...names].filter(([id]) => broken.has(id) && said(earlier, id) !== null);
  if (rows.length === 0) return null;
  return (
    <Section id="not-compared" title="Where the meaning changed" size="subpart" className="mt-12">
      <p className="mt-2 max-w-reading text-ink-2">
        Revision {earlier.revisionNumber} of the model and revision {later.revisionNumber} mean different things here, so these levels are
        side by side in their own words, and no line is drawn from one to the other.
      </p>
      <dl className="mt-4 divide-y divide-line border-y border-line">
        {rows.map(([id, name]) => (
          <div key={id} className="grid gap-x-8 gap-y-1 py-4 sm:grid-cols-[16rem_1fr]">
            <dt className="font-semibold">{name}</dt>
            <dd className="min-w-0 text-ink-2">
              <p>
                <span className="text-ink-3">{earlier.date}: </span>
                {said(earlier, id)}
              </p>
              <p className="mt-1">
                <span className="text-ink-3">{later.date}: </span>
                {said(later, id) ??
                  (later.competency.source.behaviors.some((behavior) => behavior.id === id) ? "Not rated." : "No longer asked.")}
              </p>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** By the later revision. `broken` are the behaviors with another meaning on the earlier one. */
export function ComparisonView({ earlier, later, broken }: NotComparedProps) {
  const { competency } = later;
  const before = profileRows(
    competency,
    earlier.ratings.filter(({ behaviorId }) => !broken.has(behaviorId)),
  );
  const rows = profileRows(competency, later.ratings).map((row, index) =>
    // Neither a rank nor "no opportunity yet": there is nothing to compare.
    broken.has(row.id) ? row : { ...row, earlierRank: before[index]?.rank ?? null },
  );
  const { levels } = competency.source;
  const seriesNames = { current: later.date, earlier: earlier.date };
  return (
    <>
      <p className="max-w-reading text-lg text-ink-2">
        {describeComparison(competency.source, compareAssessments(competency.source, earlier.ratings, later.ratings, broken))}
      </p>
      <div className="mt-8 grid items-center gap-x-12 gap-y-8 lg:grid-cols-2">
        <Radar axes={rows} levels={levels} seriesNames={seriesNames} />
        <LevelBars caption="Each behavior's level in both self-assessments" rows={rows} levels={levels} seriesNames={seriesNames} />
      </div>
      <NotCompared earlier={earlier} later={later} broken={broken} />
    </>
  );
}
