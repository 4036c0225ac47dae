/** An if–then plan in a person's own words: what it must hold, and how its two halves become one sentence. */
import { z } from "zod";
import { boundedText } from "@/lib/domain/text/bounded-text";
import { reported } from "@/lib/domain/text/reported";
import { trimEndMarks } from "@/lib/domain/text/trimming";
import { textError } from "@/lib/domain/text/well-formed-text";

/** For each half, in UTF-16 code units. */
const HALF_MAX_LENGTH = 300;

const MALFORMED = "This could not be read as a plan. Please reload the page and try again.";

/** First words that are not proper nouns, and so get a small letter inside the sentence. */
const OPENING_WORDS =
  /^(?:A|An|The|My|Our|We|You|Your|He|She|It|They|Their|His|Her|Its|This|That|These|Those|There|Some|Someone|Somebody|Something|Any|Anyone|Anybody|Another|Every|Everyone|Everybody|Each|No|Nobody|One|Two|Next|At|In|On|After|Before|During|By|Once)(?![\p{L}\p{N}])/u;

const singleLine = (text: string) => text.replace(/\s+/g, " ").trim();
const withoutEndMarks = (text: string) => trimEndMarks(text, " .,;:…");

/** The sentence begins with "If" already, so a leading "when" or "if" goes. */
function tidyWhen(when: string): string {
  const moment = withoutEndMarks(singleLine(when)).replace(/^(?:(?:if|when|whenever)(?![\p{L}\p{N}’'-])[\s,:;.…]*)+/iu, "");
  return withoutEndMarks(moment.replace(/(?<=[\s,:;.…])then$/iu, "")).replace(OPENING_WORDS, (word) => word.toLowerCase());
}

/** The sentence says "then I", so "I will", "I’m" and the like at the start are removed or changed to fit. */
function tidyThen(then: string): string {
  return withoutEndMarks(singleLine(then))
    .replace(/^(?:then(?![\p{L}\p{N}’'-])[\s,:;.…]*)+/iu, "")
    .replace(/^I[’']m(?= |$)/i, "am")
    .replace(/^I[’']d(?= |$)/i, "would")
    .replace(/^I[’']ve(?= |$)/i, "have")
    .replace(/^(?:(?:I will|I[’']ll|will|I)(?: |$))+/i, "")
    .replace(/^\p{Lu}(?=\p{Ll}|$|\s)/u, (letter) => letter.toLowerCase());
}

function halfSchema(tidy: (text: string) => string, missing: string) {
  return boundedText(missing, HALF_MAX_LENGTH, "each half of the plan", "this one")
    .overwrite(singleLine)
    .superRefine(reported((text) => (tidy(text) === "" ? missing : textError(text, HALF_MAX_LENGTH, "each half of the plan", "this one"))));
}

/** Each half is one line, and more than the words that the sentence adds itself ("if", "then I will"). */
export const planSchema = z.strictObject(
  {
    when: halfSchema(tidyWhen, "Say when: the moment that will remind you, such as “the Sprint Review begins”."),
    then: halfSchema(tidyThen, "Say what you will do then, such as “show our goal’s current number first”."),
  },
  MALFORMED,
);

export type Plan = z.infer<typeof planSchema>;

/** "If …, then I …." (Gollwitzer & Sheeran 2006), from halves that planSchema let through. */
export function planSentence({ when, then }: Plan): string {
  const action = tidyThen(then);
  const end = /[.!?…][”’"')\]]*$/u.test(action) ? "" : ".";
  return `If ${tidyWhen(when)}, then I ${action}${end}`;
}
