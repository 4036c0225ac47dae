/** The if–then plan of one focus: a form, and the saved plan as a sentence. */
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { ResilientForm } from "@/components/ui/resilient-form";
import { type Plan, planSentence } from "@/lib/domain/assessment/plan";
import type { PlanStarter } from "@/lib/domain/competency/competency-model";
import type { ActionError } from "@/lib/domain/request/action-result";

type PlanFormProps = {
  assessmentId: string;
  behaviorId: string;
  starter: PlanStarter;
  plan: Plan | null;
  justQueued: boolean;
  actionError: ActionError | null;
  action: (form: FormData) => Promise<void>;
};

export function PlanForm({ assessmentId, behaviorId, starter, plan, justQueued, actionError, action }: PlanFormProps) {
  const id = `plan-${behaviorId}`;
  const shown = {
    when: actionError?.values.when ?? plan?.when ?? starter.when,
    then: actionError?.values.then ?? plan?.then ?? starter.then,
  };
  return (
    <div id={id} className="mt-9 rounded-card bg-sunk p-5 sm:p-6 print:mt-2 print:p-0">
      <h4 className="font-semibold">{plan ? "Your plan" : "Write your plan"}</h4>
      {plan && (
        <p className="mt-2 font-display text-[1.25rem] leading-snug font-semibold wrap-anywhere print:text-[10pt] print:mt-0.5">
          {planSentence(plan)}
        </p>
      )}
      {justQueued && !actionError && (
        <div className="mt-4 print:hidden">
          <Notice kind="status" title="Your plan is kept." />
        </div>
      )}
      <ResilientForm action={action} className="print:hidden" key={`${shown.when}|${shown.then}`}>
        <p className="mt-1 text-[0.94rem] text-ink-2">
          {plan
            ? "Change it whenever it no longer fits."
            : "People who decide when they will act, act more often. This is a start: make it fit your week."}
        </p>
        <input type="hidden" name="assessmentId" value={assessmentId} />
        <input type="hidden" name="behaviorId" value={behaviorId} />
        {actionError && Object.keys(actionError.fieldErrors).length === 0 && (
          <ErrorNotice actionError={actionError} title="The plan was not kept" className="mt-4" />
        )}
        <div className="mt-4 grid gap-5 sm:grid-cols-2">
          <Field
            id={`${id}-when`}
            name="when"
            label="If …"
            multiline
            rows={2}
            defaultValue={shown.when}
            error={actionError?.fieldErrors.when}
          />
          <Field
            id={`${id}-then`}
            name="then"
            label="then I …"
            multiline
            rows={2}
            defaultValue={shown.then}
            error={actionError?.fieldErrors.then}
          />
        </div>
        <Button type="submit" variant={plan ? "secondary" : "primary"} className="mt-5">
          Keep this plan
        </Button>
      </ResilientForm>
    </div>
  );
}
