/** What differs between two states of a competency, grouped by behavior: each text word by word, each change with its meaning. */
import type { ReactNode } from "react";
import { ChoiceField } from "@/components/ui/choice-field";
import { Notice } from "@/components/ui/notice";
import type { Change, Difference, FieldDifference, Group } from "@/lib/domain/competency/difference";
import { type DraftFields, fieldKind } from "@/lib/domain/competency/draft";
import { ChangedText } from "./changed-text";

type DifferenceViewProps = {
  difference: Difference;
  before: DraftFields;
  after: DraftFields;
  /** Whether an admin chooses what each change means; else it is only shown. */
  choose?: { formId: string };
};

const KIND_LABELS = { added: "New", retired: "Retired", moved: "Moved", reworded: "Reworded" } as const;
const FIELD_WORDS = { added: "Added", retired: "Taken out", reworded: "Reworded" } as const;

export function DifferenceView({ difference, before, after, choose }: DifferenceViewProps) {
  const { general, levels, behaviors } = difference;
  if (general.length + levels.length + behaviors.length === 0) {
    return <Notice kind="status" title="Nothing differs: the words are the same." />;
  }
  const names = (path: string): string | null => {
    const kind = fieldKind(path);
    if (!kind?.behaviorId || !kind.levelId) return null;
    return after[`levels.${kind.levelId}.name`] || before[`levels.${kind.levelId}.name`] || kind.levelId;
  };
  return (
    <div className="space-y-12">
      {general.length > 0 && (
        <Part title="The competency as a whole">
          <Fields fields={general} levelName={names} />
        </Part>
      )}
      {levels.map((group) => (
        <GroupPart key={group.id} group={group} noun="Level" levelName={names} choose={choose} />
      ))}
      {behaviors.map((group) => (
        <GroupPart key={group.id} group={group} noun="Behavior" levelName={names} choose={choose} />
      ))}
    </div>
  );
}

type LevelName = (path: string) => string | null;

function GroupPart({
  group,
  noun,
  levelName,
  choose,
}: {
  group: Group;
  noun: string;
  levelName: LevelName;
  choose: DifferenceViewProps["choose"];
}) {
  return (
    <Part eyebrow={noun} title={group.name || "Without a name"}>
      {group.changes.length > 0 && (
        <ul className="mb-6 space-y-4">
          {group.changes.map((change) => (
            <li key={change.key} className="rounded-card border border-line bg-surface p-4 sm:p-5">
              <p className="font-semibold">{changeTitle(change, noun, levelName)}</p>
              {choose && change.canChoose ? (
                <MeaningChoice change={change} formId={choose.formId} title={changeTitle(change, noun, levelName)} />
              ) : (
                <p className="mt-1 text-ink-2">
                  {change.meaning === "meaning"
                    ? "Meaning changed: results before and after are not compared here."
                    : "Wording only: results stay comparable."}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      <Fields fields={group.fields} levelName={levelName} />
    </Part>
  );
}

function changeTitle({ unit, kind, behaviorId, levelId }: Change, noun: string, levelName: LevelName): string {
  if (unit === "anchor") return `${KIND_LABELS[kind]}: the anchor at ${levelName(`anchors.${behaviorId}.${levelId}`)}`;
  return `${KIND_LABELS[kind]}: this ${noun.toLowerCase()}`;
}

/** One of two choices for each change. Without JavaScript the page's Save button sends them. */
function MeaningChoice({ change, formId, title }: { change: Change; formId: string; title: string }) {
  return (
    <fieldset className="mt-2">
      <legend className="text-[0.94rem] text-ink-2">
        What does it mean for results?<span className="sr-only"> {title}</span>
      </legend>
      <input type="hidden" name={`words:${change.key}`} form={formId} value={change.words} />
      <input type="hidden" name={`was:${change.key}`} form={formId} value={change.meaning} />
      <div className="flex flex-wrap gap-x-8">
        {(
          [
            ["wording", "Wording only", "Results stay comparable."],
            ["meaning", "Meaning changed", "Trends show a break here."],
          ] as const
        ).map(([value, name, hint]) => (
          <ChoiceField
            key={value}
            type="radio"
            name={`meaning:${change.key}`}
            form={formId}
            value={value}
            defaultChecked={change.meaning === value}
            label={name}
            hint={hint}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Part({ eyebrow, title, children }: { eyebrow?: string; title: string; children: ReactNode }) {
  return (
    <section>
      {eyebrow && <p className="eyebrow">{eyebrow}</p>}
      <h2 className="mb-4 text-heading wrap-anywhere">{title}</h2>
      {children}
    </section>
  );
}

function fieldTitle({ path, kind }: FieldDifference, levelName: LevelName): string {
  const noun = fieldKind(path)?.noun ?? path;
  const level = levelName(path);
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)}${level ? ` at ${level}` : ""}: ${FIELD_WORDS[kind].toLowerCase()}`;
}

function Fields({ fields, levelName }: { fields: readonly FieldDifference[]; levelName: LevelName }) {
  return (
    <dl className="divide-y divide-line border-y border-line">
      {fields.map((field) => (
        <div key={field.path} className="grid gap-x-8 gap-y-1 py-4 md:grid-cols-[16rem_1fr]">
          <dt className="text-[0.94rem] font-semibold">{fieldTitle(field, levelName)}</dt>
          <dd className="min-w-0">
            <ChangedText before={field.before} after={field.after} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
