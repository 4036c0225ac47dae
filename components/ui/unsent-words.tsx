/** Why a form was not taken whose page has no place for it anymore, and what was typed in it, to copy. */
import type { ActionError } from "@/lib/domain/request/action-result";
import { Notice } from "./notice";

/** Texts of several words, or long ones: not ids, and not what was chosen. */
export function wordsIn(typed: ActionError["typed"]): string[] {
  return Object.values(typed)
    .flat()
    .filter((text) => /\s/.test(text) || text.length > 40);
}

export function UnsentWords({ message, typed }: { message: string; typed: readonly string[] }) {
  return (
    <>
      <Notice kind="alert" title="This was not saved">
        {message}
      </Notice>
      <TypedTexts typed={typed} />
    </>
  );
}

export function TypedTexts({ typed }: { typed: readonly string[] }) {
  if (typed.length === 0) return null;
  return (
    <>
      <p className="mt-8">What you typed, to copy:</p>
      {typed.map((text, position) => (
        <textarea
          // The texts have no names, and the list never changes.
          key={position}
          readOnly
          dir="auto"
          aria-label={`What you typed, ${position + 1}`}
          defaultValue={text}
          className="mt-4 block w-full field-sizing-content min-h-14 rounded-card border-[1.5px] border-edge bg-surface px-4 py-3"
        />
      ))}
    </>
  );
}
