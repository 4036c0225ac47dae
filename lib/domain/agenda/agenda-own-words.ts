/** A coach's own words among an agenda's fields, to copy where the agenda can no longer be saved. */
import { fieldNames } from "./agenda";

/** Without suggested questions: they came from answers that are no longer shown. */
export function ownWords(typed: Readonly<Record<string, readonly string[]>>): string[] {
  const textOf = (name: string) => typed[name]?.[0]?.trim() ?? "";
  const reworded = Object.keys(typed)
    .filter((name) => name.startsWith("question:"))
    .map((name) => fieldNames(name.slice("question:".length)))
    .filter(({ question, given }) => textOf(question) !== textOf(given))
    .map(({ question }) => textOf(question));
  return [...reworded, textOf("own")].filter((text) => text !== "");
}
