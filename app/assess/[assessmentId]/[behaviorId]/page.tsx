/** One rating step. */
import type { Metadata } from "next";
import { saveRatingsAction, saveStepAction } from "@/app/assess/actions";
import { getFormOrResult } from "@/app/assess/get-form-or-result";
import { stepPath } from "@/app/assess/paths";
import { definePage } from "@/app/define-page";
import { RatingSteps, type StepBehavior } from "@/components/assessment/rating-steps";
import { TextLink } from "@/components/ui/text-link";
import { findActor } from "@/lib/auth/actor";
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
  const actor = await findActor();
  const form = await getFormOrResult(actor, assessmentId);
  const { levels } = form.competency.source;
  const behaviors = stepBehaviors(form.competency);
  if (!behaviors.some(({ id }) => id === behaviorId)) throw notFoundError();
  return (
    <div className="mx-auto max-w-[47.5rem] px-5 pt-8 pb-20">
      {/* The offer itself is on the review: a step brings along no form but its own. */}
      {form.move && (
        <p className="mb-6 rounded-card border border-line bg-surface px-5 py-4 text-ink-2">
          The model’s text has changed since you started. You can finish with the text that you started with, or{" "}
          <TextLink href={stepPath(assessmentId, null)}>move to the new text</TextLink>.
        </p>
      )}
      <RatingSteps
        assessmentId={assessmentId}
        behaviors={behaviors}
        levelIds={levels.map(({ id }) => id)}
        levelNames={levels.map(({ name }) => name)}
        behaviorId={behaviorId}
        ratings={form.ratings}
        serverTime={Date.now()}
        isGuest={actor?.kind === "guest"}
        save={saveRatingsAction}
        saveForm={saveStepAction}
      />
    </div>
  );
});
