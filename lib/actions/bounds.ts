/** Bounds on what an action gets, checked before anything looks at it: how many fields, and how long each of them. */
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { MALFORMED } from "./fields";

/** Far more than any form of the app has. */
const MOST_FIELDS = 2_000;

/** Of a field's name, in UTF-16 code units: a draft's are paths of two ids of 100 each. */
const NAME_MAX_LENGTH = 320;

/** Of a text, in UTF-16 code units: more than any form's own bound. */
export const TEXT_MAX_LENGTH = 20_000;

/** The most that a request may hold at all, for a field with a bound of its own that says what is wrong. */
export const WHOLE_REQUEST = 1_048_576;

/** Fields that hold more than TEXT_MAX_LENGTH, each with its own bound: of a text in UTF-16 code units, of a file in bytes. */
export type Longest = Readonly<Record<string, number>>;

/** `count`: how many fields came so far. `length`: of a text in UTF-16 code units, of a file in bytes. */
function checkField(count: number, name: string, length: number, longest: Longest): void {
  if (count > MOST_FIELDS || name.length > NAME_MAX_LENGTH) throw new ExpectedError("Invalid", MALFORMED);
  const max = (Object.hasOwn(longest, name) && longest[name]) || TEXT_MAX_LENGTH;
  if (length <= max) return;
  const [limit, actual] = [max, length].map((each) => each.toLocaleString("en-US"));
  const message = `This is too long: ${actual} characters, where ${limit} fit.`;
  throw new ExpectedError("Invalid", message, { [name]: message }, "tooLong");
}

/** In one pass over the fields. @throws ExpectedError Invalid */
export function checkForm(form: FormData, longest: Longest): void {
  let count = 0;
  for (const [name, value] of form) {
    count += 1;
    checkField(count, name, typeof value === "string" ? value.length : value.size, longest);
  }
}

/** For what a script sends: an object of any depth, in one pass. @throws ExpectedError Invalid */
export function checkObject(input: unknown, longest: Longest): void {
  const open: [name: string, value: unknown][] = [["", input]];
  let count = 0;
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const [name, value] = entry;
    count += 1;
    checkField(count, name, typeof value === "string" ? value.length : 0, longest);
    if (typeof value !== "object" || value === null) continue;
    // Not by a spread: a list of a million entries would not fit into one call.
    for (const key in value) {
      if (open.length > MOST_FIELDS) throw new ExpectedError("Invalid", MALFORMED);
      open.push([key, (value as Record<string, unknown>)[key]]);
    }
  }
}
