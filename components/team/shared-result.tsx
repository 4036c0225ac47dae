/** A shared self-assessment as a coach sees it: profile and answers, with examples only where those were shared. */
import { AnswerText } from "@/components/assessment/answer-text";
import { profileRows } from "@/components/assessment/level-summary-view";
import { LevelBars } from "@/components/charts/level-bars";
import { formatDay } from "@/components/ui/format-day";
import type { SharedResult } from "@/lib/domain/team/sharing";

type SharedResultViewProps = {
  result: SharedResult;
  /** The level of its own heading; those of its parts are one below. */
  headingLevel: 2 | 3;
};

export function SharedResultView({ result, headingLevel }: SharedResultViewProps) {
  const { model, ratings, personName, withEvidence, revisionNumber } = result;
  const [Heading, Subheading] = headingLevel === 2 ? (["h2", "h3"] as const) : (["h3", "h4"] as const);
  return (
    <article>
      <Heading className="text-[1.4rem]">
        {personName}, {formatDay(result.submittedAt)}
      </Heading>
      <p className="mt-1 text-ink-2">
        Their own view, a start for a conversation, not a measurement.{" "}
        {withEvidence ? "Examples are shared too." : "Examples are not shared."}
      </p>
      <Subheading className="mt-6 font-semibold">Profile</Subheading>
      <div className="mt-2 max-w-[44rem]">
        <LevelBars
          caption={`Each behavior and the level that ${personName} chose`}
          rows={profileRows(model, ratings)}
          levels={model.source.levels}
        />
      </div>
      <Subheading className="mt-8 font-semibold">Answers</Subheading>
      <dl className="mt-2 divide-y divide-line border-y border-line">
        {model.source.behaviors.map(({ id, name }) => (
          <div key={id} className="grid gap-x-8 gap-y-1 py-4 sm:grid-cols-[16rem_1fr]">
            <dt className="font-semibold">{name}</dt>
            <dd className="min-w-0">
              <AnswerText model={model} behaviorId={id} ratings={ratings} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-[0.94rem] text-ink-3">Taken on revision {revisionNumber} of the model.</p>
    </article>
  );
}
