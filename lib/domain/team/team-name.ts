/** Which names a team, and other things of a team, may have. */

import { boundedText } from "@/lib/domain/text/bounded-text";
import { reported } from "@/lib/domain/text/reported";
import { illFormedReason, textError } from "@/lib/domain/text/well-formed-text";

const MAX_LENGTH = 80;

/**
 * One line, without characters that reverse or hide the text around them: the name also appears in subjects of mails. `missing`:
 * the sentence for no name; `empty` for one without a letter, digit or sign.
 */
export function nameSchema(missing: string, empty = missing, what = "the name", it = "this one") {
  return boundedText(missing, MAX_LENGTH, what, it)
    .overwrite((name) =>
      name.replace(/[\s\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, (found) => (found.includes("\u0000") ? found : " ")).trim(),
    )
    .superRefine(
      reported((name) => illFormedReason(name) ?? (/[\p{L}\p{N}\p{S}\p{P}]/u.test(name) ? textError(name, MAX_LENGTH, what, it) : empty)),
    );
}

export const teamNameSchema = nameSchema("Give the team a name.");
