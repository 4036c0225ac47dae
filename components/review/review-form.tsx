/** A coach's own ratings of what a member shares, given before or after seeing the member's. */

import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { FieldGroup } from "@/components/ui/field-group";
import { Form } from "@/components/ui/form";
import type { Autosave } from "@/components/ui/use-autosave";
import type { Behavior, CompetencyModel } from "@/lib/domain/competency/competency-model";
import type { FormAction } from "@/lib/domain/request/action-result";
import { NOT_OBSERVED, type OwnReview } from "@/lib/domain/review/review";
import { answerField, commentField } from "@/lib/domain/review/review-form";
import { AnswerChoice } from "./answer-choice";
import { type ReviewPlace, ReviewTargetFields } from "./review-target";

type ReviewFormProps = {
  place: ReviewPlace;
  personName: string;
  competency: CompetencyModel;
  review: OwnReview | undefined;
  /** Whether this coach may see the member's answers already. */
  isSkipped: boolean;
  action: FormAction;
  autosave: Autosave;
};

export function ReviewForm({ place, personName, competency, review, isSkipped, action, autosave }: ReviewFormProps) {
  const entryOf = (behaviorId: string) => review?.entries.find((entry) => entry.behaviorId === behaviorId);
  return (
    <Form
      name={`review-${place.assessmentId}`}
      action={action}
      autosave={autosave}
      errorTitle="Your review was not saved"
      aria-label="Your review"
    >
      <ReviewTargetFields place={place} review={review} />
      {competency.source.behaviors.map((behavior) => (
        <BehaviorFields
          key={behavior.id}
          behavior={behavior}
          competency={competency}
          personName={personName}
          answer={entryOf(behavior.id)?.answer ?? null}
          comment={entryOf(behavior.id)?.comment ?? ""}
        />
      ))}
      <div className="grid max-w-reading gap-6 border-t border-line pt-8">
        <WholeFields personName={personName} review={review} />
      </div>
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
          <ConfirmDialog label="Show their ratings first">
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
    </Form>
  );
}

/** Texts about the competency as a whole: for the member, and for the coach alone. */
export function WholeFields({ personName, review }: { personName: string; review: Pick<OwnReview, "comment" | "notes"> | undefined }) {
  return (
    <>
      <Field
        name="comment"
        label={`Comment for ${personName} on the whole`}
        hint="They get it with your ratings, once you release the review."
        multiline
        rows={4}
        defaultValue={review?.comment ?? ""}
      />
      <NotesField notes={review?.notes ?? ""} />
    </>
  );
}

export function NotesField({ notes }: { notes: string }) {
  return (
    <Field
      name="notes"
      label="Notes for you alone"
      hint="Nobody else sees them, and they are never released."
      multiline
      rows={4}
      defaultValue={notes}
    />
  );
}

type BehaviorFieldsProps = {
  behavior: Behavior;
  competency: CompetencyModel;
  personName: string;
  answer: string | null;
  comment: string;
};

function BehaviorFields({ behavior, competency, personName, answer, comment }: BehaviorFieldsProps) {
  const { id, name, definition } = behavior;
  const choices = [
    ...competency.source.levels.map((level) => ({
      value: level.id,
      label: level.name,
      anchor: competency.additions.anchors[id]?.[level.id],
    })),
    { value: NOT_OBSERVED, label: "Not observed", anchor: "You have not seen enough of it to say. It is not a level." },
  ];
  return (
    <FieldGroup
      name={answerField(id)}
      legend={name}
      legendClassName="float-left w-full font-display text-[1.4rem] leading-snug font-semibold"
      hint={<p className="clear-both max-w-reading pt-1">{definition}</p>}
      className="mb-8 border-t border-line pt-8"
    >
      <div className="mt-4 grid gap-2.5">
        {choices.map((choice) => (
          <AnswerChoice key={choice.value} behaviorId={id} isChosen={answer === choice.value} {...choice} />
        ))}
      </div>
      <div className="mt-5 max-w-reading">
        <Field
          name={commentField(id)}
          label={`Comment for ${personName} on ${name}`}
          hint="Optional."
          multiline
          rows={2}
          defaultValue={comment}
        />
      </div>
    </FieldGroup>
  );
}
