/** A coach's own ratings of what a member shares, given before or after seeing the member's. */

import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { ResilientForm } from "@/components/ui/resilient-form";
import { TextLink } from "@/components/ui/text-link";
import type { Behavior, CompetencyModel } from "@/lib/domain/competency/competency-model";
import type { ActionError } from "@/lib/domain/request/action-result";
import { NOT_OBSERVED, type OwnReview } from "@/lib/domain/review/review";
import { answerField, commentField } from "@/lib/domain/review/review-form";
import { type ReviewPlace, ReviewTargetFields } from "./review-target";

type ReviewFormProps = {
  place: ReviewPlace;
  personName: string;
  competency: CompetencyModel;
  review: OwnReview | undefined;
  /** Whether this coach may see the member's answers already. */
  isSkipped: boolean;
  actionError: ActionError | null;
  action: (form: FormData) => Promise<void>;
};

export function ReviewForm({ place, personName, competency, review, isSkipped, actionError, action }: ReviewFormProps) {
  const typed = actionError?.values;
  const entryOf = (behaviorId: string) => review?.entries.find((entry) => entry.behaviorId === behaviorId);
  return (
    <ResilientForm action={action} aria-label="Your review" key={typed ? JSON.stringify(typed) : (review?.version ?? 0)}>
      <ReviewTargetFields form="review" place={place} review={review} />
      {competency.source.behaviors.map((behavior) => (
        <BehaviorFields
          key={behavior.id}
          behavior={behavior}
          competency={competency}
          personName={personName}
          answer={typed ? (typed[answerField(behavior.id)] ?? null) : (entryOf(behavior.id)?.answer ?? null)}
          comment={typed?.[commentField(behavior.id)] ?? entryOf(behavior.id)?.comment ?? ""}
          fieldErrors={actionError?.fieldErrors ?? {}}
        />
      ))}
      <div className="grid max-w-reading gap-6 border-t border-line pt-8">
        <WholeFields personName={personName} values={typed ?? review} fieldErrors={actionError?.fieldErrors ?? {}} />
      </div>
      <Unanswered competency={competency} actionError={actionError} />
      <div className="mt-8 flex flex-wrap gap-3">
        <Button type="submit" variant="secondary" name="step" value="save">
          Save draft
        </Button>
        <Button type="submit" name="step" value="commit">
          Commit my ratings
        </Button>
      </div>
      <p className="mt-3 max-w-reading text-ink-2">
        Once committed, your ratings stay as they are{isSkipped ? ", and stand beside theirs" : ", and you see theirs beside them"}.
        Comments and notes can still change. {personName} gets nothing until you release it.
      </p>
      {!isSkipped && (
        <div className="mt-6 max-w-reading">
          <ConfirmDialog label="Show their ratings first" open={typed?.step === "skip"}>
            <p className="text-ink-2">
              You then see what {personName} shares before you have rated, and the review is marked as not blind. What you wrote so far is
              kept.
            </p>
            <Button type="submit" variant="secondary" name="step" value="skip" className="mt-4">
              Show them, and mark it as not blind
            </Button>
          </ConfirmDialog>
        </div>
      )}
    </ResilientForm>
  );
}

