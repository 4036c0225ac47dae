/** The whole competency to read: the source's text unchanged in serif, Cairn's own text in sans. */
import type { ReactNode } from "react";
import { LevelStone } from "@/components/charts/stones";
import { formatDay } from "@/components/ui/format-day";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { AnchorGrid } from "./anchor-grid";

type CompetencyDocumentProps = {
  competency: CompetencyModel;
  revision: { number: number; publishedAt: Date };
  /** Whether the text, and the anchors, are those that Cairn ships. */
  isShipped: { source: boolean; anchors: boolean };
  /** What is new, beneath the title. */
  news?: ReactNode;
  /** The earlier revisions, at the end. */
  history?: ReactNode;
};

const SECTIONS = [
  { id: "purpose", name: "Purpose" },
  { id: "description", name: "Description" },
  { id: "key-behaviors", name: "Key Behaviors" },
  { id: "development-path", name: "Development Path (Competency Levels)" },
  { id: "summary", name: "Summary" },
] as const;

const GRID = { id: "anchors", name: "What each level looks like" } as const;

export function CompetencyDocument({ competency, revision, isShipped, news, history }: CompetencyDocumentProps) {
  const { source } = competency;
  return (
    <article>
      <header className="page-width pt-8 pb-10 sm:pt-14 sm:pb-14 print:py-4">
        <p className="eyebrow">The competency</p>
        <h1 className="mt-2 text-landing">{source.name}</h1>
        <p className="mt-5 max-w-reading text-ink-2">
          {isShipped.source ? (
            <>
              Text in serif is from the{" "}
              <a href={source.attribution.url} className="text-link">
                {source.attribution.title}
              </a>
              , unchanged. Text in sans, like this line, is Cairn’s own.
            </>
          ) : (
            <>
              Text in serif is the competency in this organization’s words. It is based on the{" "}
              <a href={source.attribution.url} className="text-link wrap-anywhere">
                {source.attribution.title}
              </a>
              .
            </>
          )}
        </p>
        <p className="mt-2 text-[0.94rem] text-ink-3">
          Revision {revision.number}, published <time dateTime={revision.publishedAt.toISOString()}>{formatDay(revision.publishedAt)}</time>
          .{revision.number === 1 && " The first revision."}
        </p>
        {news}
      </header>

      <div className="page-width grid gap-x-16 gap-y-10 lg:grid-cols-[13rem_minmax(0,42rem)] print:block">
        <Contents />
        <div className="font-display text-[1.15rem] leading-[1.65] font-[380] print:text-[11pt] print:leading-[1.5]">
          <Section {...SECTIONS[0]} first>
            <p className="text-[1.4rem] leading-[1.5] sm:text-[1.6rem] print:text-[14pt]">{source.purpose}</p>
          </Section>
          <Section {...SECTIONS[1]}>
            <p>{source.description}</p>
          </Section>
          <Section {...SECTIONS[2]}>
            <ul className="space-y-4">
              {source.behaviors.map(({ id, name, definition }) => (
                <li key={id} className="break-inside-avoid border-l-2 border-line pl-5">
                  <strong className="font-[620]">{`${name}:`}</strong>
                  {` ${definition}`}
                </li>
              ))}
            </ul>
          </Section>
          <Section {...SECTIONS[3]}>
            <ol className="space-y-8">
              {source.levels.map(({ id, name, descriptors }, rank) => (
                <li key={id} className="grid break-inside-avoid gap-x-5 gap-y-2 sm:grid-cols-[6.5rem_1fr] print:grid-cols-[5rem_1fr]">
                  <span className="flex items-center sm:h-8 sm:justify-center">
                    <LevelStone rank={rank} className="h-7 w-auto print:h-5" />
                  </span>
                  <div>
                    <h3 className="text-[1.35rem]">{name}</h3>
                    <ul className="mt-2 list-disc space-y-1.5 pl-5 marker:text-edge">
                      {descriptors.map((descriptor) => (
                        <li key={descriptor}>{descriptor}</li>
                      ))}
                    </ul>
                  </div>
                </li>
              ))}
            </ol>
          </Section>
          <Section {...SECTIONS[4]}>
            <p>{source.summary}</p>
          </Section>
          <p className="mt-10 border-t border-line pt-4 font-sans text-[0.94rem] leading-relaxed font-normal text-ink-2">
            {isShipped.source ? "From the" : "Based on the"}{" "}
            <a href={source.attribution.url} className="text-link">
              {source.attribution.title}
            </a>
            , {new URL(source.attribution.url).host}.
          </p>
        </div>
      </div>

      <section
        aria-labelledby={GRID.id}
        className="mt-20 -mb-20 bg-sunk py-14 sm:py-20 print:mt-0 print:mb-0 print:bg-transparent print:py-0 print:break-before-page"
      >
        <div className="page-width">
          <p className="eyebrow">{isShipped.anchors ? "Cairn’s own words" : "This organization’s words"}</p>
          <h2 id={GRID.id} className="mt-2 text-title print:text-[18pt]">
            {GRID.name}
          </h2>
          <p className="mt-4 mb-10 max-w-reading text-ink-2 print:mt-1 print:mb-3 print:text-[9pt]">
            One anchor for each behavior at each level: something that a colleague could have seen.
            {isShipped.anchors && ` The anchors were written for Cairn and are not part of the ${source.attribution.title}.`}
          </p>
          <AnchorGrid
            caption={`The anchor of each behavior at each level, in ${isShipped.anchors ? "Cairn’s own" : "this organization’s"} words`}
            behaviors={source.behaviors}
            levels={source.levels}
            renderCell={(behavior, level) => competency.additions.anchors[behavior.id]?.[level.id]}
          />
        </div>
      </section>
      {history}
    </article>
  );
}

function Contents() {
  return (
    <nav aria-label="On this page" className="print:hidden">
      <ul className="-mx-2 flex flex-wrap gap-x-2 lg:sticky lg:top-6 lg:block">
        {[...SECTIONS, GRID].map(({ id, name }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="flex min-h-11 items-center rounded-lg px-2 py-1.5 text-[0.94rem] leading-snug text-ink-2 underline decoration-line decoration-1 underline-offset-[0.3em] hover:text-ink hover:decoration-edge"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type SectionProps = { id: string; name: string; first?: boolean; children: ReactNode };

function Section({ id, name, first = false, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className={first ? "" : "mt-14 print:mt-6"}>
      <h2 id={id} className="mb-5 text-heading print:mb-2 print:text-[15pt]">
        {name}
      </h2>
      {children}
    </section>
  );
}
