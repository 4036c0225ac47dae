/** A text and its changes, word by word: struck out and underlined, so that it works without color, with labels for screen readers. */
import { wordDifference } from "@/lib/domain/competency/difference";

export function ChangedText({ before, after }: { before: string; after: string }) {
  const words = wordDifference(before, after);
  return (
    <p className="whitespace-pre-line wrap-anywhere">
      {words.map(({ text, kind }, index) => {
        const key = `${index}-${kind}`;
        if (kind === "same") return <span key={key}>{text}</span>;
        if (kind === "gone") {
          return (
            <del key={key} className="text-ink-2 decoration-signal decoration-2">
              <span className="sr-only">[deleted: </span>
              {text}
              <span className="sr-only">] </span>
            </del>
          );
        }
        return (
          <ins key={key} className="bg-accent/12 font-semibold text-ink decoration-accent decoration-2 underline-offset-[0.2em]">
            <span className="sr-only">[inserted: </span>
            {text}
            <span className="sr-only">] </span>
          </ins>
        );
      })}
    </p>
  );
}
