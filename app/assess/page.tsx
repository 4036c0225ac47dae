/** Starts a self-assessment, or links to the one in progress. */
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { definePage } from "@/app/define-page";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { formatDay } from "@/components/ui/format-day";
import { findActor } from "@/lib/auth/actor";
import { getAssessmentsOverview } from "@/lib/data/assessment/queries";
import { listCompetencies } from "@/lib/data/competency/queries/published";
import { capitalize, countWord } from "@/lib/domain/text/wording";
import { startAssessmentAction } from "./actions";
import { stepPath } from "./paths";

export const metadata: Metadata = { title: "Self-assessment" };

export default definePage(async function AssessPage() {
  const { inProgress, latest } = await getAssessmentsOverview(await findActor());
  const competencies = await listCompetencies(await findActor());
  const several = competencies.length > 1;
  if (inProgress) redirect(stepPath(inProgress.assessmentId, inProgress.nextBehaviorId));
  return (
    <div className="mx-auto max-w-[47.5rem] px-5 pt-8">
      <h1 className="mt-6 text-page">
        {several ? "What would you like to look at?" : `Rate yourself on ${countWord(competencies[0]?.behaviorCount ?? 0)} behaviors`}
      </h1>
      <p className="mt-4 text-lg text-ink-2">
        For each behavior, choose the example that is most like what you do now. It takes about five minutes, and you can stop and come
        back. “No opportunity yet” is a good answer too.
      </p>
      <p className="mt-4 text-ink-2">
        No account needed. Your answers are yours: nobody sees them until you share them. Without an account they are deleted 30 days after
        you last worked on them.
      </p>
      {latest && (
        <p className="mt-4 text-ink-2">
          Your latest is of {formatDay(latest.submittedAt)}:{" "}
          <a className="text-link" href={`/results/${latest.assessmentId}`}>
            see its level summary
          </a>
          .
        </p>
      )}
      {several ? (
        <ul className="mt-8 grid gap-4">
          {competencies.map(({ competencyId, name, purpose, behaviorCount }) => (
            <li key={competencyId} className="rounded-panel border border-line bg-surface p-6">
              <h2 className="text-subpart">{name}</h2>
              <p className="mt-2 text-ink-2">{purpose}</p>
              <Form
                name={`start-${competencyId}`}
                action={startAssessmentAction}
                errorTitle="Not started"
                className="mt-5 flex flex-wrap items-center gap-x-5 gap-y-2"
              >
                <input type="hidden" name="competencyId" value={competencyId} />
                <Button type="submit">
                  Start self-assessment<span className="sr-only"> in {name}</span>
                </Button>
                <p className="text-ink-3">{behaviorCount === 1 ? "One behavior" : `${capitalize(countWord(behaviorCount))} behaviors`}</p>
              </Form>
            </li>
          ))}
        </ul>
      ) : (
        <Form name="start" action={startAssessmentAction} errorTitle="Not started" className="mt-8">
          <Button type="submit">Start self-assessment</Button>
        </Form>
      )}
    </div>
  );
});
