/** What is new in a revision, for readers of the competency: the note, and the changes with their meanings. */

import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import type { RecordedChange } from "@/lib/domain/competency/difference";
import { joinNames } from "@/lib/domain/text/wording";

type WhatsNewProps = {
  number: number;
  note: string;
  changes: readonly RecordedChange[];
  competency: CompetencyModel;
  /** The revision before, for the names of retired behaviors and levels. */
  previous: CompetencyModel | null;
};

const KIND_LABELS = { added: "new", retired: "retired", moved: "moved", reworded: "reworded" } as const;

export function WhatsNew({ number, note, changes, competency, previous }: WhatsNewProps) {
  const behaviors = [...competency.source.behaviors, ...(previous?.source.behaviors ?? [])];
  const levels = [...competency.source.levels, ...(previous?.source.levels ?? [])];
  const behaviorName = (id: string | null) => behaviors.find((each) => each.id === id)?.name ?? "A behavior";
  const levelName = (id: string | null) => levels.find((each) => each.id === id)?.name ?? "a level";
  const lines = [
    ...changes
      .filter(({ unit }) => unit !== "anchor")
      .map(({ unit, kind, behaviorId, levelId, meaning }) => ({
        key: `${unit} ${behaviorId} ${levelId} ${kind}`,
        text: `${unit === "behavior" ? behaviorName(behaviorId) : `Level ${levelName(levelId)}`}: ${KIND_LABELS[kind]}`,
        meaning,
      })),
    ...[...new Set(changes.filter(({ unit }) => unit === "anchor").map(({ behaviorId }) => behaviorId))].flatMap((id) =>
      (["meaning", "wording"] as const).flatMap((meaning) => {
        const at = changes.filter((change) => change.unit === "anchor" && change.behaviorId === id && change.meaning === meaning);
        if (at.length === 0) return [];
        const names = joinNames(at.map(({ levelId }) => levelName(levelId)));
        return [{ key: `anchors ${id} ${meaning}`, text: `${behaviorName(id)}: reworded at ${names}`, meaning }];
      }),
    ),
  ];
  return (
    <section
      aria-labelledby="whats-new"
      className="mt-6 max-w-reading rounded-r-card border-l-[3px] border-accent bg-sunk px-5 py-4 print:hidden"
    >
      <h2 id="whats-new" className="font-sans text-[1rem] font-semibold tracking-normal">
        New in revision {number}
      </h2>
      {note && <p className="mt-1 whitespace-pre-line wrap-anywhere text-ink-2">{note}</p>}
      {lines.length > 0 && (
        <details className="mt-1">
          <summary className="min-h-11 cursor-pointer py-2 text-ink-2">What changed</summary>
          <ul className="list-disc space-y-1 pl-5 text-ink-2">
            {lines.map(({ key, text, meaning }) => (
              <li key={key} className="wrap-anywhere">
                {text} ({meaning === "meaning" ? "its meaning changed" : "wording only"})
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
