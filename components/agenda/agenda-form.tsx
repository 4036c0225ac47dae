/** The form in which a coach changes an agenda: what to leave out, how to ask, and their own points. */
import { Button } from "@/components/ui/button";
import { ChoiceField } from "@/components/ui/choice-field";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Field } from "@/components/ui/field";
import { ResilientForm } from "@/components/ui/resilient-form";
import { fieldNames, type PreparedPoint, type PreparedSection } from "@/lib/domain/agenda/agenda";
import type { ActionError } from "@/lib/domain/request/action-result";

type AgendaFormProps = {
  teamId: string;
  /** The member's name, for a one-to-one. */
  userId?: string;
  version: number;
  /** Each point, also those that are left out. */
  sections: readonly PreparedSection[];
  own: string;
  actionError: ActionError | null;
  isOpen: boolean;
  action: (form: FormData) => Promise<void>;
};

export function AgendaForm({ teamId, userId, version, sections, own, actionError, isOpen, action }: AgendaFormProps) {
  return (
    <details id="edit" open={isOpen} className="mt-12 max-w-[48rem] print:hidden">
      <summary className="inline-flex min-h-11 cursor-pointer list-none items-center rounded-full border-[1.5px] border-edge px-5 font-semibold text-ink hover:border-ink-3 [&::-webkit-details-marker]:hidden">
        Edit this agenda
      </summary>
      <ResilientForm
        key={`${version} ${actionError ? "typed" : "kept"}`}
        action={action}
        className="mt-5 rounded-card border-[1.5px] border-edge bg-surface p-5"
      >
        <input type="hidden" name="teamId" value={teamId} />
        {userId !== undefined && <input type="hidden" name="userId" value={userId} />}
        <input type="hidden" name="version" value={version} />
        {actionError && <ErrorNotice actionError={actionError} title="The agenda was not saved" className="mb-5" />}
        <p className="text-ink-2">
          Only you see what you change here. The rest is built each time from what is shared with you at that moment.
        </p>
        {sections.flatMap(({ points }) => points.map((point) => <PointFields key={point.key} point={point} actionError={actionError} />))}
        <div className="mt-8">
          <Field
            id="own"
            name="own"
            label="Your own points"
            hint="One per line."
            multiline
            rows={6}
            defaultValue={actionError?.values.own ?? own}
            error={actionError?.fieldErrors.own}
          />
        </div>
        <Button type="submit" className="mt-6">
          Save agenda
        </Button>
      </ResilientForm>
    </details>
  );
}

function PointFields({ point, actionError }: { point: PreparedPoint; actionError: ActionError | null }) {
  const { heading, why, given, question, isLeftOut } = point;
  const names = fieldNames(point.key);
  return (
    <fieldset className="mt-7 min-w-0 border-t border-line pt-4">
      <legend className="float-left w-full font-semibold wrap-anywhere">{heading}</legend>
      <p className="clear-both wrap-anywhere text-[0.94rem] text-ink-2">{why}</p>
      <ChoiceField
        type="checkbox"
        name={names.out}
        value="yes"
        defaultChecked={actionError ? actionError.values[names.out] === "yes" : isLeftOut}
        label="Leave this out"
      />
      <input type="hidden" name={names.given} value={given} />
      <Field
        id={names.question}
        name={names.question}
        label="The question"
        hint="Leave it empty to use the suggested question."
        multiline
        rows={3}
        className="field-sizing-content min-h-28"
        defaultValue={actionError?.values[names.question] ?? question}
        error={actionError?.fieldErrors[names.question]}
      />
    </fieldset>
  );
}
