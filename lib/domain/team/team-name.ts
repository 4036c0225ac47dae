/** What a team may be called, and whatever else of a team's bears a name. */
import { z } from "zod";
import { illFormedReason } from "@/lib/domain/text/well-formed-text";

const MAX_LENGTH = 80;

/** On one line, without characters that nobody sees: the name also stands in the subject of mails. `missing`: the sentence for none. */
export function nameSchema(missing: string) {
  return z
    .string(missing)
    .overwrite((name) =>
      name.replace(/[\s\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, (found) => (found.includes("\u0000") ? found : " ")).trim(),
    )
    .superRefine((name, context) => {
      const reason = illFormedReason(name);
      if (reason) context.addIssue({ code: "custom", message: reason });
      else if (!/[\p{L}\p{N}\p{S}\p{P}]/u.test(name)) context.addIssue({ code: "custom", message: missing });
      else if (name.length > MAX_LENGTH) {
        context.addIssue({
          code: "custom",
          message: `Please keep the name to ${MAX_LENGTH} characters or fewer: this one has ${name.length}.`,
        });
      }
    });
}

export const teamNameSchema = nameSchema("Give the team a name.");
