/** The form in which a coach changes an agenda: what to leave out, how to ask, and their own points. */
import { Button } from "@/components/ui/button";
import { ChoiceField } from "@/components/ui/choice-field";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import type { Autosave } from "@/components/ui/use-autosave";
import { fieldNames, type PreparedPoint, type PreparedSection } from "@/lib/domain/agenda/agenda";
import type { FormAction } from "@/lib/domain/request/action-result";

type AgendaFormProps = {
  teamId: string;
  /** The member's name, for a one-to-one. */
  userId?: string;
  version: number;
  /** Each point, also those that are left out. */
  sections: readonly PreparedSection[];
  own: string;
  isOpen: boolean;
  action: FormAction;
  autosave: Autosave;
};

export function AgendaForm({ teamId, userId, version, sections, own, isOpen, action, autosave }: AgendaFormProps) {
  return (
    <Form
      name="agenda"
      action={action}
      autosave={autosave}
      errorTitle="The agenda was not saved"
      className="mt-12 max-w-[48rem] print:hidden"
    >
      <input type="hidden" name="teamId" value={teamId} />
      {userId !== undefined && <input type="hidden" name="userId" value={userId} />}
      <input type="hidden" name="version" value={version} />
      <ConfirmDialog label="Edit this agenda" open={isOpen}>
        <p className="text-ink-2">
          Only you see what you change here. The rest is built each time from what is shared with you at that moment.
        </p>
        {sections.flatMap(({ points }) => points.map((point) => <PointFields key={point.key} point={point} />))}
        <div className="mt-8">
          <Field name="own" label="Your own points" hint="One per line." multiline rows={6} defaultValue={own} />
        </div>
        <Button type="submit" className="mt-6">
          Save agenda
        </Button>
      </ConfirmDialog>
    </Form>
  );
}

function PointFields({ point }: { point: PreparedPoint }) {
  const { heading, why, given, question, isLeftOut } = point;
  const names = fieldNames(point.key);
  return (
    <fieldset className="mt-7 min-w-0 border-t border-line pt-4">
      <legend className="float-left w-full font-semibold wrap-anywhere">{heading}</legend>
      <p className="clear-both wrap-anywhere text-[0.94rem] text-ink-2">{why}</p>
      <ChoiceField type="checkbox" name={names.out} value="yes" defaultChecked={isLeftOut} label="Leave this out" />
      <input type="hidden" name={names.given} value={given} />
      <Field
        name={names.question}
        label="The question"
        hint="Leave it empty to use the suggested question."
        multiline
        rows={3}
        className="field-sizing-content min-h-28"
        defaultValue={question}
      />
    </fieldset>
  );
}