/** Links to each behavior that still needs an answer, beside the buttons, since the form is long. */
function Unanswered({ competency, actionError }: Pick<ReviewFormProps, "competency" | "actionError">) {
  const missing = competency.source.behaviors.filter(({ id }) => actionError?.fieldErrors[answerField(id)]);
  if (missing.length === 0) return null;
  return (
    <nav aria-label="Still to answer" className="mt-8 max-w-reading">
      <p className="font-medium text-signal">Not committed yet. Still to answer:</p>
      <ul>
        {missing.map(({ id, name }) => (
          <li key={id}>
            <TextLink href={`#review-${id}`}>{name}</TextLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type WholeFieldsProps = {
  personName: string;
  values: { comment?: string; notes?: string } | undefined;
  fieldErrors: Record<string, string>;
};

/** Texts about the competency as a whole: for the member, and for the coach alone. */
export function WholeFields({ personName, values, fieldErrors }: WholeFieldsProps) {
  return (
    <>
      <Field
        id="review-comment"
        name="comment"
        label={`Comment for ${personName} on the whole`}
        hint="They get it with your ratings, once you release the review."
        multiline
        rows={4}
        defaultValue={values?.comment ?? ""}
        error={fieldErrors.comment}
      />
      <NotesField values={values} fieldErrors={fieldErrors} id="review-notes" />
    </>
  );
}

export function NotesField({ values, fieldErrors, id }: Omit<WholeFieldsProps, "personName"> & { id: string }) {
  return (
    <Field
      id={id}
      name="notes"
      label="Notes for you alone"
      hint="Nobody else sees them, and they are never released."
      multiline
      rows={4}
      defaultValue={values?.notes ?? ""}
      error={fieldErrors.notes}
    />
  );
}

type BehaviorFieldsProps = {
  behavior: Behavior;
  competency: CompetencyModel;
  personName: string;
  answer: string | null;
  comment: string;
  fieldErrors: Record<string, string>;
};

function BehaviorFields({ behavior, competency, personName, answer, comment, fieldErrors }: BehaviorFieldsProps) {
  const { id, name, definition } = behavior;
  const error = fieldErrors[answerField(id)];
  const choices = [
    ...competency.source.levels.map((level) => ({
      value: level.id,
      label: level.name,
      anchor: competency.additions.anchors[id]?.[level.id],
    })),
    { value: NOT_OBSERVED, label: "Not observed", anchor: "You have not seen enough of it to say. It is not a level." },
  ];
  return (
    <fieldset
      id={`review-${id}`}
      className="mb-8 border-t border-line pt-8"
      aria-describedby={`${id}-definition${error ? ` ${id}-error` : ""}`}
    >
      <legend className="float-left w-full font-display text-[1.4rem] leading-snug font-semibold">{name}</legend>
      <p id={`${id}-definition`} className="clear-both max-w-reading pt-1 text-ink-2">
        {definition}
      </p>
      {error && (
        <p id={`${id}-error`} className="mt-2 font-medium text-signal">
          <span className="sr-only">Error: </span>
          {error}
        </p>
      )}
      <div className="mt-4 grid gap-2.5">
        {choices.map(({ value, label, anchor }) => (
          <label
            key={value}
            className="grid min-h-11 cursor-pointer grid-cols-[auto_1fr] gap-x-4 rounded-card border border-edge bg-surface px-4 py-3 has-checked:border-accent has-checked:bg-accent/7 has-checked:outline-[2.5px] has-checked:-outline-offset-[2.5px] has-checked:outline-accent has-focus-visible:ring-[2.5px] has-focus-visible:ring-accent has-focus-visible:ring-offset-2 has-focus-visible:ring-offset-paper"
          >
            <input
              type="radio"
              name={answerField(id)}
              value={value}
              defaultChecked={answer === value}
              aria-labelledby={`${id}-${value}`}
              aria-describedby={anchor ? `${id}-${value}-anchor` : undefined}
              className="mt-0.5 size-5.5 accent-accent outline-none"
            />
            <span className="min-w-0">
              <span id={`${id}-${value}`} className="block font-semibold">
                {label}
              </span>
              {anchor && (
                <span id={`${id}-${value}-anchor`} className="mt-0.5 block text-[0.94rem] text-ink-2">
                  {anchor}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
      <div className="mt-5 max-w-reading">
        <Field
          id={`review-comment-${id}`}
          name={commentField(id)}
          label={`Comment for ${personName} on ${name}`}
          hint="Optional."
          multiline
          rows={2}
          defaultValue={comment}
          error={fieldErrors[commentField(id)]}
        />
      </div>
    </fieldset>
  );
}
