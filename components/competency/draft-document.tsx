/** The whole competency to edit: laid out like CompetencyDocument, with a field for each text. */
import type { ReactNode } from "react";
import { LevelStone } from "@/components/charts/stones";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { behaviorIdsOf, type DraftFields, levelIdsOf } from "@/lib/domain/competency/draft";
import { AddField } from "./add-field";
import { AnchorGrid } from "./anchor-grid";
import { DraftCommand } from "./draft-command";
import { DraftField } from "./draft-field";
import { WithoutScript } from "./draft-provider";

type DraftDocumentProps = {
  fields: DraftFields;
  /** Retired behaviors and levels that can be brought back. */
  retired: { behaviors: { id: string; name: string }[]; levels: { id: string; name: string }[] };
  guidanceHref: (behaviorId: string) => string;
};

const DISPLAY = "font-display leading-[1.5] font-[380] text-[1.15rem]";

export function DraftDocument({ fields, retired, guidanceHref }: DraftDocumentProps) {
  const named = (head: "behaviors" | "levels", noun: string) => (id: string, index: number) => ({
    id,
    name: fields[`${head}.${id}.name`]?.trim() || `${noun} ${index + 1}`,
  });
  const behaviors = behaviorIdsOf(fields).map(named("behaviors", "Behavior"));
  const levels = levelIdsOf(fields).map(named("levels", "Level"));
  return (
    <>
      <div className="page-width max-w-[58rem] font-display text-[1.15rem] leading-[1.5] font-[380]">
        <DraftSection id="name" title="Name">
          <DraftField path="name" label="Name of the competency" isOneLine className="text-title leading-tight font-[560]" />
        </DraftSection>
        <DraftSection id="purpose" title="Purpose">
          <DraftField path="purpose" label="Purpose" className="text-[1.3rem] leading-[1.5]" />
        </DraftSection>
        <DraftSection id="description" title="Description">
          <DraftField path="description" label="Description" className={DISPLAY} />
        </DraftSection>

        <DraftSection id="key-behaviors" title="Key Behaviors">
          <ol className="space-y-8">
            {behaviors.map(({ id, name }, index) => (
              <li key={id} className="border-l-2 border-line pl-4 sm:pl-5">
                <div className="grid gap-3 sm:grid-cols-[1fr_9rem]">
                  <DraftField
                    path={`behaviors.${id}.name`}
                    label={`${name}: name`}
                    shownLabel="Name"
                    isOneLine
                    className={`${DISPLAY} font-[620]`}
                  />
                  <DraftField
                    path={`behaviors.${id}.shortName`}
                    label={`${name}: short name`}
                    shownLabel="In charts"
                    isOneLine
                    className="font-sans text-[0.95rem]"
                  />
                </div>
                <div className="mt-2">
                  <DraftField
                    path={`behaviors.${id}.definition`}
                    label={`${name}: definition`}
                    shownLabel="Definition"
                    className={DISPLAY}
                  />
                </div>
                <Tools>
                  <MoveCommands noun="behavior" id={id} name={name} isFirst={index === 0} isLast={index === behaviors.length - 1} />
                  <DraftCommand command={`behavior.retire:${id}`} about={name}>
                    Retire
                  </DraftCommand>
                  <TextLink href={guidanceHref(id)} className="px-2 font-sans text-[0.94rem] font-semibold">
                    Guidance<span className="sr-only">: {name}</span>
                  </TextLink>
                </Tools>
              </li>
            ))}
          </ol>
          <AddField noun="behavior" label="A new behavior’s name" />
          <Retired noun="behavior" retired={retired.behaviors} />
        </DraftSection>

        <DraftSection id="development-path" title="Development Path (Competency Levels)">
          <ol className="space-y-8">
            {levels.map(({ id, name }, rank) => (
              <li key={id} className="grid gap-x-5 gap-y-2 sm:grid-cols-[4.5rem_1fr]">
                <span className="flex items-start pt-1 sm:justify-center sm:pt-8">
                  <LevelStone rank={rank} className="h-7 w-auto" />
                </span>
                <div>
                  <DraftField
                    path={`levels.${id}.name`}
                    label={`${name}: name`}
                    shownLabel="Name"
                    isOneLine
                    className="text-[1.35rem] leading-tight font-[560]"
                  />
                  <div className="mt-2">
                    <DraftField
                      path={`levels.${id}.descriptors`}
                      label={`${name}: descriptors`}
                      shownLabel="Descriptors, one per line"
                      hasLines
                      className={DISPLAY}
                    />
                  </div>
                  <Tools>
                    <MoveCommands noun="level" id={id} name={name} isFirst={rank === 0} isLast={rank === levels.length - 1} />
                    <DraftCommand command={`level.retire:${id}`} about={name}>
                      Retire
                    </DraftCommand>
                  </Tools>
                </div>
              </li>
            ))}
          </ol>
          <AddField noun="level" label="A new level’s name" />
          <Retired noun="level" retired={retired.levels} />
        </DraftSection>

        <DraftSection id="summary" title="Summary">
          <DraftField path="summary" label="Summary" className={DISPLAY} />
        </DraftSection>
        <DraftSection id="source" title="Where it is from">
          <div className="grid gap-3 font-sans text-[1rem] sm:grid-cols-2">
            <DraftField path="attribution.title" label="Title of the source" shownLabel="Title of the source" isOneLine />
            <DraftField path="attribution.url" label="Address of the source" shownLabel="Address of the source" isOneLine />
          </div>
        </DraftSection>
      </div>

      <section aria-labelledby="anchors" className="mt-16 bg-sunk py-12 sm:py-16">
        <div className="page-width">
          <h2 id="anchors" className="text-title scroll-mt-28">
            What each level looks like
          </h2>
          <p className="mt-4 mb-8 max-w-reading text-ink-2">
            One anchor for each behavior at each level: one sentence with one idea, something that a colleague could have seen. Levels
            differ in kind, not in how often or how well.
          </p>
          <AnchorGrid
            caption="The anchor of each behavior at each level, to be written"
            behaviors={behaviors}
            levels={levels}
            renderCell={(behavior, level, rank) => {
              const lower = levels[rank - 1];
              return (
                <DraftField
                  path={`anchors.${behavior.id}.${level.id}`}
                  label={`${behavior.name} at ${level.name}: anchor`}
                  {...(lower ? { below: { path: `anchors.${behavior.id}.${lower.id}`, levelName: lower.name } } : {})}
                />
              );
            }}
          />
          <SaveWithoutScript />
        </div>
      </section>
    </>
  );
}

