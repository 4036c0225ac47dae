/** The guidance for one behavior to edit: for each level, and for people who have had no opportunity yet. */
import type { ReactNode } from "react";
import { LevelStone } from "@/components/charts/stones";
import { type DraftFields, levelIdsOf } from "@/lib/domain/competency/draft";
import { SaveWithoutScript } from "./draft-document";
import { DraftField } from "./draft-field";

export function DraftGuidance({ fields, behaviorId }: { fields: DraftFields; behaviorId: string }) {
  const levelIds = levelIdsOf(fields);
  const nameOf = (levelId: string, rank: number) => fields[`levels.${levelId}.name`]?.trim() || `Level ${rank + 1}`;
  return (
    <div className="space-y-12">
      {levelIds.map((levelId, rank) => {
        const name = nameOf(levelId, rank);
        const next = levelIds[rank + 1];
        const base = `guidance.${behaviorId}.${levelId}`;
        return (
          <Part
            key={levelId}
            id={levelId}
            title={next ? `From ${name} to ${nameOf(next, rank + 1)}` : `${name}: pass it on`}
            stone={<LevelStone rank={rank} className="h-6 w-auto" />}
          >
            <p className="text-[0.94rem] text-ink-3">
              The anchor here: <span dir="auto">{fields[`anchors.${behaviorId}.${levelId}`]?.trim() || "not written yet"}</span>
            </p>
            <DraftField
              path={`${base}.change`}
              label={`${name}: what changes at the next level`}
              shownLabel={next ? "What changes at the next level" : "What passing it on looks like"}
            />
            <Practices base={base} name={name} isThirdOptional />
            <DraftField
              path={`${base}.evidence`}
              label={`${name}: what would show it`}
              shownLabel="What would show it: one to three, one per line"
              hasLines
            />
            <Closing base={base} name={name} />
          </Part>
        );
      })}
      <Part id="no-opportunity" title="No opportunity yet">
        <DraftField
          path={`opportunities.${behaviorId}.create`}
          label="No opportunity yet: how to create one"
          shownLabel="How to create an opportunity"
        />
        <Practices base={`opportunities.${behaviorId}`} name="No opportunity yet" />
        <Closing base={`opportunities.${behaviorId}`} name="No opportunity yet" />
      </Part>
    </div>
  );
}

function Part({ id, title, stone, children }: { id: string; title: string; stone?: ReactNode; children: ReactNode }) {
  return (
    <section aria-labelledby={`at-${id}`}>
      <h2 id={`at-${id}`} className="flex scroll-mt-28 items-center gap-3 text-heading">
        {stone}
        {title}
      </h2>
      <div className="mt-4 space-y-4">{children}</div>
      <SaveWithoutScript />
    </section>
  );
}

function Practices({ base, name, isThirdOptional = false }: { base: string; name: string; isThirdOptional?: boolean }) {
  return (
    <div className="grid gap-5 lg:grid-cols-3">
      {[0, 1, 2].map((index) => {
        const path = `${base}.practices.${index}`;
        const about = `${name}, practice ${index + 1}`;
        const isOptional = isThirdOptional ? index === 2 : index > 0;
        return (
          <fieldset key={index} className="min-w-0 space-y-2 rounded-card border border-line p-4">
            <legend className="px-1 font-semibold">
              Practice {index + 1}
              {isOptional && <span className="font-normal text-ink-3"> (may stay empty)</span>}
            </legend>
            <DraftField path={`${path}.name`} label={`${about}: name`} shownLabel="Name" isOneLine className="font-display font-semibold" />
            <DraftField path={`${path}.begin`} label={`${about}: how to begin this week`} shownLabel="How to begin this week" />
            <DraftField path={`${path}.author`} label={`${about}: author`} shownLabel="Author" isOneLine />
            <DraftField path={`${path}.title`} label={`${about}: work`} shownLabel="Work" isOneLine />
          </fieldset>
        );
      })}
    </div>
  );
}

function Closing({ base, name }: { base: string; name: string }) {
  return (
    <>
      <DraftField path={`${base}.question`} label={`${name}: question to reflect on`} shownLabel="Question to reflect on" />
      <div className="grid gap-4 sm:grid-cols-2">
        <DraftField path={`${base}.plan.when`} label={`${name}: plan, if`} shownLabel="Plan: if …" isOneLine />
        <DraftField path={`${base}.plan.then`} label={`${name}: plan, then I`} shownLabel="Plan: then I …" isOneLine />
      </div>
    </>
  );
}
