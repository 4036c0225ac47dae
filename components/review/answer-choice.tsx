"use client";

/** One of a behavior's answers in a review, as a card with its anchor. */
import { useFormField } from "@/components/ui/form-context";
import { answerField } from "@/lib/domain/review/review-form";

type AnswerChoiceProps = { behaviorId: string; value: string; label: string; anchor: string | undefined; isChosen: boolean };

export function AnswerChoice({ behaviorId, value, label, anchor, isChosen }: AnswerChoiceProps) {
  const name = answerField(behaviorId);
  const { typed } = useFormField(name, {});
  const id = `${behaviorId}-${value}`;
  return (
    <label className="grid min-h-11 cursor-pointer grid-cols-[auto_1fr] gap-x-4 rounded-card border border-edge bg-surface px-4 py-3 has-checked:border-accent has-checked:bg-accent/7 has-checked:outline-[2.5px] has-checked:-outline-offset-[2.5px] has-checked:outline-accent has-focus-visible:ring-[2.5px] has-focus-visible:ring-accent has-focus-visible:ring-offset-2 has-focus-visible:ring-offset-paper">
      <input
        type="radio"
        name={name}
        value={value}
        defaultChecked={typed ? typed.includes(value) : isChosen}
        aria-labelledby={id}
        aria-describedby={anchor ? `${id}-anchor` : undefined}
        className="mt-0.5 size-5.5 accent-accent outline-none"
      />
      <span className="min-w-0">
        <span id={id} className="block font-semibold">
          {label}
        </span>
        {anchor && (
          <span id={`${id}-anchor`} className="mt-0.5 block text-[0.94rem] text-ink-2">
            {anchor}
          </span>
        )}
      </span>
    </label>
  );
}
