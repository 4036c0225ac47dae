/** The error of a form that its page does not have anymore, since somebody else was first: what happened, and what was typed, to copy. */
import { Arrival } from "@/components/ui/arrival";
import { UnsentWords, wordsIn } from "@/components/ui/unsent-words";
import { findActionError } from "@/lib/actions/define-action";
import type { ActionError } from "@/lib/domain/request/action-result";
import { currentRequestId } from "@/lib/platform/request-context";

type UnsentFormProps = {
  /** The names of the page's forms: each of them shows its own error. */
  shown: readonly string[];
  /** Which fields hold a person's own words. */
  words?: (typed: ActionError["typed"]) => string[];
  className?: string;
};

export function UnsentForm({ shown, words = wordsIn, className = "mt-6" }: UnsentFormProps) {
  const error = findActionError();
  if (!error || (error.form !== null && shown.includes(error.form))) return null;
  return (
    <Arrival key={currentRequestId()} label="What was not saved" className={`max-w-reading ${className}`}>
      <UnsentWords message={error.message} typed={words(error.typed)} />
    </Arrival>
  );
}
