/** A team's overview for its coaches: insights, the heatmap, how answers spread, and what moved. */
import { AnswerBars } from "@/components/charts/answer-bars";
import { Section } from "@/components/ui/section";
import { describeInsights, describeMove, describeSpread, MEDIAN_EXPLANATION } from "@/lib/domain/overview/insight-wording";
import type { TeamMoves, TeamOverview } from "@/lib/domain/overview/overview";
import { queryString } from "@/lib/domain/request/list-query";
import { capitalize, countWord } from "@/lib/domain/text/wording";
import { OverviewFilter } from "./overview-filter";
import { OverviewPeople } from "./overview-people";

type Counts = { shown: number; hidden: number; others: number };

function countRows({ rows }: TeamOverview): Counts {
  const of = (kind: string) => rows.filter(({ entry }) => entry.kind === kind).length;
  const [shown, hidden] = [of("shown"), of("hidden")];
  return { shown, hidden, others: rows.length - shown - hidden };
}

const people = (count: number) => (count === 1 ? "person" : "people");

function describeOwner({ query, rounds }: TeamOverview): string {
  const round = rounds.find(({ roundId }) => roundId === query.round);
  return round ? `shared from ${round.name}` : "each person’s latest shared one";
}

/** Says who is counted below, and who is missing. */
function describeCounts(overview: TeamOverview, { shown, hidden, others }: Counts): string {
  const whose = describeOwner(overview);
  const sentences = [
    shown > 0 &&
      `${capitalize(countWord(shown))} ${people(shown)} in their own view, ${whose}: a start for conversations, not a measurement.`,
    shown === 0 && hidden > 0 && "Everything that is shared here is hidden until your review.",
    shown === 0 && hidden === 0 && `Nobody’s answers are here yet (${whose}). They will be, once people share a self-assessment with you.`,
    hidden > 0 &&
      `${hidden} of ${shown + hidden} ${hidden === 1 ? "is" : "are"} hidden until your review: open a person, give your own ratings first or skip that, and theirs join this page.`,
    shown + hidden > 0 && others > 0 && `${capitalize(countWord(others))} ${others === 1 ? "shares" : "share"} nothing here.`,
  ];
  return sentences.filter(Boolean).join(" ");
}

function WhatItSays({ overview, shown }: { overview: TeamOverview; shown: number }) {
  if (shown < 2) return <p className="text-ink-2">What they have in common, and where they are split, is shown once two people share.</p>;
  return (
    <dl className="grid gap-x-10 gap-y-5 md:grid-cols-2 lg:grid-cols-3">
      {describeInsights(overview.levels, overview.columns, overview.spreads).map(({ title, sentences }) => (
        <div key={title} className="border-t-2 border-accent pt-3">
          <dt className="font-semibold">{title}</dt>
          {sentences.map((sentence) => (
            <dd key={sentence} className="mt-1.5 text-ink-2">
              {sentence}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

function WhatMoved({ earlierName, laterName, pairCount, moves }: TeamMoves) {
  return (
    <Section
      id="moved"
      title={`What moved from ${earlierName} to ${laterName}`}
      level={3}
      size="subpart"
      className="pt-12"
      headingClassName="wrap-anywhere"
    >
      <p className="mt-2 max-w-reading text-ink-2">
        {pairCount === 0
          ? "Nobody’s answers are shown in both rounds yet."
          : `${capitalize(countWord(pairCount))} ${people(pairCount)} ${pairCount === 1 ? "is" : "are"} shown in both. ${moves.length === 0 ? "No behavior moved by more than one person’s change of mind." : "A behavior is listed if more than one person’s change of mind moved it."}`}
      </p>
      {moves.length > 0 && (
        <ul className="mt-4 max-w-reading divide-y divide-line border-y border-line">
          {moves.map((move) => (
            <li key={move.behaviorId} className="py-2.5 wrap-anywhere">
              <span className="font-semibold">{move.name}:</span> {describeMove(move, earlierName)}
            </li>
          ))}
        </ul>
      )}
      {moves.some(({ up, down }) => down > up) && (
        <p className="mt-3 max-w-reading text-ink-2">
          A drop may be a sign of learning: knowing more about a behavior can move the yardstick that people rate themselves by.
        </p>
      )}
    </Section>
  );
}

function Downloads({ exportHref, overview }: { exportHref: string; overview: TeamOverview }) {
  const { round, competency } = overview.query;
  const of = (format: string) => `${exportHref}${queryString({ format, round, competency })}`;
  const link = "text-link inline-flex min-h-11 items-center";
  return (
    <Section id="download" title="Download these results" level={3} size="subpart" className="pt-12 print:hidden">
      <p className="mt-2 max-w-reading text-ink-2">
        What is shown above, with what else people share and your own reviews: one row for each person and behavior. They will see that you
        downloaded it.
      </p>
      <p className="mt-1 flex flex-wrap gap-x-6">
        <a href={of("csv")} className={link} download>
          CSV, for a spreadsheet
        </a>
        <a href={of("json")} className={link} download>
          JSON
        </a>
        <a href={of("columns")} className={link} download>
          What the columns mean
        </a>
      </p>
    </Section>
  );
}

/** Goes below a second-level heading on the page. */
export function OverviewChoice({ teamHref, exportHref, overview }: { teamHref: string; exportHref: string; overview: TeamOverview }) {
  const counts = countRows(overview);
  const names = new Map(overview.columns.map(({ behaviorId, name }) => [behaviorId, name]));
  if (overview.rows.length === 0) {
    return <p className="max-w-reading text-ink-2">Nobody has joined the team yet. Once people have, you will see here what they share.</p>;
  }
  return (
    <>
      <OverviewFilter teamHref={teamHref} overview={overview} />
      <p className="mt-5 mb-6 max-w-[48rem] text-ink-2 wrap-anywhere print:mt-2">{describeCounts(overview, counts)}</p>
      {counts.shown > 0 && <WhatItSays overview={overview} shown={counts.shown} />}
      <Section id="overview-people" title="Who is where" level={3} size="subpart" className="wide-page pt-12" headingClassName="mb-4">
        <OverviewPeople teamHref={teamHref} overview={overview} />
      </Section>
      {counts.shown > 0 && (
        <Section id="spread" title="How the answers spread" level={3} size="subpart" className="pt-12" headingClassName="mb-2">
          <p className="mb-3 max-w-reading text-ink-2">
            From {countWord(counts.shown)} {people(counts.shown)}
            {counts.hidden > 0 && `; ${counts.hidden} of ${counts.shown + counts.hidden} are hidden until your review`}. Colors and levels
            as above, lowest first. {MEDIAN_EXPLANATION}
          </p>
          <AnswerBars
            caption="How many people gave each answer, by behavior"
            rows={overview.spreads.map((spread) => ({
              id: spread.behaviorId,
              name: names.get(spread.behaviorId) ?? spread.behaviorId,
              bar: spread.noOpportunity + spread.counts.reduce((sum, count) => sum + count, 0) > 0 ? spread : null,
              words: describeSpread(overview.levels, spread),
            }))}
          />
        </Section>
      )}
      {overview.moves && <WhatMoved {...overview.moves} />}
      {counts.shown > 0 && <Downloads exportHref={exportHref} overview={overview} />}
    </>
  );
}