/** The Save button of a section, for browsers without JavaScript. */
export function SaveWithoutScript() {
  return (
    <WithoutScript>
      <div className="mt-4">
        <DraftCommand command="save">Save</DraftCommand>
      </div>
    </WithoutScript>
  );
}

function DraftSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <Section id={id} title={title} className="mt-12" headingClassName="mb-4 scroll-mt-28">
      {children}
      <SaveWithoutScript />
    </Section>
  );
}

function Tools({ children }: { children: ReactNode }) {
  return <div className="mt-3 flex flex-wrap items-center gap-2">{children}</div>;
}

function MoveCommands({ noun, id, name, isFirst, isLast }: { noun: string; id: string; name: string; isFirst: boolean; isLast: boolean }) {
  return (
    <>
      <DraftCommand command={`${noun}.up:${id}`} about={name} disabled={isFirst}>
        Move up
      </DraftCommand>
      <DraftCommand command={`${noun}.down:${id}`} about={name} disabled={isLast}>
        Move down
      </DraftCommand>
    </>
  );
}

function Retired({ noun, retired }: { noun: "behavior" | "level"; retired: { id: string; name: string }[] }) {
  if (retired.length === 0) return null;
  return (
    <div className="mt-6 font-sans text-[1rem]">
      <h3 className="font-sans text-[0.94rem] font-semibold tracking-normal">Retired</h3>
      <ul className="mt-2 space-y-2">
        {retired.map(({ id, name }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-2">
            <span dir="auto" className="wrap-anywhere text-ink-2">
              {name}
            </span>
            <DraftCommand command={`${noun}.restore:${id}`} about={name}>
              Bring back
            </DraftCommand>
          </li>
        ))}
      </ul>
    </div>
  );
}
