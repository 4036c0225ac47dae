/** What publishing would do: how many assessments, people and teams it touches, and whose trends show a break. */
import type { ReactNode } from "react";
import type { Change } from "@/lib/domain/competency/difference";

type ImpactViewProps = {
  impact: {
    inProgress: number;
    submitted: number;
    people: number;
    teams: number;
    breaks: readonly { behaviorId: string; name: string }[];
  };
  /** 0 where nothing is published yet. */
  currentNumber: number;
  changes: readonly Change[];
};

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

export function ImpactView({ impact, currentNumber, changes }: ImpactViewProps) {
  const { inProgress, submitted, people, teams, breaks } = impact;
  if (currentNumber === 0) {
    return (
      <p className="mt-4 max-w-reading text-ink-2">
        People can rate themselves on this competency from then on: where there are several, they choose. Nobody’s results change.
      </p>
    );
  }
  const meaning = changes.filter((change) => change.meaning === "meaning").length;
  return (
    <>
      <dl className="mt-5 grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <Count title="In progress" count={counted(inProgress, "assessment", "assessments")}>
          They finish on the revision that they began, unless their owner chooses to move; then answers whose meaning did not change are
          kept.
        </Count>
        <Count title="Submitted" count={counted(submitted, "assessment", "assessments")}>
          By {counted(people, "person", "people")}. Each stays readable with the text of its own revision.
        </Count>
        <Count title="Shared with" count={counted(teams, "team", "teams")}>
          Coaches see each result with the text of its own revision.
        </Count>
        <Count title="Changes" count={`${counted(meaning, "changes", "change")} meaning`}>
          {counted(changes.length - meaning, "is", "are")} wording only.
        </Count>
      </dl>
      <h3 className="mt-8 text-[1.25rem]">Trends that will show a break</h3>
      {breaks.length === 0 ? (
        <p className="mt-2 text-ink-2">None: results before and after stay comparable.</p>
      ) : (
        <ul className="mt-2 list-disc pl-5">
          {breaks.map(({ behaviorId, name }) => (
            <li key={behaviorId} className="wrap-anywhere">
              {name || "A behavior without a name"}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Count({ title, count, children }: { title: string; count: string; children: ReactNode }) {
  return (
    <div className="rounded-card border border-line bg-surface p-4">
      <dt className="text-[0.94rem] text-ink-2">{title}</dt>
      <dd>
        <p className="mt-1 font-display text-[1.35rem] leading-tight font-[560]">{count}</p>
        <p className="mt-2 text-[0.94rem] text-ink-2">{children}</p>
      </dd>
    </div>
  );
}
