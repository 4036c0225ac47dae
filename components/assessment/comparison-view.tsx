/** Two of a person's assessments side by side: the earlier levels beside the later ones, and the change in words. */
import { LevelBars } from "@/components/charts/level-bars";
import { Radar } from "@/components/charts/radar";
import { compareAssessments, describeComparison } from "@/lib/domain/assessment/comparison";
import type { Rating } from "@/lib/domain/assessment/timed-rating";
import type { CompetencyModel } from "@/lib/domain/competency/model";
import { profileRows } from "./level-summary-view";

type Sitting = { ratings: Rating[]; date: string };

export function ComparisonView({ model, earlier, later }: { model: CompetencyModel; earlier: Sitting; later: Sitting }) {
  const before = profileRows(model, earlier.ratings);
  const rows = profileRows(model, later.ratings).map((row, index) => ({ ...row, earlierRank: before[index]?.rank ?? null }));
  const { levels } = model.source;
  const seriesNames = { current: later.date, earlier: earlier.date };
  return (
    <>
      <p className="max-w-[44rem] text-lg text-ink-2">
        {describeComparison(model.source, compareAssessments(model.source, earlier.ratings, later.ratings))}
      </p>
      <div className="mt-8 grid items-center gap-x-12 gap-y-8 lg:grid-cols-2">
        <Radar axes={rows} levels={levels} seriesNames={seriesNames} />
        <LevelBars caption="Each behavior's level in both self-assessments" rows={rows} levels={levels} seriesNames={seriesNames} />
      </div>
    </>
  );
}
