"use client";

/** Which behaviors matter most in the person's role now: up to two, optional, saved as they are marked. */
import { useState } from "react";
import { FieldGroup } from "@/components/ui/field-group";
import { useFormField } from "@/components/ui/form-context";
import type { ActionResult } from "@/lib/domain/request/action-result";

type PrioritiesFieldProps = {
  assessmentId: string;
  behaviors: { id: string; name: string }[];
  chosen: string[];
  /** A prop, since the module that has it imports zod, which the browser should not load. */
  most: number;
  save: (input: { assessmentId: string; priorities: string[] }) => Promise<ActionResult<void>>;
};

export function PrioritiesField({ assessmentId, behaviors, chosen, most, save }: PrioritiesFieldProps) {
  const { typed } = useFormField("priorities", {});
  const [marked, setMarked] = useState(typed ? [...typed] : chosen);
  const [status, setStatus] = useState("");

  async function mark(id: string, isMarked: boolean) {
    const next = isMarked ? [...marked, id] : marked.filter((each) => each !== id);
    setMarked(next);
    if (next.length > most) {
      setStatus("Please choose at most two.");
      return;
    }
    setStatus("Saving…");
    try {
      const answer = await save({ assessmentId, priorities: next });
      setStatus(answer.ok ? "Saved" : answer.message);
    } catch {
      setStatus("Offline: sent when you press See my level summary");
    }
  }

  return (
    <FieldGroup
      name="priorities"
      legend="What matters most in your role now?"
      legendClassName="font-display text-[1.4rem] leading-snug font-semibold"
      hint="Up to two, optional. When several behaviors are at your lowest level, these come first as your focus."
    >
      <div className="mt-3 grid gap-x-6 sm:grid-cols-2">
        {behaviors.map(({ id, name }) => (
          <label key={id} className="flex min-h-11 cursor-pointer items-center gap-3">
            <input
              type="checkbox"
              name="priorities"
              value={id}
              checked={marked.includes(id)}
              onChange={(event) => void mark(id, event.target.checked)}
              className="size-5 accent-accent"
            />
            {name}
          </label>
        ))}
      </div>
      <p role="status" className="mt-1 min-h-6 text-[0.94rem] text-ink-3">
        {status}
      </p>
    </FieldGroup>
  );
}
