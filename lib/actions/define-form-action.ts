/** Defines the action of a form, which redirects to another page, or shows its own page again with the error. */
import { redirect } from "next/navigation";
import type { z } from "zod";
import { defineAction } from "./define-action";

/** `run` returns the path to go to. */
export function defineFormAction<Schema extends z.ZodType>(
  schema: Schema,
  run: (input: z.output<Schema>) => Promise<string>,
): (form: FormData) => Promise<void> {
  const action = defineAction(schema, run);
  return async (form) => {
    const answer = await action(form);
    if (answer.ok) redirect(answer.data);
  };
}
