/** All answers, to check before they are submitted. */
import type { Metadata } from "next";
import { moveAssessmentAction, savePrioritiesAction, saveRatingsAction, submitAssessmentAction } from "@/app/assess/actions";
import { getFormOrResult } from "@/app/assess/get-form-or-result";
import { stepPath } from "@/app/assess/paths";
import { definePage } from "@/app/define-page";
import { AnswerText } from "@/components/assessment/answer-text";
import { PendingAnswersGuard } from "@/components/assessment/pending-answers-guard";
import { PrioritiesField } from "@/components/assessment/priorities-field";
import { MoveOffer } from "@/components/assessment/revision-move-offer";
import { MissedRounds } from "@/components/round/round-missed";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { formFieldId } from "@/components/ui/form-field-id";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { findActor } from "@/lib/auth/actor";
import { listMissedRounds } from "@/lib/data/round/queries";
import { MAX_PRIORITIES } from "@/lib/domain/assessment/focus";
import { progressOf } from "@/lib/domain/assessment/progress";
import { describeCounted } from "@/lib/domain/cohort/organization-cohort";
import { getEnvironment } from "@/lib/platform/environment";

type Props = { params: Promise<{ assessmentId: string }> };

export const metadata: Metadata = { title: "Review answers" };

const SUBMIT_FORM = "submit";

export default definePage(async function ReviewPage({ params }: Props) {
  const { assessmentId } = await params;
  const actor = await findActor();
  const [{ competency, ratings, priorities, move }, missed] = await Promise.all([
    getFormOrResult(actor, assessmentId),
    listMissedRounds(actor, assessmentId, new Date()),
  ]);
  const { behaviors } = competency.source;
  const { unanswered } = progressOf(behaviors, ratings);
  return (
    <div className="mx-auto max-w-[47.5rem] px-5 pt-8">
      {move && <MoveOffer assessmentId={assessmentId} {...move} action={moveAssessmentAction} />}
      <h1 className="text-page">Review answers</h1>
      <p className="mt-3 text-ink-2">
        Read them once more. After you have seen your level summary, they no longer change. Nothing is shown to anybody until you share it.
      </p>
      {actor?.kind === "account" && <p className="mt-3 text-[0.94rem] text-ink-2">{describeCounted(getEnvironment().MIN_GROUP_SIZE)}</p>}
      <MissedRounds rounds={missed} isSubmitted={false} />
      {unanswered.length > 0 && (
        <div className="mt-6">
          <Notice
            kind="status"
            title={unanswered.length === 1 ? "One behavior has no answer yet" : `${unanswered.length} behaviors have no answer yet`}
          >
            Choose a level for each, or “No opportunity yet”.
          </Notice>
        </div>
      )}
      <dl className="mt-8 divide-y divide-line border-y border-line">
        {behaviors.map(({ id, name }) => {
          const isAnswered = !unanswered.includes(id);
          return (
            <div key={id} id={formFieldId(SUBMIT_FORM, id)} tabIndex={-1} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 py-4">
              <dt className="font-semibold">{name}</dt>
              <dd className="row-span-2">
                <TextLink href={stepPath(assessmentId, id)}>
                  {isAnswered ? "Change" : "Answer"}
                  <span className="sr-only"> {name}</span>
                </TextLink>
              </dd>
              <dd className="min-w-0">
                <AnswerText competency={competency} behaviorId={id} ratings={ratings} />
              </dd>
            </div>
          );
        })}
      </dl>
      <Form name={SUBMIT_FORM} action={submitAssessmentAction} errorTitle="Not quite yet" className="mt-10">
        <input type="hidden" name="assessmentId" value={assessmentId} />
        <PendingAnswersGuard assessmentId={assessmentId} behaviorIds={behaviors.map(({ id }) => id)} save={saveRatingsAction} />
        <PrioritiesField
          assessmentId={assessmentId}
          behaviors={behaviors.map(({ id, name }) => ({ id, name }))}
          chosen={priorities}
          most={MAX_PRIORITIES}
          save={savePrioritiesAction}
        />
        <div className="mt-10 flex flex-wrap-reverse items-center justify-between gap-4">
          <a href={stepPath(assessmentId, behaviors.at(-1)?.id ?? null)} className="text-link inline-flex min-h-13 items-center px-2">
            Back
          </a>
          <Button type="submit">See my level summary</Button>
        </div>
      </Form>
    </div>
  );
});
