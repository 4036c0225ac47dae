/** What a coach typed into an agenda that can no longer be saved, so that it can be copied. */

import { ErrorNotice } from "@/components/ui/error-notice";
import { Field } from "@/components/ui/field";
import { fieldNames } from "@/lib/domain/agenda/agenda";
import type { ActionError } from "@/lib/domain/request/action-result";

/** Only the coach's own text: a suggested question came from answers that are no longer shown. */
function wordsIn({ values }: ActionError): string {
  const reworded = Object.keys(values)
    .filter((name) => name.startsWith("question:"))
    .map((name) => fieldNames(name.slice("question:".length)))
    .filter(({ question, given }) => values[question]?.trim() !== values[given]?.trim())
    .map(({ question }) => values[question]);
  return [...reworded, values.own].filter((text) => text?.trim()).join("\n\n");
}

export function AgendaTypedText({ actionError }: { actionError: ActionError }) {
  const words = wordsIn(actionError);
  return (
    <div className="mt-6 max-w-[48rem]">
      <ErrorNotice actionError={actionError} className="mb-5" />
      {words !== "" && <Field id="typed" name="typed" label="What you typed" multiline readOnly rows={8} value={words} />}
    </div>
  );
}
