/** Which names a team, and other things of a team, may have. */
import { boundedText, illFormedReason } from "@/lib/domain/text/well-formed-text";

const MAX_LENGTH = 80;

const tooLong = (length: number) =>
  `Please keep the name to ${MAX_LENGTH} characters or fewer: this one has ${length.toLocaleString("en-US")}.`;

/**
 * One line, without invisible characters: the name also appears in subjects of mails. `missing`: the sentence for an empty name.
 */
export function nameSchema(missing: string) {
  return boundedText(missing, MAX_LENGTH, tooLong)
    .overwrite((name) =>
      name.replace(/[\s\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, (found) => (found.includes("\u0000") ? found : " ")).trim(),
    )
    .superRefine((name, context) => {
      const reason = illFormedReason(name);
      if (reason) context.addIssue({ code: "custom", message: reason });
      else if (!/[\p{L}\p{N}\p{S}\p{P}]/u.test(name)) context.addIssue({ code: "custom", message: missing });
      else if (name.length > MAX_LENGTH) context.addIssue({ code: "custom", message: tooLong(name.length) });
    });
}

export const teamNameSchema = nameSchema("Give the team a name.");
