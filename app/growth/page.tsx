/** A person's self-assessments: the one in progress, and every one submitted. */
import type { Metadata } from "next";
import { discardAssessmentAction, startAssessmentAction } from "@/app/assess/actions";
import { stepPath } from "@/app/assess/paths";
import { definePage } from "@/app/define-page";
import { AgreedLines } from "@/components/growth/agreed-lines";
import { Button, ButtonLink } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Form } from "@/components/ui/form";
import { formatDay } from "@/components/ui/format-day";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { findActor } from "@/lib/auth/actor";
import { getAssessmentsOverview } from "@/lib/data/assessment/queries";
import { listCompetencies } from "@/lib/data/competency/queries/published";
import { listAgreedLines, listSubmittedAssessments } from "@/lib/data/growth/queries";

export const metadata: Metadata = { title: "My growth" };

type InProgressProps = Awaited<ReturnType<typeof getAssessmentsOverview>>["alsoInProgress"][number] & { title: string };

function InProgress({ title, assessmentId, competencyName, startedAt, answered, total, nextBehaviorId }: InProgressProps) {
  const id = `in-progress-${assessmentId}`;
  return (
    <Section id={id} title={title} size="subpart" className="mt-8 rounded-panel border border-line bg-surface p-6">
      <p className="mt-2 text-ink-2">
        {competencyName}, begun on {formatDay(startedAt)}: {answered} of {total} answered.
      </p>
      <div className="mt-5 flex flex-wrap items-center gap-3">
        <ButtonLink href={stepPath(assessmentId, nextBehaviorId)}>Continue self-assessment</ButtonLink>
        <Form name={`discard-${assessmentId}`} action={discardAssessmentAction} errorTitle="Not discarded">
          <input type="hidden" name="assessmentId" value={assessmentId} />
          <ConfirmDialog label="Discard …">
            <p className="mb-3 text-ink-2">Its answers are deleted and cannot be brought back.</p>
            <Button type="submit" variant="secondary">
              Discard this self-assessment
            </Button>
          </ConfirmDialog>
        </Form>
      </div>
    </Section>
  );
}

export default definePage(async function GrowthPage() {
  const actor = await findActor();
  const [{ inProgress, alsoInProgress }, submitted, competencies, agreed] = await Promise.all([
    getAssessmentsOverview(actor),
    listSubmittedAssessments(actor),
    listCompetencies(actor),
    listAgreedLines(actor),
  ]);
  const several = competencies.length > 1;
  return (
    <div className="mx-auto max-w-[52rem] px-5 pt-8">
      <h1 className="text-page">My growth</h1>
      {inProgress && <InProgress title="In progress" {...inProgress} />}
      {alsoInProgress.map((assessment) => (
        <InProgress key={assessment.assessmentId} title="Also in progress, from before you signed in" {...assessment} />
      ))}
      {submitted.length > 0 ? (
        <Section id="submitted" title="Self-assessments" size="subpart" className="mt-10">
          <ul className="mt-3 divide-y divide-line border-y border-line">
            {submitted.map(({ assessmentId, competencyId, competencyName, submittedAt, workingAt, ratedCount, isCorrection }, index) => {
              const before = submitted.slice(index + 1).find((earlier) => earlier.competencyId === competencyId);
              return (
                <li key={assessmentId} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3">
                  <div className="min-w-0">
                    <p className="font-semibold">
                      {formatDay(submittedAt)}
                      {isCorrection && <span className="font-normal text-ink-3"> · a correction</span>}
                    </p>
                    <p className="text-ink-2">
                      {several && `${competencyName}: `}
                      {workingAt
                        ? `Working at ${workingAt}`
                        : `${ratedCount === 1 ? "1 behavior" : `${ratedCount} behaviors`} rated, no overall level`}
                    </p>
                    <AgreedLines lines={agreed.filter((line) => line.assessmentId === assessmentId)} />
                  </div>
                  <p className="flex flex-wrap gap-x-6">
                    <TextLink href={`/results/${assessmentId}`}>
                      Level summary<span className="sr-only"> of {formatDay(submittedAt)}</span>
                    </TextLink>
                    {before && (
                      <TextLink href={`/growth/compare?earlier=${before.assessmentId}&later=${assessmentId}`}>
                        Compare with the one before
                      </TextLink>
                    )}
                  </p>
                </li>
              );
            })}
          </ul>
        </Section>
      ) : (
        <p className="mt-6 max-w-[40rem] text-lg text-ink-2">
          Your self-assessments will be here, each with its level summary, and two of them side by side. The first takes about five minutes.
        </p>
      )}
      {!inProgress && several && (
        <p className="mt-8">
          <ButtonLink href="/assess">{submitted.length > 0 ? "Rate yourself again" : "Start self-assessment"}</ButtonLink>
        </p>
      )}
      {!inProgress && !several && (
        <Form name="start" action={startAssessmentAction} errorTitle="Not started" className="mt-8">
          <Button type="submit">{submitted.length > 0 ? "Retake self-assessment" : "Start self-assessment"}</Button>
        </Form>
      )}
      {actor?.kind === "guest" && (
        <p className="mt-8 text-[0.94rem] text-ink-3">
          Without an account your work is kept in this browser until {formatDay(actor.keptUntil)}, 30 days after you last worked on it, and
          then deleted.{" "}
          <a className="text-link" href="/sign-in?next=%2Fgrowth">
            Sign in
          </a>{" "}
          to keep it.
        </p>
      )}
    </div>
  );
});
