/** A shared self-assessment as a coach sees it: profile and answers, with examples, focus and plan only where those were shared. */
import { AnswerText } from "@/components/assessment/answer-text";
import { profileRows } from "@/components/assessment/level-summary-view";
import { LevelBars } from "@/components/charts/level-bars";
import { formatDay } from "@/components/ui/format-day";
import { planSentence } from "@/lib/domain/assessment/plan";
import type { SharedResult } from "@/lib/domain/sharing/share";
import { behaviorName, levelName } from "@/lib/domain/text/wording";

type SharedResultViewProps = {
  result: SharedResult;
  /** The level of its heading; headings of its parts are one level below. */
  headingLevel: 2 | 3;
};

export function SharedResultView({ result, headingLevel }: SharedResultViewProps) {
  const { competency, ratings, personName, withEvidence, revisionNumber } = result;
  const [Heading, Subheading] = headingLevel === 2 ? (["h2", "h3"] as const) : (["h3", "h4"] as const);
  return (
    <article>
      <Heading className="text-subpart">
        <bdi>{personName}</bdi>, {formatDay(result.submittedAt)}
      </Heading>
      <p className="mt-1 text-ink-2">
        Their own view, a start for a conversation, not a measurement.{" "}
        {withEvidence ? "Examples are shared too." : "Examples are not shared."}{" "}
        {result.withPlan ? "So are focus and plan." : "Focus and plan are not shared."}
      </p>
      <Subheading className="mt-6 font-semibold">Profile</Subheading>
      <div className="mt-2 max-w-reading">
        <LevelBars
          caption={`Each behavior and the level that ${personName} chose`}
          rows={profileRows(competency, ratings)}
          levels={competency.source.levels}
        />
      </div>
      <Subheading className="mt-8 font-semibold">Answers</Subheading>
      <dl className="mt-2 divide-y divide-line border-y border-line">
        {competency.source.behaviors.map(({ id, name }) => (
          <div key={id} className="grid gap-x-8 gap-y-1 py-4 sm:grid-cols-[16rem_1fr]">
            <dt className="font-semibold">{name}</dt>
            <dd className="min-w-0">
              <AnswerText competency={competency} behaviorId={id} ratings={ratings} />
            </dd>
          </div>
        ))}
      </dl>
      {result.focus && (
        <>
          <Subheading className="mt-8 font-semibold">Focus and plan</Subheading>
          <SharedFocus competency={competency} focus={result.focus} plans={result.plans} />
        </>
      )}
      <p className="mt-3 text-[0.94rem] text-ink-3">Taken on revision {revisionNumber} of the model.</p>
    </article>
  );
}

type SharedFocusProps = Pick<SharedResult, "competency" | "plans"> & { focus: NonNullable<SharedResult["focus"]> };

function SharedFocus({ competency: { source }, focus, plans }: SharedFocusProps) {
  const { focuses, opportunity } = focus;
  const next = [
    ...focuses.map(({ behaviorId, levelId, isPriority }) => ({
      behaviorId,
      why: `At ${levelName(source, levelId)} now.${isPriority ? " Marked as mattering most in their role." : ""}`,
    })),
    ...(opportunity === null ? [] : [{ behaviorId: opportunity, why: "Nothing is rated yet, so creating an opportunity comes first." }]),
  ];
  return (
    <ul className="mt-2 divide-y divide-line border-y border-line">
      {next.length === 0 && <li className="py-4 text-ink-2">There is no focus yet.</li>}
      {next.map(({ behaviorId, why }) => {
        const plan = plans[behaviorId];
        return (
          <li key={behaviorId} className="py-4">
            <p className="font-semibold">{behaviorName(source, behaviorId)}</p>
            <p className="text-ink-2">{why}</p>
            <p className="mt-2 wrap-anywhere text-ink-2">
              {plan ? (
                <>
                  Plan: <bdi>“{planSentence(plan)}”</bdi>
                </>
              ) : (
                "No plan is written yet."
              )}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
