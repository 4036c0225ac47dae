/** The if–then plan of one focus: a form, and the saved plan as a sentence. */
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Notice } from "@/components/ui/notice";
import { type Plan, planSentence } from "@/lib/domain/assessment/plan";
import type { PlanStarter } from "@/lib/domain/competency/competency-model";
import type { FormAction } from "@/lib/domain/request/action-result";

type PlanFormProps = {
  assessmentId: string;
  behaviorId: string;
  starter: PlanStarter;
  plan: Plan | null;
  justQueued: boolean;
  action: FormAction;
};

export function PlanForm({ assessmentId, behaviorId, starter, plan, justQueued, action }: PlanFormProps) {
  const id = `plan-${behaviorId}`;
  return (
    <div id={id} className="mt-9 rounded-card bg-sunk p-5 sm:p-6 print:mt-2 print:p-0">
      <h4 className="font-semibold">{plan ? "Your plan" : "Write your plan"}</h4>
      {plan && (
        <p dir="auto" className="mt-2 font-display text-[1.25rem] leading-snug font-semibold wrap-anywhere print:text-[10pt] print:mt-0.5">
          {planSentence(plan)}
        </p>
      )}
      {justQueued && (
        <div className="mt-4 print:hidden">
          <Notice kind="status" title="Your plan is kept." />
        </div>
      )}
      <Form name={id} action={action} errorTitle="The plan was not kept" className="print:hidden">
        <p className="mt-1 text-[0.94rem] text-ink-2">
          {plan
            ? "Change it whenever it no longer fits."
            : "People who decide when they will act, act more often. This is a start: make it fit your week."}
        </p>
        <input type="hidden" name="assessmentId" value={assessmentId} />
        <input type="hidden" name="behaviorId" value={behaviorId} />
        <div className="mt-4 grid gap-5 sm:grid-cols-2">
          <Field
            name="when"
            label="If …"
            multiline
            rows={2}
            className="field-sizing-content min-h-28"
            defaultValue={plan?.when ?? starter.when}
          />
          <Field
            name="then"
            label="then I …"
            multiline
            rows={2}
            className="field-sizing-content min-h-28"
            defaultValue={plan?.then ?? starter.then}
          />
        </div>
        <Button type="submit" variant={plan ? "secondary" : "primary"} className="mt-5">
          Keep this plan
        </Button>
      </Form>
    </div>
  );
}
