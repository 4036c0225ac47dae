/** The team summary as members and coaches see it, and when the next one appears. */
import { formatDay } from "@/components/ui/format-day";
import type { TeamAggregate } from "@/lib/domain/cohort/team-cohort";
import { MEDIAN_EXPLANATION } from "@/lib/domain/overview/insight-wording";
import { countWord } from "@/lib/domain/text/wording";
import { TeamCohortChart } from "./team-cohort-chart";

function describeNext({ next, cohort, minGroupSize }: TeamAggregate): string {
  const what = cohort ? "The next team summary" : "The team summary";
  switch (next.kind) {
    case "needs-more":
      return `${what} appears once ${countWord(minGroupSize)} people or more share a new self-assessment: ${countWord(next.more)} more ${next.more === 1 ? "is" : "are"} needed.`;
    case "scheduled":
      return `${what} appears once everybody in the team has shared, or on ${formatDay(next.at)} with those who have shared by then.`;
    case "due":
      return `${what} appears within the hour.`;
  }
}

/** Goes below a second-level heading on the page. */
export function TeamAggregateView({ view }: { view: TeamAggregate }) {
  const { cohort, isHeldBack } = view;
  return (
    <>
      <p className="max-w-reading text-ink-2">
        {cohort
          ? `${cohort.size} people’s own views, shared by ${formatDay(cohort.drawnAt)}. It shows how many gave each answer, and never who.`
          : "Here the team’s answers will be shown together: how many gave each answer, and never who."}{" "}
        {describeNext(view)}
      </p>
      {isHeldBack && (
        <p className="mt-2 max-w-reading text-ink-2">
          {cohort ? "A newer team summary" : "A team summary"} is ready. You see it once you have reviewed, or skipped, everybody whose
          answers the round hides from you, since it counts them.
        </p>
      )}
      {cohort && (
        <div className="mt-6">
          <p className="mb-3 max-w-reading text-ink-2">
            From {cohort.levels[0]?.name} on the left to {cohort.levels.at(-1)?.name} on the right. {MEDIAN_EXPLANATION}
          </p>
          <TeamCohortChart cohort={cohort} />
        </div>
      )}
      <details className="mt-4 max-w-reading text-ink-2">
        <summary className="min-h-11 cursor-pointer py-2">How a team summary hides single answers</summary>
        <ul className="list-disc space-y-1 border-l border-line pl-9 text-[0.94rem]">
          <li>It counts at least {countWord(view.minGroupSize)} people, and never changes by one person.</li>
          <li>Each self-assessment counts in one team summary only, so two of them can’t be compared to find one person.</li>
          <li>When somebody in it stops sharing or leaves the team, the whole summary is removed.</li>
          <li>Where all answers, or all but one, are the same, they aren’t shown.</li>
        </ul>
      </details>
    </>
  );
}
