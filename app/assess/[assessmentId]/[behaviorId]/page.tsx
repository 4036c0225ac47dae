/** One rating step. */
import type { Metadata } from "next";
import { moveAssessmentAction, saveRatingsAction, saveStepAction } from "@/app/assess/actions";
import { getFormOrResult } from "@/app/assess/get-form-or-result";
import { definePage } from "@/app/define-page";
import { RatingSteps, type StepBehavior } from "@/components/assessment/rating-steps";
import { MoveOffer } from "@/components/assessment/revision-move-offer";
import { ErrorNotice } from "@/components/ui/error-notice";
import { getActionError } from "@/lib/actions/define-action";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { notFoundError } from "@/lib/domain/request/expected-error";

type Props = { params: Promise<{ assessmentId: string; behaviorId: string }> };

export const metadata: Metadata = { title: "Self-assessment" };

/** Only what the steps show: the rest of the competency stays on the server. */
function stepBehaviors({ source, additions }: CompetencyModel): StepBehavior[] {
  return source.behaviors.map(({ id, name, definition }) => ({
    id,
    name,
    definition,
    anchors: source.levels.map((level) => additions.anchors[id]?.[level.id] ?? ""),
    changes: source.levels.slice(0, -1).map((level) => additions.guidance[id]?.[level.id]?.change ?? ""),
  }));
}

export default definePage(async function StepPage({ params }: Props) {
  const { assessmentId, behaviorId } = await params;
  const form = await getFormOrResult(assessmentId);
  const { levels } = form.competency.source;
  const behaviors = stepBehaviors(form.competency);
  if (!behaviors.some(({ id }) => id === behaviorId)) throw notFoundError();
  const actionError = getActionError();
  return (
    <div className="mx-auto max-w-[47.5rem] px-5 pt-8 pb-20">
      {/* The steps show the errors of their own behavior, beside its fields. */}
      {actionError && !(actionError.values.behaviorId === behaviorId && actionError.fieldErrors.evidence) && (
        <ErrorNotice actionError={actionError} title="Not saved" className="mb-6" />
      )}
      {form.move && <MoveOffer assessmentId={assessmentId} {...form.move} action={moveAssessmentAction} />}
      <RatingSteps
        assessmentId={assessmentId}
        behaviors={behaviors}
        levelIds={levels.map(({ id }) => id)}
        levelNames={levels.map(({ name }) => name)}
        behaviorId={behaviorId}
        ratings={form.ratings}
        serverTime={Date.now()}
        actionError={actionError}
        save={saveRatingsAction}
        saveForm={saveStepAction}
      />
    </div>
  );
});
