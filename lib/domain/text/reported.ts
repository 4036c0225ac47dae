/** How a schema says what is wrong with a text. */
import type { z } from "zod";

/** For `superRefine`: the issue is the sentence that `check` returns; null where nothing is wrong. */
export function reported(check: (text: string) => string | null) {
  return (text: string, context: z.core.$RefinementCtx<string>): void => {
    const message = check(text);
    if (message !== null) context.addIssue({ code: "custom", message });
  };
}
